"""Where is the caravan? Against a naive reading of the rules, and a scan of every instant that counts."""

from bisect import bisect_right
from datetime import UTC, datetime, time, timedelta
from typing import NamedTuple

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from schedule.timeline import (
    EVERYTHING,
    Scope,
    ScopeKind,
    Session,
    State,
    Stay,
    Timeline,
    Whereabouts,
    whereabouts,
)
from tests.schedule.plans import (
    CARAVAN,
    CHABOSSIERE,
    COUERON,
    ETANG,
    MARTINIQUE,
    MARTINIQUE_CARAVAN,
    MORNING,
    ONE_DAY,
    ONE_SECOND,
    PARIS,
    REUNION,
    REUNION_CARAVAN,
    SCOPES,
    SECOND_CARAVAN,
    TILLEULS,
    TREILLIERES,
    Planned,
    a_stay,
    at,
    cancelled,
    every_day,
    in_utc,
    law,
    local_date,
    moved,
    naive_closures,
    naive_plan,
    only,
    other_hours,
    plans,
    scopes,
    weekly,
)

AT_TILLEULS, AT_ETANG = Scope(ScopeKind.PLACE, TILLEULS.id), Scope(ScopeKind.PLACE, ETANG.id)
IN_COUERON, IN_TREILLIERES = Scope(ScopeKind.COMMUNE, COUERON.id), Scope(ScopeKind.COMMUNE, TREILLIERES.id)
TUESDAY = only("2026-10-06")


# --- The rules, read naively -----------------------------------------------------------------------


class Answer(NamedTuple):
    """An answer with occurrences named by their uid, and instants in UTC."""

    state: str
    occurrence: str | None = None
    until: datetime | None = None
    next: str | None = None
    next_is_tomorrow: bool = False
    changed: tuple[tuple[str, bool], ...] = ()  # not over; with whether a notice is said
    holiday: str = ""


def told_by(answer: Whereabouts) -> Answer:
    return Answer(
        state=answer.state.value,
        occurrence=answer.occurrence and answer.occurrence.uid,
        until=answer.until and answer.until.astimezone(UTC),
        next=answer.next and answer.next.uid,
        next_is_tomorrow=answer.next_is_tomorrow,
        changed=tuple((o.uid, o.notice is not None) for o in answer.changed),
        holiday=answer.holiday,
    )


