"""Stays → dated sessions: against a naive reading of the same rules, and against a calendar engine."""

from dataclasses import replace
from datetime import UTC, date, time
from itertools import pairwise

import icalendar
import pytest
import recurring_ical_events
from hypothesis import assume, given
from hypothesis import strategies as st

from schedule.timeline import (
    EVERYTHING,
    Change,
    ChangeKind,
    Closure,
    Notice,
    NoticeKind,
    Scope,
    ScopeKind,
    Session,
    Stay,
    Timeline,
)
from tests.schedule.plans import (
    AFTERNOON,
    CARAVAN,
    CARAVANS,
    CHABOSSIERE,
    COUERON,
    ETANG,
    MARTINIQUE_CARAVAN,
    MORNING,
    ONE_DAY,
    ONE_SECOND,
    PLACES,
    REUNION_CARAVAN,
    SCOPES,
    SECOND_CARAVAN,
    TILLEULS,
    TREILLIERES,
    a_stay,
    at,
    cancelled,
    day,
    every_day,
    in_utc,
    law,
    moved,
    naive_closures,
    naive_days,
    naive_holidays,
    naive_plan,
    only,
    other_hours,
    plans,
    scopes,
    told_by,
    weekly,
)

ALWAYS = at("2026-01-01 00:00"), at("2028-01-01 00:00")
TUESDAY = only("2026-10-06")


def occurrences(*stays: Stay, scope: Scope = EVERYTHING):
    return Timeline(stays).between(*ALWAYS, scope)


def lines(*stays: Stay, scope: Scope = EVERYTHING) -> list[str]:
    """What will happen, one line a session: `06/10 09:30-12:00 Résidence des Tilleuls`."""
    return [
        f"{o.start:%d/%m %H:%M}-{o.end:%H:%M} " + ("annulé" if o.is_cancelled else o.place.name)
        for o in occurrences(*stays, scope=scope)
    ]


# --- The whole -------------------------------------------------------------------------------------


@law(70)
@given(plans())
def test_a_timeline_is_what_a_naive_reading_of_its_stays_gives(stays):
    assert [told_by(o) for o in occurrences(*stays)] == naive_plan(stays)


@law()
@given(plans())
def test_occurrences_stand_in_order_whatever_the_order_of_the_stays(stays):
    found = occurrences(*stays)

    assert all(a.start.astimezone(UTC) <= b.start.astimezone(UTC) for a, b in pairwise(found))
    assert occurrences(*reversed(stays)) == found


@law()
@given(plans())
def test_occurrences_are_half_open_spans_in_the_zone_of_their_caravan(stays):
    for o in occurrences(*stays):
        assert o.start.astimezone(UTC) < o.end.astimezone(UTC)
        assert o.start.tzinfo is o.end.tzinfo is o.caravan.zone
        assert o.local_day == o.day == o.end.date()


@law()
@given(plans(), st.data())
def test_a_span_splits_anywhere_in_every_scope(stays, data):
    timeline, scope = Timeline(stays), data.draw(scopes)
    starts = [planned.start for planned in naive_plan(stays)] or [at("2026-10-06 09:30")]
    instants = st.sampled_from(starts) | st.datetimes(
        min(starts).replace(tzinfo=None) - ONE_DAY,
        max(starts).replace(tzinfo=None) + ONE_DAY,
        timezones=st.sampled_from([UTC, *(caravan.zone for caravan in CARAVANS)]),
    )
    a, b, c = sorted(
        (data.draw(instants), data.draw(instants), data.draw(instants)), key=lambda one: one.timestamp()
    )

    whole = timeline.between(a, c, scope)

    assert whole == timeline.between(a, b, scope) + timeline.between(b, c, scope)
    assert [told_by(o) for o in whole] == [
        planned for planned in naive_plan(stays) if planned.concerns(scope) and a <= planned.start < c
    ]


def test_a_session_that_starts_at_the_end_of_a_span_is_not_in_it():
    timeline = Timeline([a_stay(TUESDAY)])

    assert len(timeline.between(at("2026-10-06 09:30"), at("2026-10-06 14:00"))) == 1
    assert timeline.between(at("2026-10-06 09:31"), at("2026-10-06 14:00")) == ()


def test_a_timeline_of_nothing_is_empty():
    assert Timeline([]).between(*ALWAYS) == ()
    assert occurrences(a_stay(weekly("2026-10-05", "2026-10-30", "MO"), sessions=())) == ()


# --- Clock changes ---------------------------------------------------------------------------------


