"""What was told against what is planned: who has to hear what again. No database, no clock."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schedule.feeds import ledger
from schedule.feeds.ledger import EPOCH, Difference, Planned, Told
from schedule.timeline import EVERYTHING, Scope, ScopeKind, Timeline
from tests.schedule import plans
from tests.schedule.feeds.sayings import MOMENT, a_saying
from tests.schedule.plans import (
    CHABOSSIERE,
    ETANG,
    SCOPES,
    TILLEULS,
    a_stay,
    cancelled,
    moved,
    only,
    other_hours,
    weekly,
)

BEGINNING = plans.at("2026-01-01T00:00")
NOVEMBER = plans.at("2026-11-20T08:00")


def plan(*stays) -> dict[str, Planned]:
    return ledger.planned(stays, BEGINNING, "")


def after_telling(planned: dict[str, Planned], **facts) -> dict[str, Told]:
    """The memory once all of a plan has been told."""
    return {
        uid: Told(
            **{
                "digest": new.digest,
                "sequence": 7,
                "changed_at": MOMENT,
                "end": new.said.end,
                "audience": new.scopes,
            }
            | facts
        )
        for uid, new in planned.items()
    }


def uids(*names: str) -> list[str]:
    """`uids("matin 24")`: sessions of November 2026 of the first stay."""
    return [f"sejour-1-{session}-202611{day}" for session, day in map(str.split, names)]


# --- Who is concerned -----------------------------------------------------------------------------


def test_a_session_concerns_its_place_its_commune_and_its_caravan():
    (morning, _) = plan(a_stay(only("2026-11-24"))).values()

    assert morning.scopes == {"place:11", "commune:1", "caravan:1"}


def test_a_moved_session_concerns_both_places():
    (morning, _) = plan(a_stay(only("2026-11-24"), moved("2026-11-24", ETANG))).values()

    assert morning.scopes == {"place:11", "commune:1", "place:21", "commune:2", "caravan:1"}


@given(plans.plans(), st.sampled_from(SCOPES))
@plans.law(60)
def test_the_feed_of_a_scope_holds_what_the_timeline_of_that_scope_holds(stays, scope):
    told = plan(*stays).values()

    in_feed = {one.said.uid for one in told if scope == EVERYTHING or scope.key in one.scopes}

    assert in_feed == {o.uid for o in Timeline(stays).scoped(scope).occurrences}


@pytest.mark.parametrize(
    ("hours", "is_covered"),
    [
        ("10:00 16:00", True),
        ("14:00 17:00", True),
        ("16:59 18:00", True),
        ("10:00 14:00", False),  # half-open: it ends when the afternoon would have begun
        ("17:00 18:00", False),
    ],
)
def test_a_session_is_covered_when_another_of_its_stay_is_held_in_some_of_its_hours(hours, is_covered):
    (_, afternoon) = plan(a_stay(only("2026-11-24"))).values()
    now = plan(a_stay(only("2026-11-24"), other_hours("2026-11-24", hours)))

    by = ledger.covering(afternoon.said, afternoon.scopes, now.values())

    assert by == (next(iter(now.values())).said if is_covered else None)


@pytest.mark.parametrize(
    "now",
    [
        a_stay(only("2026-11-24"), cancelled("2026-11-24")),
        a_stay(only("2026-11-25")),
        a_stay(only("2026-11-24"), id=2, caravan=plans.SECOND_CARAVAN),
        a_stay(only("2026-11-24"), place=ETANG),  # those who were told to come here do not read it
    ],
)
def test_a_session_is_not_covered_by_what_is_off_elsewhere_or_of_another_caravan(now):
    (_, afternoon) = plan(a_stay(only("2026-11-24"))).values()

    assert ledger.covering(afternoon.said, afternoon.scopes, plan(now).values()) is None


def test_only_what_starts_at_a_given_instant_or_later_is_planned():
    stay = a_stay(only("2026-11-24"))

    exactly = ledger.planned([stay], plans.at("2026-11-24T14:00"), "")

    assert list(exactly) == uids("apres-midi 24")


def test_a_new_address_of_the_site_puts_everything_into_words_again(settings):
    stay = a_stay(only("2026-11-24"))
    settings.BASE_URL = "https://one.example"
    before = ledger.planned([stay], BEGINNING, settings.BASE_URL)
    settings.BASE_URL = "https://other.example"
    after = ledger.planned([stay], BEGINNING, settings.BASE_URL)

    assert list(before) == list(after)
    assert {one.said.url for one in after.values()} == {"https://other.example/permanences/coueron/tilleuls/"}


# --- What has to be said --------------------------------------------------------------------------


def test_what_nobody_was_told_is_fresh():
    assert ledger.compare({}, plan(a_stay(only("2026-11-24"))), NOVEMBER) == Difference(
        fresh=uids("matin 24", "apres-midi 24")
    )


def test_what_was_told_as_it_is_planned_needs_no_word():
    planned = plan(a_stay(weekly("2026-11-16", "2026-12-04", "TU WE"), cancelled("2026-11-24")))

    assert ledger.compare(after_telling(planned), planned, NOVEMBER) == Difference()


@pytest.mark.parametrize(
    "change",
    [
        cancelled("2026-11-24", "matin"),
        cancelled("2026-11-24", "matin", message="Panne."),
        other_hours("2026-11-24", "10:00 11:30", "matin"),
        moved("2026-11-24", CHABOSSIERE, "matin"),
    ],
)
def test_a_change_is_said_of_its_session_alone_and_so_is_its_undoing(change):
    usual = plan(a_stay(only("2026-11-24", "2026-11-25")))
    changed = plan(a_stay(only("2026-11-24", "2026-11-25"), change))

    assert ledger.compare(after_telling(usual), changed, NOVEMBER) == Difference(changed=uids("matin 24"))
    assert ledger.compare(after_telling(changed), usual, NOVEMBER) == Difference(changed=uids("matin 24"))


def test_a_new_message_under_the_same_cancellation_is_a_change():
    one, other = (a_stay(only("2026-11-24"), cancelled("2026-11-24", "matin", message=m)) for m in ("a", "b"))

    assert ledger.compare(after_telling(plan(one)), plan(other), NOVEMBER) == Difference(
        changed=uids("matin 24")
    )


def test_what_stands_in_no_plan_any_more_is_withdrawn_once():
    told = after_telling(plan(a_stay(only("2026-11-24"))))
    withdrawn = after_telling(plan(a_stay(only("2026-11-24"))), is_withdrawn=True)

    assert ledger.compare(told, {}, NOVEMBER) == Difference(withdrawn=uids("matin 24", "apres-midi 24"))
    assert ledger.compare(withdrawn, {}, NOVEMBER) == Difference()


def test_what_is_over_did_take_place_whatever_became_of_its_plan():
    told = after_telling(plan(a_stay(only("2026-11-24"))))

    noon = plans.at("2026-11-24T12:00")  # the end of the morning, to the second
    assert ledger.compare(told, {}, noon - timedelta(seconds=1)).withdrawn == uids(
        "matin 24", "apres-midi 24"
    )
    assert ledger.compare(told, {}, noon).withdrawn == uids("apres-midi 24")
    assert ledger.compare(told, {}, plans.at("2026-11-24T17:00")) == Difference()


def test_what_was_withdrawn_and_is_planned_again_is_said_again():
    planned = plan(a_stay(only("2026-11-24")))
    told = after_telling(planned, digest="that of the withdrawal", is_withdrawn=True)

    assert ledger.compare(told, planned, NOVEMBER) == Difference(changed=uids("matin 24", "apres-midi 24"))


def test_the_same_words_to_more_people_are_joined_and_no_change():
    planned = plan(a_stay(only("2026-11-24")))
    told = after_telling(planned, audience=frozenset({"place:11"}))

    assert ledger.compare(told, planned, NOVEMBER) == Difference(joined=uids("matin 24", "apres-midi 24"))


# --- Former places --------------------------------------------------------------------------------


def test_a_session_remembers_the_places_whose_calendars_hold_it():
    at_both = plan(a_stay(only("2026-11-24"), moved("2026-11-24", ETANG, "matin")))
    back_home = plan(a_stay(only("2026-11-24")))
    told = after_telling(at_both)
    uid = uids("matin 24")[0]

    assert ledger.former_places(told[uid], at_both[uid]) == []
    assert ledger.former_places(told[uid], back_home[uid]) == ["place:21"]


def test_a_stay_that_goes_to_another_place_for_good_is_said_again_once_and_not_twice():
    here, there = plan(a_stay(only("2026-11-24"))), plan(a_stay(only("2026-11-24"), place=ETANG))
    told = after_telling(here)
    both = uids("matin 24", "apres-midi 24")
    assert ledger.compare(told, there, NOVEMBER) == Difference(changed=both)

    then = {
        uid: Told(
            digest=ledger.digest(there[uid], [f"place:{TILLEULS.id}"]),
            sequence=8,
            changed_at=MOMENT,
            end=there[uid].said.end,
            audience=here[uid].scopes | there[uid].scopes,
        )
        for uid in both
    }

    assert ledger.compare(then, there, NOVEMBER) == Difference()


def test_former_places_count_in_the_digest():
    one = Planned(a_saying(), a_saying().digest(), frozenset())

    digests = [
        ledger.digest(one, former) for former in ([], ["place:1"], ["place:2"], ["place:1", "place:2"])
    ]

    assert digests[0] == one.digest
    assert len(set(digests)) == 4
    assert {len(digest) for digest in digests} == {32}


def told_exactly(planned: dict[str, Planned], told: dict[str, Told]) -> dict[str, Told]:
    """The memory after everything that differs was said, as the database is brought up to date."""
    after = dict(told)
    found = ledger.compare(told, planned, NOVEMBER)
    for uid in (*found.fresh, *found.changed, *found.joined):
        old, new = told.get(uid), planned[uid]
        former = ledger.former_places(old, new) if old else []
        audience = (old.audience if old else frozenset()) | new.scopes
        sequence, changed_at = ledger.numbered(old, NOVEMBER)
        after[uid] = Told(ledger.digest(new, former), sequence, changed_at, new.said.end, audience)
    for uid in found.withdrawn:
        old = told[uid]
        sequence, changed_at = ledger.numbered(old, NOVEMBER)
        after[uid] = Told("withdrawn", sequence, changed_at, old.end, old.audience, is_withdrawn=True)
    return after


@given(st.lists(plans.plans(), min_size=1, max_size=4))
@plans.law(60)
def test_once_everything_was_said_nothing_is_left_to_say(successive):
    told: dict[str, Told] = {}
    for stays in successive:
        before, told = told, told_exactly(plan(*stays), told)

        assert ledger.compare(told, plan(*stays), NOVEMBER) == Difference()
        assert before.keys() <= told.keys()  # nothing that was told is ever forgotten
        assert all(told[uid].sequence >= before[uid].sequence for uid in before)
        assert all(told[uid].audience >= before[uid].audience for uid in before)


# --- Numbers --------------------------------------------------------------------------------------


def number(*moments: datetime) -> list[tuple[int, datetime]]:
    """SEQUENCE and instant of one event that changes at each of these moments."""
    found: list[tuple[int, datetime]] = []
    old = None
    for moment in moments:
        sequence, changed_at = ledger.numbered(old, moment)
        found.append((sequence, changed_at))
        old = Told("", sequence, changed_at, moment, frozenset())
    return found


def test_the_number_of_a_first_telling_counts_the_seconds_since_2020():
    assert number(plans.at("2020-01-01T01:00")) == [(0, EPOCH)]
    assert number(datetime(2026, 11, 24, 9, 30, 15, 999_999, tzinfo=UTC)) == [
        (217_675_815, datetime(2026, 11, 24, 9, 30, 15, tzinfo=UTC))
    ]


def test_two_changes_within_one_second_have_two_numbers():
    assert number(MOMENT, MOMENT, MOMENT + timedelta(milliseconds=900)) == [
        (213_948_000, MOMENT),
        (213_948_001, MOMENT + timedelta(seconds=1)),
        (213_948_002, MOMENT + timedelta(seconds=2)),
    ]


def test_a_number_that_runs_ahead_of_the_clock_still_grows():
    """As after a clock that was years ahead, or an instant before 2020."""
    ahead = Told("", 2_000_000_000, MOMENT, MOMENT, frozenset())

    assert ledger.numbered(ahead, MOMENT) == (2_000_000_001, MOMENT + timedelta(seconds=1))
    assert [sequence for sequence, _ in number(*[plans.at("2019-01-01T00:00")] * 3)] == [0, 1, 2]


moments = st.integers(-(10**10), 10**9).map(lambda seconds: MOMENT + timedelta(seconds=seconds / 10))


@given(st.lists(moments, min_size=2, max_size=12))
@plans.law(150)
def test_numbers_and_instants_grow_whatever_the_clock_does(told_at):
    found = number(*told_at)

    for (sequence, changed_at), (later_sequence, later_changed_at) in pairwise(found):
        assert later_sequence > sequence >= 0
        assert later_changed_at > changed_at
    assert all(changed_at.microsecond == 0 and changed_at.tzinfo is UTC for _, changed_at in found)


@given(st.lists(moments, min_size=1, max_size=12), moments)
@plans.law(60)
def test_a_memory_that_was_lost_starts_again_above_what_it_had_said_before(told_at, now):
    """Clocks that work: the first telling after the loss has a higher number than any before."""
    said = number(*sorted({moment.replace(microsecond=0) for moment in told_at}))
    later = max(*told_at, now, EPOCH) + timedelta(seconds=len(told_at) + 1)

    assert number(later)[0][0] > said[-1][0]


def test_the_keys_of_scopes_are_words_that_hold_no_space():
    assert [Scope(kind, 12).key for kind in ScopeKind] == [
        "everything:12",
        "commune:12",
        "place:12",
        "caravan:12",
    ]
    assert ledger.EVERYONE == "everything:0"