class NaivePlan:
    """The answers to expect of some stays, in one scope."""

    def __init__(self, stays: list[Stay], scope: Scope) -> None:
        self.scope = scope
        self.plan = [planned for planned in naive_plan(stays) if planned.concerns(scope)]
        self.held = [planned for planned in self.plan if planned.held_in(scope)]
        self.closures = [
            (day, name, caravan)
            for day, name, place, caravan in naive_closures(stays)
            if scope
            in (
                EVERYTHING,
                Scope(ScopeKind.PLACE, place.id),
                Scope(ScopeKind.COMMUNE, place.commune.id),
                Scope(ScopeKind.CARAVAN, caravan.id),
            )
        ]
        self.zones = {stay.caravan.zone for stay in stays}
        self.instants = self._instants()

    def _instants(self) -> list[datetime]:
        """Every start, every end, and every midnight in every zone, from well before to well after."""
        days = [p.day for p in self.plan] + [day for day, *_ in self.closures]
        found = {moment for p in self.plan for moment in (p.start, p.end)}
        if days:
            span = every_day(min(days) - 4 * ONE_DAY, max(days) + 4 * ONE_DAY)
            found |= {in_utc(day, time(), zone) for day in span for zone in self.zones}
        return sorted(found)

    def answer(self, moment: datetime) -> Answer:
        dates = {zone: local_date(moment, zone) for zone in self.zones}
        today = [p for p in self.plan if p.day == dates[p.caravan.zone]]
        held = [p for p in self.held if p.day == dates[p.caravan.zone]]
        missed = [p for p in today if p not in held]
        going_on = [p for p in held if p.start <= moment < p.end]
        to_come = [p for p in held if moment < p.start]
        still_missed = [p for p in missed if moment < p.end] or ([] if held else missed)
        about, until, holiday = None, None, ""
        if going_on:
            state, about = "open", going_on[0]
            until = self._end_of_run(about, held)
        elif to_come:
            about = to_come[0]
            state = "pause" if [p for p in held if p.end <= moment] else "opens_later"
        elif still_missed:
            elsewhere = [p for p in still_missed if not p.cancelled]
            about = (elsewhere or still_missed)[0]
            state = "moved_today" if elsewhere else "cancelled_today"
        elif held:
            state = "finished_today"
        else:
            state = "not_today" if [p for p in self.held if p.start > moment] else "nothing_planned"
            names = [name for day, name, caravan in self.closures if day == dates[caravan.zone]]
            holiday = names[0] if names else ""
        following = [p for p in self.held if p.start >= (until or moment) and p != about][:1]
        return Answer(
            state=state,
            occurrence=about and about.uid,
            until=until,
            next=following[0].uid if following else None,
            next_is_tomorrow=any(p.day == dates[p.caravan.zone] + ONE_DAY for p in following),
            changed=tuple(
                (p.uid, bool(p.notice)) for p in today if moment < p.end and (p.notice or p.change)
            ),
            holiday=holiday,
        )

    @staticmethod
    def _end_of_run(first: Planned, held: list[Planned]) -> datetime:
        """Sessions that touch or overlap at one place, of one caravan, are one opening."""
        end, before = first.end, None
        while end != before:
            before = end
            for p in held:
                same = (p.place, p.caravan) == (first.place, first.caravan)
                if same and first.start <= p.start <= end:
                    end = max(end, p.end)
        return end

    def changes_at(self, moment: datetime) -> datetime | None:
        """The first later instant with another answer, found by asking at each one that counts."""
        now = self.answer(moment)
        for later in self.instants[bisect_right(self.instants, moment) :]:
            if self.answer(later) != now:
                return later
        return None


class Question(NamedTuple):
    stays: list[Stay]
    scope: Scope
    moments: list[datetime]


@st.composite
def questions(draw) -> Question:
    """A plan, a scope in which something happens, and some instants: on a boundary, beside it, anywhere."""
    stays, scope = draw(plans()), draw(scopes)
    instants = NaivePlan(stays, scope).instants
    assume(instants)
    seconds = st.sampled_from([-1, 0, 0, 1]) | st.integers(-100_000, 100_000)
    moments = st.builds(
        lambda instant, shift: instant + shift * ONE_SECOND, st.sampled_from(instants), seconds
    )
    return Question(stays, scope, draw(st.lists(moments, min_size=4, max_size=10)))


@law(70)
@given(questions())
def test_whereabouts_agrees_with_the_plan_at_every_instant(question):
    timeline, naive = Timeline(question.stays), NaivePlan(question.stays, question.scope)

    for moment in question.moments:
        assert told_by(whereabouts(timeline, moment, naive.scope)) == naive.answer(moment), moment


@law(70)
@given(questions())
def test_changes_at_is_the_first_instant_with_another_answer(question):
    timeline, naive = Timeline(question.stays), NaivePlan(question.stays, question.scope)

    for moment in question.moments:
        assert whereabouts(timeline, moment, naive.scope).changes_at == naive.changes_at(moment), moment


@law()
@given(questions())
def test_the_answer_holds_until_one_second_before_it_changes(question):
    timeline, naive = Timeline(question.stays), NaivePlan(question.stays, question.scope)

    for moment in question.moments:
        answer = whereabouts(timeline, moment, naive.scope)
        if not answer.changes_at:
            continue
        last = max(moment, answer.changes_at - ONE_SECOND)
        halfway = moment + (last - moment) / 2
        assert moment < answer.changes_at
        for later in (halfway, last):
            assert whereabouts(timeline, later, naive.scope) == answer
        changed = whereabouts(timeline, answer.changes_at, naive.scope)
        assert told_by(changed) != told_by(answer)


