"""The calendar of the failure drill, and the sum: what a reader of them is told."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest

from tests.drill.calendar import Edits, Event, calendar, sum_line
from tests.drill.places import Due, Hour, Reader, last_finished
from tests.drill.plan import AN_HOUR, START, TROUBLES, Planned, alone, moments, troubles
from tests.drill.reckoning import Fate, Total, fates, key, total
from tests.drill.troubles import COURSES

MONDAY = datetime(2026, 3, 30, tzinfo=UTC)
SUNDAY = date(2026, 3, 29)


def due(channel: int = 1, hour: int = 9, part: int = 1) -> Due:
    return Due(channel, SUNDAY, part, MONDAY.replace(hour=hour))


def fate(each: Due, *minutes_late: int, prevented: str = "") -> Fate:
    return Fate(each, [each.at + timedelta(minutes=late) for late in minutes_late], prevented)


def shown(*posts: Fate) -> str:
    return calendar(posts, [], Edits([], []), []).splitlines()[0]


class TestDue:
    def test_a_time_that_does_not_come_is_due_an_hour_later_and_one_that_comes_twice_at_the_first(
        self,
    ) -> None:
        berlin = Reader(1, Hour("Europe/Berlin", time(2, 30)))
        sydney = Reader(2, Hour("Australia/Sydney", time(2, 30)))
        week_end = START + timedelta(days=7)
        assert [each.at.time() for each in berlin.due(START, week_end)] == [time(1, 30), *[time(0, 30)] * 6]
        assert [each.at.time() for each in sydney.due(START, week_end)] == [time(15, 30)] * 7

    def test_each_edition_day_is_due_once_to_each_reader(self) -> None:
        for zone in ("Asia/Seoul", "Europe/Berlin", "Australia/Sydney", "Pacific/Honolulu", "UTC"):
            for hour in range(24):
                reader = Reader(1, Hour(zone, time(hour, 30)))
                days = [each.day for each in reader.due(START, START + timedelta(days=14))]
                assert days == [days[0] + timedelta(days=n) for n in range(len(days))]

    def test_each_part_is_due(self) -> None:
        reader = Reader(1, Hour("UTC", time(9, 0)), parts=2)
        assert [each.part for each in reader.due(START, START + timedelta(days=1))] == [1, 2]

    @pytest.mark.parametrize(
        ("at", "day"), [(time(22, 59), SUNDAY), (time(23, 0), SUNDAY + timedelta(days=1))]
    )
    def test_a_day_is_over_at_its_end(self, at: time, day: date) -> None:
        assert last_finished(datetime.combine(MONDAY, at, UTC)) == day


class TestPlan:
    def test_every_trouble_is_known_and_over_within_the_week(self) -> None:
        assert {each.name for each in TROUBLES} == COURSES.keys()
        assert len(troubles(0, 7)) == len(TROUBLES)

    def test_a_shorter_week_has_the_troubles_that_are_over_by_then(self) -> None:
        start, end = START + timedelta(days=3), START + timedelta(days=5)
        shorter = troubles(3, 2)
        assert shorter
        assert all(start <= each.begins and each.ends <= end for each in shorter)

    def test_one_trouble_alone_is_on_the_first_day(self) -> None:
        assert [(each.name, each.day) for each in alone("source down")] == [("source down", 0)]

    def test_each_begin_and_end_and_all_that_is_due_is_looked_at(self) -> None:
        planned = Planned("source down", 0, time(3, 5), 2 * AN_HOUR)
        at = START + timedelta(minutes=17)
        looks = moments(START, START + timedelta(days=1), [at], [planned])
        assert {at, planned.begins, planned.ends, START + AN_HOUR} <= set(looks)
        assert looks == sorted(looks)


class TestTotal:
    def test_what_never_came_is_lost_unless_a_trouble_may_prevent_it(self) -> None:
        all_due = [due(1), due(2), due(3)]
        came = {key(due(1)): [MONDAY]}
        became = fates(all_due, came, lambda each: "channel deleted" if each.to == 2 else "")
        assert [each.prevented for each in became] == ["", "channel deleted", ""]
        assert total(became, came, {key(each) for each in all_due}) == Total(3, 1, 1, 0, 1)

    def test_what_came_twice_is_doubled_and_so_is_what_is_not_due_at_all(self) -> None:
        came = {key(due(1)): [MONDAY, MONDAY + AN_HOUR], key(due(9)): [MONDAY]}
        became = fates([due(1)], came)
        assert total(became, came, {key(due(1))}) == Total(1, 1, 0, 2, 0)

    def test_what_came_early_for_a_later_time_is_not_counted(self) -> None:
        came = {key(due(1)): [MONDAY]}
        assert total([], came, {key(due(1))}) == Total(0, 0, 0, 0, 0)

    @pytest.mark.parametrize(("lost", "doubled", "good"), [(0, 0, True), (1, 0, False), (0, 1, False)])
    def test_it_is_good_if_nothing_is_lost_or_doubled(self, lost: int, doubled: int, good: bool) -> None:
        assert Total(9, 8, lost, doubled, 1).is_good is good


class TestCalendar:
    def test_a_day_tells_how_many_came_at_each_time(self) -> None:
        assert shown(fate(due(1, 9), 0), fate(due(2, 9), 1), fate(due(3, 18), 0)) == (
            "Mon 30 Mar posts 09:00 ×2, 18:00 ×1"
        )

    @pytest.mark.parametrize(
        ("late", "told"), [((70,), "09:00 ×1 +1:10"), ((-60,), "09:00 ×1 -1:00"), ((1,), "09:00 ×1")]
    )
    def test_it_tells_by_how_much_something_was_late_or_early(self, late: tuple[int], told: str) -> None:
        assert shown(fate(due(), *late)).endswith(told)

    def test_it_tells_of_the_first_and_the_last_that_were_late(self) -> None:
        assert shown(fate(due(1), 0), fate(due(2), 90)).endswith("09:00 ×2 +0:00…+1:30")

    def test_it_names_what_prevented_something_and_what_was_lost_or_doubled(self) -> None:
        line = shown(fate(due(1), prevented="channel deleted"), fate(due(2)), fate(due(3), 0, 5))
        assert line.endswith("09:00 ×1 (1 not: channel deleted) (1 LOST) (1 DOUBLED)")

    def test_messages_edits_and_troubles_stand_below(self) -> None:
        planned = Planned("source down", 1, time(22, 0), timedelta(days=1))
        events = [Event(planned, "7 questions refused"), Event(planned._replace(name="model down"), "")]
        lines = calendar(
            [fate(due(), 0)], [fate(due(2, 8), 0)], Edits([MONDAY] * 3, [MONDAY]), events
        ).splitlines()
        assert [line.strip() for line in lines[1:]] == [
            "DMs   08:00 ×1",
            "edits 3 made, 1 without newer votes",
            "! 22:00–22:00 Tue source down: 7 questions refused",
            "! 22:00–22:00 Tue model down: NOT SEEN",
        ]

    def test_the_sum_is_one_line(self) -> None:
        assert sum_line(Total(9, 7, 1, 1, 1), Total(3, 3, 0, 0, 0), Edits([MONDAY] * 12, [MONDAY] * 2)) == (
            "posts due 9, posted 7, prevented 1, lost 1, doubled 1;"
            " DMs due 3, sent 3, prevented 0, lost 0, doubled 0;"
            " edits made 12, without newer votes 2"
        )