@pytest.mark.parametrize("caravan", CARAVANS, ids=lambda caravan: caravan.zone.key)
@pytest.mark.parametrize("sunday", ["2026-10-25", "2027-03-28"])
def test_local_hours_never_drift_across_a_clock_change(caravan, sunday):
    first, last = day(sunday) - 8 * ONE_DAY, day(sunday) + 8 * ONE_DAY
    dates = weekly(f"{first}", f"{last}", "MO TU WE TH FR SA SU")

    found = occurrences(a_stay(dates, caravan=caravan, open_on_holidays=True))

    assert [(o.day, o.start.time(), o.end.time()) for o in found] == [
        (one, session.start, session.end)
        for one in every_day(first, last)
        for session in (MORNING, AFTERNOON)
    ]
    assert [o.start.astimezone(UTC) for o in found] == [
        in_utc(one, session.start, caravan.zone)
        for one in every_day(first, last)
        for session in (MORNING, AFTERNOON)
    ]


@pytest.mark.parametrize(
    ("caravan", "in_summer", "in_winter"),
    [
        (CARAVAN, "07:30", "08:30"),
        (REUNION_CARAVAN, "05:30", "05:30"),
        (MARTINIQUE_CARAVAN, "13:30", "13:30"),
    ],
)
def test_only_paris_changes_its_clocks(caravan, in_summer, in_winter):
    found = occurrences(
        a_stay(
            only("2026-10-24", "2026-10-25", "2027-03-27", "2027-03-28"), caravan=caravan, sessions=(MORNING,)
        )
    )

    assert [f"{o.start.astimezone(UTC):%m-%d %H:%M}" for o in found] == [
        f"10-24 {in_summer}",
        f"10-25 {in_winter}",
        f"03-27 {in_winter}",
        f"03-28 {in_summer}",
    ]


@law()
@given(plans())
def test_an_unchanged_session_keeps_its_local_hours(stays):
    for o in occurrences(*stays):
        if o.is_as_planned:
            assert (o.start.time(), o.end.time()) == (o.session.start, o.session.end)
            assert not o.has_other_hours


# --- Public holidays -------------------------------------------------------------------------------


def test_the_caravan_is_closed_on_armistice_day():
    stay = a_stay(weekly("2026-11-10", "2026-11-12", "TU WE TH"), sessions=(MORNING,))

    assert lines(stay) == [
        "10/11 09:30-12:00 Résidence des Tilleuls",
        "12/11 09:30-12:00 Résidence des Tilleuls",
    ]
    assert Timeline([stay]).closures == (Closure(day("2026-11-11"), "Armistice", TILLEULS, CARAVAN, stay.id),)


def test_a_stay_open_on_holidays_is_open_on_armistice_day():
    stay = a_stay(
        weekly("2026-11-11", "2026-11-11", "WE"), cancelled("2026-11-11", "matin"), open_on_holidays=True
    )

    assert lines(stay) == ["11/11 09:30-12:00 annulé", "11/11 14:00-17:00 Résidence des Tilleuls"]
    assert Timeline([stay]).closures == ()


def test_an_extra_date_on_a_holiday_was_asked_for_by_name():
    stay = a_stay(weekly("2026-11-09", "2026-11-13", "MO WE", extra="2026-11-11"), sessions=(MORNING,))

    assert [o.day for o in occurrences(stay)] == [day("2026-11-09"), day("2026-11-11")]
    assert Timeline([stay]).closures == ()


def test_a_day_left_out_is_not_lost_to_a_holiday():
    stay = a_stay(weekly("2026-11-09", "2026-11-13", "WE", without="2026-11-11"))

    assert Timeline([stay]).closures == ()


def test_a_change_does_not_open_a_holiday():
    stay = a_stay(weekly("2026-11-11", "2026-11-11", "WE"), other_hours("2026-11-11", "10:00 11:00"))

    assert occurrences(stay) == ()


def test_a_regional_holiday_closes_the_caravan_of_that_region_only():
    dates = weekly("2026-12-20", "2026-12-20", "SU")

    assert occurrences(a_stay(dates, caravan=REUNION_CARAVAN)) == ()
    assert len(occurrences(a_stay(dates, caravan=MARTINIQUE_CARAVAN))) == 2


@law()
@given(plans())
def test_no_session_falls_on_a_holiday_unless_it_was_asked_for(stays):
    for o in occurrences(*stays):
        wanted = o.stay.open_on_holidays or o.day in o.stay.dates.extra
        assert wanted or not naive_holidays(o.day, o.caravan.holiday_region)


@law()
@given(plans())
def test_closures_are_the_dates_that_holidays_took_away(stays):
    closures = Timeline(stays).closures

    assert [(c.day, c.name, c.place, c.caravan) for c in closures] == naive_closures(stays)