@law()
@given(questions())
def test_an_answer_that_never_changes_never_differs_later(question):
    timeline, naive = Timeline(question.stays), NaivePlan(question.stays, question.scope)

    for moment in (*question.moments, naive.instants[-1]):
        answer = whereabouts(timeline, moment, naive.scope)
        if answer.changes_at is None:
            for later in naive.instants[bisect_right(naive.instants, moment) :]:
                assert whereabouts(timeline, later, naive.scope) == answer


@law(20)
@given(questions())
def test_following_changes_at_meets_every_answer(question):
    timeline, naive = Timeline(question.stays), NaivePlan(question.stays, question.scope)
    moment = naive.instants[0] - ONE_DAY
    expected = [naive.answer(moment)]
    for instant in naive.instants:
        if (answer := naive.answer(instant)) != expected[-1]:
            expected.append(answer)

    met = [whereabouts(timeline, moment, naive.scope)]
    while met[-1].changes_at and len(met) <= len(expected):
        met.append(whereabouts(timeline, met[-1].changes_at, naive.scope))

    assert [told_by(answer) for answer in met] == expected


@law(20)
@given(questions(), st.sampled_from([PARIS, REUNION, MARTINIQUE]))
def test_the_zone_in_which_the_question_is_asked_does_not_matter(question, zone):
    timeline, naive = Timeline(question.stays), NaivePlan(question.stays, question.scope)

    for moment in question.moments:
        asked_in_utc = whereabouts(timeline, moment, naive.scope)
        assert whereabouts(timeline, moment.astimezone(zone), naive.scope) == asked_in_utc


@law()
@given(questions())
def test_an_answer_is_about_sessions_that_are_held_or_missed_here(question):
    timeline, naive = Timeline(question.stays), NaivePlan(question.stays, question.scope)

    for moment in question.moments:
        answer = whereabouts(timeline, moment, naive.scope)
        missed = answer.state in (State.CANCELLED_TODAY, State.MOVED_TODAY)
        if answer.occurrence:
            assert naive.scope.holds(answer.occurrence) != missed
        if answer.next:
            assert naive.scope.holds(answer.next)
            assert answer.next.start >= moment


def test_whereabouts_reads_the_week_right_minute_by_minute():
    stay = a_stay(
        weekly("2026-10-19", "2026-10-30", "MO TU TH FR SA SU", without="2026-10-20"),
        cancelled("2026-10-22", "apres-midi"),
        moved("2026-10-23", ETANG),
        other_hours("2026-10-26", "10:00 16:00"),
    )
    timeline, minute = Timeline([stay]), timedelta(minutes=1)
    naive = NaivePlan([stay], AT_TILLEULS)
    moment, end = at("2026-10-22 00:00").astimezone(UTC), at("2026-10-27 00:00").astimezone(UTC)
    answer = whereabouts(timeline, moment, AT_TILLEULS)
    assert told_by(answer) == naive.answer(moment)

    while moment < end:
        moment += minute
        later = whereabouts(timeline, moment, AT_TILLEULS)

        assert told_by(later) == naive.answer(moment)
        assert (told_by(later) != told_by(answer)) == (moment == answer.changes_at)
        answer = later


# --- Examples ------------------------------------------------------------------------------------


def ask(moment: str, *stays: Stay, scope: Scope = EVERYTHING) -> Whereabouts:
    """The answer at an instant that clocks in Paris show."""
    return whereabouts(Timeline(stays), at(moment), scope)


def paris(moment: datetime | None) -> str | None:
    return moment and f"{moment.astimezone(PARIS):%Y-%m-%d %H:%M}"


@pytest.mark.parametrize("moment", [datetime(2026, 10, 6, 10), datetime.min, datetime.max])  # noqa: DTZ001, DTZ901
def test_a_naive_instant_is_refused(moment):
    with pytest.raises(ValueError, match="aware"):
        whereabouts(Timeline([a_stay(TUESDAY)]), moment)


