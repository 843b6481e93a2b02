"""Kept copies: never stale, loaded seldom."""

import pytest
from django.db import transaction
from django.test import RequestFactory

from core import stamps
from core.models import Stamp
from core.stamps import Kept

pytestmark = pytest.mark.django_db


@pytest.fixture
def loads() -> list[int]:
    return []


@pytest.fixture
def kept(loads) -> Kept:
    stamps.move("tests")
    return Kept("tests", lambda: loads.append(1) or len(loads))


def test_it_is_loaded_once_while_nothing_moves(kept, loads):
    assert [kept.get() for _ in range(3)] == [1, 1, 1]
    assert loads == [1]


def test_it_is_loaded_again_after_each_move(kept):
    seen = [kept.get()]
    stamps.move("tests")
    seen += [kept.get(), kept.get()]
    stamps.move("tests")
    seen.append(kept.get())

    assert seen == [1, 2, 2, 3]


def test_another_stamp_does_not_matter(kept):
    kept.get()
    stamps.move("other")

    assert kept.get() == 1


def test_without_any_stamp_nothing_is_kept_because_nobody_would_say_when_it_changes(loads):
    kept = Kept("never moved", lambda: loads.append(1) or len(loads))

    assert [kept.get(), kept.get()] == [1, 2]


def test_a_rollback_gives_back_the_old_token_and_the_old_truth(kept):
    before = kept.get()
    with transaction.atomic():
        stamps.move("tests")
        inside = kept.get()
        transaction.set_rollback(True)

    after = kept.get()

    assert (before, inside, after) == (1, 2, 3)
    stamps.move("tests")
    assert kept.get() == 4


def test_a_move_makes_a_token_that_was_never_there_before():
    tokens = set()
    for _ in range(50):
        stamps.move("tests")
        tokens.add(stamps.tokens()["tests"])

    assert len(tokens) == 50
    assert Stamp.objects.filter(name="tests").count() == 1


def test_one_request_sees_one_state_and_asks_once(kept, django_assert_num_queries):
    request = RequestFactory().get("/")
    with django_assert_num_queries(1):
        first = kept.get(request)
        again = kept.get(request)
    stamps.move("tests")

    assert kept.get(request) == first == again
    assert kept.get(RequestFactory().get("/")) == 2


def test_a_load_that_fails_is_not_kept(kept, loads):
    broken = Kept("tests", lambda: 1 / 0)

    for _ in range(2):
        with pytest.raises(ZeroDivisionError):
            broken.get()


def test_nothing_found_is_worth_keeping_too(loads):
    stamps.move("tests")
    kept = Kept("tests", lambda: loads.append(1))

    assert kept.get() is None
    assert kept.get() is None
    assert loads == [1]