# --- Scopes ----------------------------------------------------------------------------------------


def test_a_moved_session_concerns_both_places_and_is_held_at_one():
    stay = a_stay(TUESDAY, moved("2026-10-06", ETANG, "matin"))
    here, there = Scope(ScopeKind.PLACE, TILLEULS.id), Scope(ScopeKind.PLACE, ETANG.id)

    assert lines(stay, scope=here) == [
        "06/10 09:30-12:00 Résidence de l’Étang",
        "06/10 14:00-17:00 Résidence des Tilleuls",
    ]
    assert lines(stay, scope=there) == ["06/10 09:30-12:00 Résidence de l’Étang"]
    assert [here.holds(o) for o in occurrences(stay)] == [False, True]
    assert [there.holds(o) for o in occurrences(stay)] == [True, False]


def test_a_session_moved_inside_its_commune_is_still_held_there():
    [morning, _] = occurrences(a_stay(TUESDAY, moved("2026-10-06", CHABOSSIERE, "matin")))

    assert Scope(ScopeKind.COMMUNE, COUERON.id).holds(morning)
    assert not Scope(ScopeKind.COMMUNE, TREILLIERES.id).concerns(morning)


def test_a_cancelled_session_concerns_its_place_and_is_held_nowhere():
    [only_one] = occurrences(a_stay(TUESDAY, cancelled("2026-10-06"), sessions=(MORNING,)))

    concerned = [scope for scope in SCOPES if scope.concerns(only_one)]

    assert concerned == [
        EVERYTHING,
        Scope(ScopeKind.COMMUNE, COUERON.id),
        Scope(ScopeKind.PLACE, TILLEULS.id),
        Scope(ScopeKind.CARAVAN, CARAVAN.id),
    ]
    assert not any(scope.holds(only_one) for scope in SCOPES)


@law()
@given(plans())
def test_each_scope_has_exactly_what_is_held_or_announced_there(stays):
    plan = naive_plan(stays)

    for scope in SCOPES:
        found = occurrences(*stays, scope=scope)
        assert [o.uid for o in found] == [p.uid for p in plan if p.concerns(scope)]
        assert [o.uid for o in found if scope.holds(o)] == [p.uid for p in plan if p.held_in(scope)]


@law(20)
@given(plans())
def test_every_session_is_held_at_one_place_in_one_commune_by_one_caravan(stays):
    for o in occurrences(*stays):
        for kind in (ScopeKind.PLACE, ScopeKind.COMMUNE, ScopeKind.CARAVAN):
            holding = [scope for scope in SCOPES if scope.kind is kind and scope.holds(o)]
            assert len(holding) == (0 if o.is_cancelled else 1)


def test_a_scope_nobody_knows_is_empty():
    assert occurrences(a_stay(TUESDAY), scope=Scope(ScopeKind.PLACE, 999)) == ()


# --- Changes ---------------------------------------------------------------------------------------


def test_a_cancelled_session_stays_in_the_timeline_with_its_message():
    morning, afternoon = occurrences(a_stay(TUESDAY, cancelled("2026-10-06", "matin", message="Panne")))

    assert morning.is_cancelled
    assert (morning.message, afternoon.message) == ("Panne", "")
    assert (morning.is_moved, morning.has_other_hours, afternoon.is_cancelled) == (False, False, False)


def test_a_cancelled_day_cancels_each_of_its_sessions():
    stay = a_stay(weekly("2026-10-06", "2026-10-13", "TU"), cancelled("2026-10-06"))

    assert lines(stay) == [
        "06/10 09:30-12:00 annulé",
        "06/10 14:00-17:00 annulé",
        "13/10 09:30-12:00 Résidence des Tilleuls",
        "13/10 14:00-17:00 Résidence des Tilleuls",
    ]


def test_a_moved_session_says_where_it_was_planned():
    [morning, _] = occurrences(a_stay(TUESDAY, moved("2026-10-06", ETANG, "matin")))

    assert (morning.place, morning.planned_place, morning.is_moved) == (ETANG, TILLEULS, True)


def test_a_session_moved_to_its_own_place_is_not_moved():
    [morning, _] = occurrences(a_stay(TUESDAY, moved("2026-10-06", TILLEULS, "matin")))

    assert not morning.is_moved


def test_a_moved_session_may_have_other_hours_too():
    stay = a_stay(TUESDAY, moved("2026-10-06", ETANG, "matin", "10:00 11:30"))

    assert lines(stay) == [
        "06/10 10:00-11:30 Résidence de l’Étang",
        "06/10 14:00-17:00 Résidence des Tilleuls",
    ]
    assert [o.has_other_hours for o in occurrences(stay)] == [True, False]