def test_nothing_planned_never_changes():
    assert ask("2026-10-06 10:00") == Whereabouts(State.NOTHING_PLANNED)
    assert ask("2026-10-06 10:00", a_stay(weekly("2026-10-05", "2026-10-09", ""))) == Whereabouts(
        State.NOTHING_PLANNED
    )


def test_an_ordinary_day_from_one_midnight_to_the_next():
    timeline = Timeline([a_stay(weekly("2026-10-05", "2026-10-09", "MO TU TH FR"))])
    moment, day = at("2026-10-06 00:00"), []

    while moment < at("2026-10-07 00:00"):
        answer = whereabouts(timeline, moment)
        day.append((f"{moment.astimezone(PARIS):%H:%M}", answer.state.value, paris(answer.until)))
        moment = answer.changes_at

    assert day == [
        ("00:00", "opens_later", None),
        ("09:30", "open", "2026-10-06 12:00"),
        ("12:00", "pause", None),
        ("14:00", "open", "2026-10-06 17:00"),
        ("17:00", "finished_today", None),
    ]


def test_a_session_starts_on_its_minute_and_is_over_on_its_minute():
    stay = a_stay(TUESDAY)

    states = [
        ask(f"2026-10-06 {clock}", stay).state
        for clock in ("09:29:59.999999", "09:30", "11:59:59.999999", "12:00", "16:59:59", "17:00")
    ]

    assert states == ["opens_later", "open", "open", "pause", "open", "finished_today"]


def test_a_pause_says_what_opens_next_and_what_comes_after():
    stay = a_stay(only("2026-10-06", "2026-10-08"))

    answer = ask("2026-10-06 12:30", stay)

    assert answer.state is State.PAUSE
    assert paris(answer.occurrence.start) == "2026-10-06 14:00"
    assert paris(answer.next.start) == "2026-10-08 09:30"
    assert not answer.next_is_tomorrow
    assert answer.until is None
    assert paris(answer.changes_at) == "2026-10-06 14:00"


def test_open_until_noon_then_again_this_afternoon():
    answer = ask("2026-10-06 10:00", a_stay(TUESDAY))

    assert (answer.state, paris(answer.until)) == (State.OPEN, "2026-10-06 12:00")
    assert paris(answer.next.start) == "2026-10-06 14:00"
    assert not answer.next_is_tomorrow


def test_the_clock_change_sunday_has_its_hours_and_its_tomorrow():
    stay = a_stay(only("2026-10-25", "2026-10-26"), sessions=(MORNING,))

    before = ask("2026-10-24 23:30", stay)
    night = ask("2026-10-25 00:30", stay)
    over = ask("2026-10-25 12:00", stay)

    assert (before.state, before.next_is_tomorrow) == (State.NOT_TODAY, True)
    assert before.changes_at == datetime(2026, 10, 24, 22, tzinfo=UTC)
    assert (night.state, night.changes_at) == (State.OPENS_LATER, datetime(2026, 10, 25, 8, 30, tzinfo=UTC))
    assert (over.state, over.next_is_tomorrow) == (State.FINISHED_TODAY, True)
    # The day has 25 hours: midnight is an hour further from noon.
    assert over.changes_at == datetime(2026, 10, 25, 23, tzinfo=UTC)


def test_the_spring_sunday_has_its_hours_too():
    stay = a_stay(only("2027-03-28"), sessions=(MORNING,))

    assert ask("2027-03-28 01:59", stay).changes_at == datetime(2027, 3, 28, 7, 30, tzinfo=UTC)
    assert ask("2027-03-28 12:00", stay).changes_at == datetime(2027, 3, 28, 22, tzinfo=UTC)


def test_armistice_day_is_named_and_the_caravan_is_back_on_thursday():
    stay = a_stay(weekly("2026-11-10", "2026-11-13", "TU WE TH FR"))

    answer = ask("2026-11-11 10:00", stay)

    assert (answer.state, answer.holiday) == (State.NOT_TODAY, "Armistice")
    assert paris(answer.next.start) == "2026-11-12 09:30"
    assert answer.next_is_tomorrow
    assert paris(answer.changes_at) == "2026-11-12 00:00"


