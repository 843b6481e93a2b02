"""What is kept of a search without result: words, and nothing that could name or reach anybody."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from home.models import MissedSearch
from home.searching import missed

DAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Yoga", "yoga"),
        ("Comment déclarer mes impôts ?", "declarer impots"),
        ("carte 2 séjour", "carte 2 sejour"),
        ("<b>gras</b>", "b gras b"),
        ("la le", "la le"),
        ("", ""),
        ("🙂", ""),
        ("12", ""),
        ("jean.dupont@example.org", ""),
        ("jean dupont arobase example", ""),
        ("https://exemple.fr/x", ""),
        ("www.exemple.fr", ""),
        ("appeler le 0612345678", ""),
        ("appeler 06 12 34 56 78", ""),
        ("06.12-34/56", ""),
        ("né le 12/03/50", ""),
        ("dossier 123", ""),
        ("un deux trois quatre cinq six sept huit neuf", ""),
        ("anticonstitutionnellement " * 3, ""),
        ("dupont (at) gmail.com", ""),
        ("dupont [at] gmail", ""),
        ("dupont at gmail", ""),
        ("dupont arobase gmail point com", ""),
        ("dupont gmail com", ""),
        ("marie.dupont＠free.fr", ""),
        ("marie dupont free.fr", ""),
        ("dossier １２３", ""),
        ("12 rue des lilas nantes", ""),
        ("résidence du lac bâtiment B porte 4", ""),
        ("rue des écoles", "rue ecoles"),
        ("créer une adresse gmail", "creer adresse gmail"),
        ("carte 2 séjour à nantes", "carte 2 sejour nantes"),
    ],
)
def test_only_few_words_without_numbers_or_addresses_are_kept(typed, kept):
    assert missed.countable(typed) == kept


@given(st.text(max_size=120))
def test_whatever_was_typed_the_promise_is_kept(typed):
    kept = missed.countable(typed)

    assert len(kept) <= 60
    assert len(kept.split()) <= 6
    assert "@" not in kept
    assert sum(sign.isdigit() for sign in kept) < 6
    assert all(sign.isascii() and (sign.isalnum() or sign == " ") for sign in kept)


def counted() -> list[tuple]:
    return list(MissedSearch.objects.values_list("words", "count"))


def ask(words: str, times: int = 1, day: date = DAY) -> None:
    """From so many addresses."""
    for number in range(times):
        missed.count(words, f"203.0.113.{number}", day)


@pytest.mark.django_db
class TestCounting:
    def test_a_query_counts_once_a_day_for_one_address(self):
        for day in (DAY, DAY, DAY + timedelta(days=1)):
            for _ in range(3):
                missed.count("yoga", "203.0.113.7", day)
        missed.count("Du yoga ?", "203.0.113.8", DAY)

        assert counted() == [("yoga", 3)]

    def test_one_address_counts_so_many_queries_a_day(self, monkeypatch):
        monkeypatch.setattr(missed, "OF_ONE_ADDRESS", 3)
        for number in range(9):
            missed.count(f"tricot {number}", "203.0.113.7", DAY)
        missed.count("yoga", "203.0.113.8", DAY)

        assert [words for words, _ in counted()] == ["tricot 0", "tricot 1", "tricot 2", "yoga"]

    def test_all_addresses_together_count_so_many_a_day(self, monkeypatch):
        monkeypatch.setattr(missed, "CEILING", 4)

        ask("yoga", times=9)

        assert counted() == [("yoga", 4)]

    def test_neither_an_address_nor_what_stands_for_one_is_kept_with_the_words(self):
        with CaptureQueriesContext(connection) as queries:
            missed.count("yoga", "198.51.100.23", DAY)

        assert [query["sql"] for query in queries if "198.51.100" in query["sql"]] == []

    def test_the_least_asked_and_oldest_go_when_there_are_too_many(self, monkeypatch):
        monkeypatch.setattr(missed, "MOST_ROWS", 3)
        for words, times, day in [("old", 1, 1), ("often", 3, 1), ("new", 1, 5), ("twice", 2, 2)]:
            ask(words, times, date(2026, 11, day))

        assert counted() == [("often", 3), ("twice", 2), ("new", 1)]

    def test_a_flood_of_new_words_takes_away_neither_what_is_asked_often_nor_what_was_put_aside(
        self, monkeypatch
    ):
        monkeypatch.setattr(missed, "MOST_ROWS", 5)
        ask("aside")
        missed.put_aside(MissedSearch.objects.get().pk)
        ask("often", times=2)

        for number in range(20):
            missed.count(f"flood {number}", f"203.0.113.{number}", DAY + timedelta(days=1))

        assert MissedSearch.objects.count() == 6
        assert {("often", 2), ("aside", 1), ("flood 19", 1)} <= set(counted())

    @pytest.mark.parametrize(
        ("times", "days", "is_kept"), [(2, 30, True), (2, 31, False), (3, 365, True), (3, 366, False)]
    )
    def test_what_few_asked_goes_after_a_month_and_the_rest_after_a_year(self, times, days, is_kept):
        ask("yoga", times)

        missed.forget(DAY + timedelta(days=days))

        assert MissedSearch.objects.exists() == is_kept

    def test_a_row_that_another_visitor_has_just_made_is_counted_on(self, monkeypatch):
        """Both saw no row; the other one wrote first."""
        make = type(MissedSearch.objects).bulk_create

        def after_the_other(manager, rows, **options):
            if isinstance(rows[0], MissedSearch):
                MissedSearch.objects.create(words="yoga", count=1, first_on=DAY, last_on=DAY)
            return make(manager, rows, **options)

        monkeypatch.setattr(type(MissedSearch.objects), "bulk_create", after_the_other)

        ask("yoga")

        assert counted() == [("yoga", 2)]

    def test_what_was_put_aside_is_counted_on_and_stays_aside(self):
        ask("yoga")
        missed.put_aside(MissedSearch.objects.get().pk)

        ask("yoga", day=DAY + timedelta(days=1))

        assert MissedSearch.objects.values_list("count", "is_put_aside").get() == (2, True)
