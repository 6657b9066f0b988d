"""What cannot be worked with keeps nobody waiting."""

from __future__ import annotations

from bot.delivery.edits import LateEdits
from bot.models import DeliveryState
from bot.store import deliveries
from tests.delivery.conftest import Morning
from tests.delivery.test_edits import ScriptedEditor, written
from tests.factories import WEDNESDAY, at, channel
from tests.support.spoiling import spoil
from tests.support.subscribing import subscribe


async def test_a_channel_that_cannot_be_worked_with_keeps_nobody_waiting(morning: Morning) -> None:
    await morning.planned(100, 200, 300)
    await spoil(morning.store, "UPDATE deliveries SET planned_at = 'soon' WHERE subscription_id = 2")
    await morning.run()
    await spoil(morning.store, "UPDATE deliveries SET planned_at = '2024-04-04 00:00:00.000000'")
    async with morning.store.reading() as view:
        rows = await deliveries.since(view, WEDNESDAY)
    assert {row.subscription_id for row in rows if row.state is DeliveryState.POSTED} == {1, 3}


async def test_a_digest_that_cannot_be_read_costs_its_own_late_edit(morning: Morning) -> None:
    for number, papers in ((100, 5), (200, 6)):
        chosen = channel(number, papers=papers, edit_late=True)
        await subscribe(morning.store, morning.settings.schedule, chosen, at("2024-04-03 12:00"))
    await morning.planned()
    await morning.run()
    await spoil(morning.store, "UPDATE digests SET content = '{}' WHERE id = 1")
    await written(morning, 1)
    editor = ScriptedEditor()
    await LateEdits(morning.store, editor).run(morning.clock())
    assert len(editor.edits) == 1
