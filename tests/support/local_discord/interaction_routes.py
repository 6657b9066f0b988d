"""The routes by which a bot answers interactions. Their token is in the path: no header, no common limit."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import IntEnum

from .calls import Answer, Call
from .commands import check_choices
from .errors import Form, Json, as_object, objects, refusal
from .interactions import Interaction, Interactions
from .message_limits import check_edit, check_message
from .messages import edit, posted_body
from .payloads import message_json
from .world import BOT_ID, EPHEMERAL, LOADING, Message, World


class AnswerType(IntEnum):
    """Interaction callback types."""

    MESSAGE = 4
    LATER = 5
    UPDATE_LATER = 6
    UPDATE = 7
    CHOICES = 8
    MODAL = 9


@dataclass(frozen=True, slots=True)
class InteractionRoutes:
    """The handlers under /interactions and /webhooks."""

    world: World
    interactions: Interactions

    def callback(self, call: Call) -> Answer:
        """The first answer, within three seconds of the interaction."""
        interaction = self.interactions.unanswered(call.id("interaction_id"), call.ids["token"])
        kind, data = AnswerType(int(call.json["type"])), as_object(call.json.get("data"))
        _CHECKS[kind](call, data)
        self._act(kind, interaction, call, data)
        interaction.answer_type, interaction.answer_data = int(kind), data
        interaction.answered_at = self.interactions.clock()
        if call.query.get("with_response") in ("1", "true"):
            return Answer(200, _response(kind, interaction))
        return Answer(204)

    def _act(self, kind: AnswerType, interaction: Interaction, call: Call, data: Json) -> None:
        if kind in (AnswerType.MESSAGE, AnswerType.LATER):
            flags = _flags(data) | (LOADING if kind == AnswerType.LATER else 0)
            interaction.original = self._post(interaction, call, data | {"flags": flags})
        if kind in (AnswerType.UPDATE, AnswerType.UPDATE_LATER):
            interaction.original = interaction.source
        if kind == AnswerType.UPDATE and interaction.source is not None:
            edit(interaction.source, call, data, self.world, self.interactions.clock())
            interaction.messages.append(interaction.source)
        if kind not in (AnswerType.LATER, AnswerType.UPDATE_LATER):
            interaction.complete(self.interactions.clock())

    def follow_up(self, call: Call) -> Answer:
        """POST to the webhook: fills a deferred answer first, then adds messages."""
        interaction = self.interactions.answered(call.ids["token"])
        check_message(call.json, attachments=len(call.files))
        original = interaction.original
        if original is not None and _is_loading(original):
            return self._fill(interaction, original, call)
        message = self._post(interaction, call, call.json)
        interaction.complete(self.interactions.clock())
        return Answer(200, message_json(message))

    def read(self, call: Call) -> Answer:
        """GET of @original or of a follow-up."""
        return Answer(200, message_json(self._named(call)[1]))

    def edit(self, call: Call) -> Answer:
        """PATCH of @original or of a follow-up."""
        return self._fill(*self._named(call), call)

    def delete(self, call: Call) -> Answer:
        """DELETE of @original or of a follow-up."""
        self._named(call)[1].deleted = True
        return Answer(204)

    def _fill(self, interaction: Interaction, message: Message, call: Call) -> Answer:
        # Whether a message is ephemeral is settled by the first answer; an edit cannot change it.
        flags = _flags(message.body) & ~LOADING | _flags(call.json) & ~EPHEMERAL
        edit(message, call, call.json | {"flags": flags}, self.world, self.interactions.clock())
        interaction.complete(self.interactions.clock())
        return Answer(200, message_json(message))

    def _post(self, interaction: Interaction, call: Call, body: Json) -> Message:
        channel = self.world.channels[interaction.channel_id]
        message = self.world.post(channel, BOT_ID, posted_body(self.world, call, body))
        message.interaction_id = interaction.id
        interaction.messages.append(message)
        return message

    def _named(self, call: Call) -> tuple[Interaction, Message]:
        interaction = self.interactions.answered(call.ids["token"])
        message_id = call.ids["message_id"]
        if message_id == "@original":
            message = interaction.original
        else:
            message = next(
                (followup for followup in interaction.messages if str(followup.id) == message_id), None
            )
        if message is None or message.deleted:
            raise refusal(10008)
        return interaction, message


def _flags(body: Json) -> int:
    return int(body.get("flags") or 0)


def _is_loading(message: Message) -> bool:
    return bool(_flags(message.body) & LOADING)


def _response(kind: AnswerType, interaction: Interaction) -> Json:
    callback: Json = {"id": str(interaction.id), "type": interaction.type}
    resource: Json = {"type": int(kind)}
    if interaction.original is not None:
        callback["response_message_id"] = str(interaction.original.id)
        callback["response_message_loading"] = _is_loading(interaction.original)
        callback["response_message_ephemeral"] = interaction.original.ephemeral
        resource["message"] = message_json(interaction.original)
    return {"interaction": callback, "resource": resource}


def _check_new(call: Call, data: Json) -> None:
    check_message(data, attachments=len(call.files))


def _check_update(call: Call, data: Json) -> None:
    check_edit(data)


def _check_choices(call: Call, data: Json) -> None:
    form = Form()
    check_choices(form, ("data", "choices"), objects(data.get("choices")))
    form.check()


def _check_modal(call: Call, data: Json) -> None:
    form = Form()
    form.text(("data", "title"), data.get("title"), 45, required=True)
    form.text(("data", "custom_id"), data.get("custom_id"), 100, required=True)
    form.count(("data", "components"), objects(data.get("components")), 5)
    form.check()


def _check_nothing(call: Call, data: Json) -> None:
    pass


_CHECKS: dict[AnswerType, Callable[[Call, Json], None]] = {
    AnswerType.MESSAGE: _check_new,
    AnswerType.LATER: _check_nothing,
    AnswerType.UPDATE_LATER: _check_nothing,
    AnswerType.UPDATE: _check_update,
    AnswerType.CHOICES: _check_choices,
    AnswerType.MODAL: _check_modal,
}