def test_the_eve_and_the_day_after_are_no_holidays():
    stay = a_stay(weekly("2026-11-10", "2026-11-13", "TU WE TH FR"))

    assert [ask(moment, stay).holiday for moment in ("2026-11-10 20:00", "2026-11-12 08:00")] == ["", ""]
    assert not ask("2026-11-10 20:00", stay).next_is_tomorrow


def test_a_holiday_that_takes_nothing_from_this_place_is_not_named_there():
    stay = a_stay(weekly("2026-11-11", "2026-11-12", "WE TH"))
    other = a_stay(weekly("2026-11-12", "2026-11-12", "TH"), id=2, place=ETANG, caravan=SECOND_CARAVAN)

    assert ask("2026-11-11 10:00", stay, other, scope=AT_TILLEULS).holiday == "Armistice"
    assert ask("2026-11-11 10:00", stay, other, scope=AT_ETANG).holiday == ""


def test_a_cancelled_afternoon_is_said_once_the_morning_is_over():
    stay = a_stay(only("2026-10-06", "2026-10-07"), cancelled("2026-10-06", "apres-midi", message="Panne"))

    morning, noon, evening = (ask(f"2026-10-06 {clock}", stay) for clock in ("10:00", "12:00", "17:00"))

    assert (morning.state, [o.message for o in morning.changed]) == (State.OPEN, ["Panne"])
    assert paris(morning.next.start) == "2026-10-07 09:30"
    assert (noon.state, noon.occurrence.message) == (State.CANCELLED_TODAY, "Panne")
    assert paris(noon.changes_at) == "2026-10-06 17:00"
    assert (evening.state, evening.occurrence) == (State.FINISHED_TODAY, None)


def test_a_cancelled_morning_does_not_hide_the_afternoon():
    stay = a_stay(TUESDAY, cancelled("2026-10-06", "matin"))

    answer = ask("2026-10-06 09:45", stay)

    assert answer.state is State.OPENS_LATER
    assert paris(answer.occurrence.start) == "2026-10-06 14:00"
    assert [o.session.key for o in answer.changed] == ["matin"]


def test_a_cancelled_day_is_cancelled_until_midnight():
    stay = a_stay(only("2026-10-06", "2026-10-08"), cancelled("2026-10-06"))

    states = [ask(f"2026-10-06 {clock}", stay).state for clock in ("00:00", "10:00", "13:00", "23:59")]

    assert states == [State.CANCELLED_TODAY] * 4
    assert ask("2026-10-05 23:59", stay).state is State.NOT_TODAY
    assert ask("2026-10-07 00:00", stay).state is State.NOT_TODAY


def test_a_moved_day_is_told_at_both_places():
    stay = a_stay(TUESDAY, moved("2026-10-06", ETANG))

    here = ask("2026-10-06 10:00", stay, scope=AT_TILLEULS)
    there = ask("2026-10-06 10:00", stay, scope=AT_ETANG)

    assert (here.state, here.occurrence.place) == (State.MOVED_TODAY, ETANG)
    assert (there.state, there.occurrence.planned_place) == (State.OPEN, TILLEULS)
    assert ask("2026-10-06 20:00", stay, scope=AT_TILLEULS).state is State.MOVED_TODAY
    assert ask("2026-10-06 20:00", stay, scope=AT_ETANG).state is State.FINISHED_TODAY


def test_a_move_inside_the_commune_is_open_for_the_commune():
    stay = a_stay(TUESDAY, moved("2026-10-06", CHABOSSIERE))

    states = {
        scope: ask("2026-10-06 10:00", stay, scope=scope).state
        for scope in (EVERYTHING, IN_COUERON, AT_TILLEULS, IN_TREILLIERES)
    }

    assert states == {
        EVERYTHING: State.OPEN,
        IN_COUERON: State.OPEN,
        AT_TILLEULS: State.MOVED_TODAY,
        IN_TREILLIERES: State.NOTHING_PLANNED,
    }