def test_a_moved_day_moves_each_of_its_sessions():
    stay = a_stay(TUESDAY, moved("2026-10-06", ETANG))

    assert lines(stay) == ["06/10 09:30-12:00 Résidence de l’Étang", "06/10 14:00-17:00 Résidence de l’Étang"]


def test_a_moved_day_with_hours_is_a_single_session():
    stay = a_stay(TUESDAY, moved("2026-10-06", ETANG, "", "10:00 15:00"))

    assert lines(stay) == ["06/10 10:00-15:00 Résidence de l’Étang"]


def test_other_hours_of_one_session_leave_the_other_alone():
    stay = a_stay(TUESDAY, other_hours("2026-10-06", "14:30 16:00", "apres-midi"))

    assert lines(stay) == [
        "06/10 09:30-12:00 Résidence des Tilleuls",
        "06/10 14:30-16:00 Résidence des Tilleuls",
    ]
    assert [o.has_other_hours for o in occurrences(stay)] == [False, True]


def test_other_hours_of_a_day_make_it_a_single_session():
    stay = a_stay(TUESDAY, other_hours("2026-10-06", "10:00 16:00"))

    assert lines(stay) == ["06/10 10:00-16:00 Résidence des Tilleuls"]
    assert [o.uid for o in occurrences(stay)] == ["sejour-1-matin-20261006"]


def test_hours_may_come_before_those_of_a_session_that_was_first():
    stay = a_stay(TUESDAY, other_hours("2026-10-06", "08:00 09:00", "apres-midi"))

    assert [o.session.key for o in occurrences(stay)] == ["apres-midi", "matin"]


def test_a_change_of_one_session_beats_one_of_the_day():
    stay = a_stay(TUESDAY, moved("2026-10-06", ETANG), cancelled("2026-10-06", "apres-midi"))

    assert lines(stay) == ["06/10 09:30-12:00 Résidence de l’Étang", "06/10 14:00-17:00 annulé"]
    assert lines(replace(stay, changes=stay.changes[::-1])) == lines(stay)


def test_hours_of_the_day_spare_a_session_with_a_change_of_its_own():
    stay = a_stay(TUESDAY, other_hours("2026-10-06", "15:00 16:00"), cancelled("2026-10-06", "matin"))

    assert lines(stay) == ["06/10 09:30-12:00 annulé", "06/10 15:00-16:00 Résidence des Tilleuls"]


def test_a_change_on_a_day_without_session_changes_nothing():
    stay = a_stay(TUESDAY, moved("2026-10-07", ETANG), cancelled("2026-10-06", "soir"))

    assert lines(stay) == lines(a_stay(TUESDAY))
    assert not any(o.change for o in occurrences(stay))


def test_a_change_touches_no_other_day():
    stay = a_stay(weekly("2026-10-05", "2026-10-30", "MO TU TH FR"))

    changed = occurrences(replace(stay, changes=(cancelled("2026-10-06"), moved("2026-10-08", ETANG))))

    touched = {day("2026-10-06"), day("2026-10-08")}
    assert {o.day for o in changed if o.change} == touched
    assert [told_by(o) for o in changed if not o.change] == [
        told_by(o) for o in occurrences(stay) if o.day not in touched
    ]


# --- Notices ---------------------------------------------------------------------------------------


def late(on: str, start: str, session: str = "apres-midi") -> Notice:
    return Notice(day(on), session, NoticeKind.LATE, time.fromisoformat(start))


def test_a_delay_opens_one_session_later_and_leaves_the_others():
    stay = replace(a_stay(TUESDAY, sessions=(MORNING, AFTERNOON)), notices=(late("2026-10-06", "14:40"),))

    assert lines(stay) == [
        "06/10 09:30-12:00 Résidence des Tilleuls",
        "06/10 14:40-17:00 Résidence des Tilleuls",
    ]


@pytest.mark.parametrize("hour", ["13:00", "14:00", "17:00", "18:00"])
def test_a_delay_outside_the_session_changes_no_hours(hour):
    stay = replace(a_stay(TUESDAY, sessions=(AFTERNOON,)), notices=(late("2026-10-06", hour),))

    assert lines(stay) == ["06/10 14:00-17:00 Résidence des Tilleuls"]


def test_a_cancelled_session_is_neither_late_nor_there():
    stay = a_stay(TUESDAY, cancelled("2026-10-06"), sessions=(AFTERNOON,))

    (found,) = occurrences(replace(stay, notices=(late("2026-10-06", "14:40"),)))

    assert (found.is_cancelled, found.notice, found.start.time()) == (True, None, time(14))


