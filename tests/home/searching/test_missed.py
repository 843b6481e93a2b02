"""What is kept of a search without result: words, and nothing that could name or reach anybody."""

from datetime import date

import pytest
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


@pytest.mark.django_db
class TestCounting:
    def test_the_least_asked_and_oldest_go_when_there_are_too_many(self, monkeypatch):
        monkeypatch.setattr(missed, "MOST_ROWS", 3)
        for words, times, day in [("old", 1, 1), ("often", 3, 1), ("new", 1, 5), ("twice", 2, 2)]:
            for _ in range(times):
                missed.count(words, date(2026, 11, day))

        assert list(MissedSearch.objects.values_list("words", "count")) == [
            ("often", 3),
            ("twice", 2),
            ("new", 1),
        ]

    def test_what_nobody_asked_for_a_year_is_forgotten(self):
        missed.count("tricot", date(2025, 11, 23))
        missed.count("yoga", date(2025, 11, 24))

        missed.count("judo", DAY)

        assert set(MissedSearch.objects.values_list("words", flat=True)) == {"yoga", "judo"}

    def test_a_row_that_another_visitor_has_just_made_is_counted_on(self, monkeypatch):
        """Both saw no row; the other one wrote first."""
        make = type(MissedSearch.objects).bulk_create

        def after_the_other(manager, rows, **options):
            MissedSearch.objects.create(words="yoga", count=1, first_on=DAY, last_on=DAY)
            return make(manager, rows, **options)

        monkeypatch.setattr(type(MissedSearch.objects), "bulk_create", after_the_other)

        missed.count("yoga", DAY)

        assert MissedSearch.objects.get().count == 2

    def test_what_was_put_aside_is_counted_on_and_stays_aside(self):
        missed.count("yoga", DAY)
        missed.put_aside(MissedSearch.objects.get().pk)

        missed.count("yoga", DAY)

        assert MissedSearch.objects.values_list("count", "is_put_aside").get() == (2, True)