def test_moved_is_said_before_cancelled():
    stay = a_stay(TUESDAY, cancelled("2026-10-06", "matin"), moved("2026-10-06", ETANG, "apres-midi"))

    answer = ask("2026-10-06 08:00", stay, scope=AT_TILLEULS)

    assert (answer.state, answer.occurrence.session.key) == (State.MOVED_TODAY, "apres-midi")


def test_other_hours_are_the_hours():
    stay = a_stay(TUESDAY, other_hours("2026-10-06", "10:00 16:00"))

    early, noon = ask("2026-10-06 09:45", stay), ask("2026-10-06 13:00", stay)

    assert (early.state, paris(early.changes_at)) == (State.OPENS_LATER, "2026-10-06 10:00")
    assert (noon.state, paris(noon.until)) == (State.OPEN, "2026-10-06 16:00")


def test_the_last_day_of_a_stay_ends_with_nothing_planned():
    stay = a_stay(weekly("2026-10-05", "2026-10-09", "MO TU TH FR"))

    last, evening, after = (
        ask(m, stay) for m in ("2026-10-09 15:00", "2026-10-09 17:00", "2026-10-10 00:00")
    )

    assert (last.state, last.next) == (State.OPEN, None)
    assert (evening.state, paris(evening.changes_at)) == (State.FINISHED_TODAY, "2026-10-10 00:00")
    assert after == Whereabouts(State.NOTHING_PLANNED)


def test_sessions_that_touch_are_one_opening():
    sessions = (MORNING, Session("midi", time(12), time(14)), Session("soir", time(15), time(18)))

    stay = a_stay(TUESDAY, sessions=sessions)

    assert paris(ask("2026-10-06 10:00", stay).until) == "2026-10-06 14:00"
    assert paris(ask("2026-10-06 12:00", stay).until) == "2026-10-06 14:00"
    assert paris(ask("2026-10-06 10:00", stay).next.start) == "2026-10-06 15:00"


def test_sessions_that_touch_at_two_places_are_two_openings():
    sessions = (MORNING, Session("midi", time(12), time(14)))
    stay = a_stay(TUESDAY, moved("2026-10-06", ETANG, "midi"), sessions=sessions)

    answer = ask("2026-10-06 10:00", stay)

    assert paris(answer.until) == "2026-10-06 12:00"
    assert (answer.next.place, paris(answer.next.start)) == (ETANG, "2026-10-06 12:00")


def test_tomorrow_becomes_the_word_at_midnight_of_the_day_before():
    stay = a_stay(only("2026-10-08"))

    before, eve = ask("2026-10-06 23:59", stay), ask("2026-10-07 00:00", stay)

    assert (before.state, before.next_is_tomorrow) == (State.NOT_TODAY, False)
    assert paris(before.changes_at) == "2026-10-07 00:00"
    assert (eve.state, eve.next_is_tomorrow) == (State.NOT_TODAY, True)


def test_each_of_two_caravans_answers_for_itself():
    first = a_stay(TUESDAY, sessions=(MORNING,))
    second = a_stay(only("2026-10-07"), id=2, place=ETANG, caravan=SECOND_CARAVAN)

    of_first, of_second, of_both = (
        ask("2026-10-06 10:00", first, second, scope=scope)
        for scope in (
            Scope(ScopeKind.CARAVAN, CARAVAN.id),
            Scope(ScopeKind.CARAVAN, SECOND_CARAVAN.id),
            EVERYTHING,
        )
    )

    assert (of_first.state, of_first.next) == (State.OPEN, None)
    assert (of_second.state, of_second.next_is_tomorrow) == (State.NOT_TODAY, True)
    assert (of_both.state, of_both.occurrence.place, of_both.next.place) == (State.OPEN, TILLEULS, ETANG)


def test_one_caravan_cancelled_does_not_hide_the_other():
    stays = (
        a_stay(TUESDAY, cancelled("2026-10-06")),
        a_stay(TUESDAY, id=2, place=ETANG, caravan=SECOND_CARAVAN),
    )

    assert ask("2026-10-06 10:00", *stays).occurrence.place == ETANG
    assert ask("2026-10-06 10:00", *stays, scope=IN_COUERON).state is State.CANCELLED_TODAY