def test_a_delay_counts_from_the_hours_that_were_announced():
    stay = a_stay(TUESDAY, other_hours("2026-10-06", "15:00 18:00"), sessions=(AFTERNOON,))

    (found,) = occurrences(replace(stay, notices=(late("2026-10-06", "15:30"),)))

    assert (found.announced_start, found.start.time(), found.opens_late) == (time(15), time(15, 30), True)


def test_a_notice_is_over_with_its_session():
    stay = replace(a_stay(TUESDAY, sessions=(AFTERNOON,)), notices=(late("2026-10-06", "14:40"),))

    (found,) = occurrences(stay)

    assert found.as_read_at(found.end - ONE_SECOND).is_late
    assert not found.as_read_at(found.end).is_late


# --- Identity --------------------------------------------------------------------------------------


@law()
@given(plans())
def test_a_uid_is_unique(stays):
    uids = [o.uid for o in occurrences(*stays)]

    assert len(set(uids)) == len(uids)


@law()
@given(plans(), st.data())
def test_a_uid_outlives_other_hours_and_another_place(stays, data):
    changes = [
        Change(one, data.draw(st.sampled_from([ChangeKind.MOVED, ChangeKind.CANCELLED])), "", CHABOSSIERE)
        for one in naive_days(stays[0].dates)
    ]
    before = replace(stays[0], changes=(), notices=())

    after = replace(
        before,
        place=data.draw(st.sampled_from(PLACES)),
        changes=tuple(changes),
        sessions=tuple(replace(s, start=time(6), end=s.end) for s in before.sessions if s.end > time(6)),
        note="Sonnez à l’interphone",
    )

    kept = {session.key for session in after.sessions}
    planned = {o.uid for o in occurrences(before) if o.session.key in kept}
    assert {o.uid for o in occurrences(after)} == planned


def test_the_same_session_of_another_stay_or_day_has_another_uid():
    days = only("2026-10-06", "2026-10-07")

    uids = [o.uid for o in occurrences(a_stay(days), a_stay(days, id=2, caravan=SECOND_CARAVAN))]

    assert len(set(uids)) == 8
    assert "sejour-2-apres-midi-20261007" in uids


# --- Another engine --------------------------------------------------------------------------------


def calendar_of(stay: Stay) -> icalendar.Calendar:
    """The stay as the RFC would have it: a weekly series for each session, single events for extra dates."""
    dates, zone = stay.dates, stay.caravan.zone
    weekly_days = naive_days(replace(dates, extra=frozenset(), without=frozenset()))
    events = []
    for session in stay.sessions:

        def event(uid: str, one: date, *lines: str, session: Session = session) -> list[str]:
            return [
                "BEGIN:VEVENT",
                f"UID:{uid}",
                f"DTSTART;TZID={zone.key}:{one:%Y%m%d}T{session.start:%H%M%S}",
                f"DTEND;TZID={zone.key}:{one:%Y%m%d}T{session.end:%H%M%S}",
                *lines,
                "END:VEVENT",
            ]

        lost = {
            one
            for one in weekly_days
            if one in dates.without
            or one in dates.extra  # an event of its own
            or (naive_holidays(one, stay.caravan.holiday_region) and not stay.open_on_holidays)
        }
        if weekly_days:
            codes = ",".join(("MO", "TU", "WE", "TH", "FR", "SA", "SU")[n] for n in sorted(dates.weekdays))
            until = in_utc(dates.last, time(23, 59, 59), zone)
            events += event(
                session.key,
                weekly_days[0],
                f"RRULE:FREQ=WEEKLY;INTERVAL={dates.interval};UNTIL={until:%Y%m%dT%H%M%SZ};BYDAY={codes};WKST=MO",
                *(f"EXDATE;TZID={zone.key}:{one:%Y%m%d}T{session.start:%H%M%S}" for one in sorted(lost)),
            )
        for one in sorted(dates.extra - dates.without):
            events += event(f"{session.key}-{one}", one)
    text = "\r\n".join(["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//test//", *events, "END:VCALENDAR", ""])
    return icalendar.Calendar.from_ical(text)


@law(20)
@given(plans())
def test_a_calendar_engine_finds_the_same_sessions(stays):
    stay = replace(stays[0], changes=(), notices=())
    assume(naive_days(stay.dates))

    events = recurring_ical_events.of(calendar_of(stay)).between(*ALWAYS)

    assert sorted((event.start.astimezone(UTC), event.end.astimezone(UTC)) for event in events) == sorted(
        (o.start.astimezone(UTC), o.end.astimezone(UTC)) for o in occurrences(stay)
    )