def test_today_is_the_day_of_the_caravan():
    stay = a_stay(TUESDAY, caravan=REUNION_CARAVAN)

    # 22:30 in Paris on Monday is 00:30 on Tuesday in La Réunion; 19:30 on Tuesday is 21:30 there.
    assert ask("2026-10-05 21:30", stay).state is State.NOT_TODAY
    assert ask("2026-10-05 22:30", stay).state is State.OPENS_LATER
    assert ask("2026-10-06 21:30", stay).state is State.FINISHED_TODAY
    assert ask("2026-10-06 22:00", stay).state is State.NOTHING_PLANNED


def test_a_change_overseas_is_told_when_its_day_begins_there():
    paris_stay = a_stay(TUESDAY, sessions=(MORNING,))
    reunion_stay = a_stay(
        TUESDAY,
        cancelled("2026-10-06"),
        id=2,
        place=ETANG,
        caravan=REUNION_CARAVAN,
        sessions=(Session("soir", time(17), time(19)),),
    )

    answer = ask("2026-10-05 21:30", paris_stay, reunion_stay)

    # At 22:00 in Paris it is Tuesday in La Réunion: the session that is cancelled there is today's.
    assert (answer.state, paris(answer.changes_at)) == (State.NOT_TODAY, "2026-10-05 22:00")
    assert ask("2026-10-05 22:00", paris_stay, reunion_stay).state is State.CANCELLED_TODAY


def test_tomorrow_overseas_becomes_today_while_the_caravan_is_open_here():
    night = (Session("nuit", time(4), time(8)),)
    stays = (
        a_stay(TUESDAY, sessions=night),
        a_stay(TUESDAY, id=2, place=ETANG, caravan=MARTINIQUE_CARAVAN),
    )

    answer = ask("2026-10-06 05:00", *stays)

    # Midnight in Martinique is 06:00 in Paris.
    assert (answer.state, answer.next_is_tomorrow) == (State.OPEN, True)
    assert paris(answer.changes_at) == "2026-10-06 06:00"
    assert not ask("2026-10-06 06:00", *stays).next_is_tomorrow


def test_tomorrow_is_said_in_time_before_a_day_of_25_hours():
    stays = (
        a_stay(
            only("2026-10-24"),
            caravan=MARTINIQUE_CARAVAN,
            sessions=(Session("soir", time(16), time(18, 30)),),
        ),
        a_stay(
            only("2026-10-26"), id=2, place=ETANG, sessions=(Session("nuit", time(23, 45), time(23, 55)),)
        ),
    )

    answer = ask("2026-10-24 23:30", *stays)

    # Midnight comes 48 hours and 45 minutes before the next session, while the other caravan is open.
    assert (answer.state, answer.next_is_tomorrow) == (State.OPEN, False)
    assert paris(answer.changes_at) == "2026-10-25 00:00"
    assert ask("2026-10-25 00:00", *stays).next_is_tomorrow


def test_every_state_is_met_in_every_kind_of_scope():
    stay = a_stay(
        weekly("2026-10-05", "2026-10-16", "MO TU WE TH FR"),
        cancelled("2026-10-06"),
        moved("2026-10-07", ETANG),
    )
    timeline = Timeline([stay])

    met = {
        scope: {
            whereabouts(timeline, at("2026-10-01 00:00") + n * timedelta(minutes=30), scope).state
            for n in range(900)
        }
        for scope in SCOPES
    }

    assert met[AT_TILLEULS] == set(State)
    assert met[IN_COUERON] == set(State)
    assert met[EVERYTHING] == met[Scope(ScopeKind.CARAVAN, CARAVAN.id)] == set(State) - {State.MOVED_TODAY}
    assert met[Scope(ScopeKind.PLACE, CHABOSSIERE.id)] == {State.NOTHING_PLANNED}
