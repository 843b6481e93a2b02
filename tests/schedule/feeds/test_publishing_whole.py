"""What is published in one go is told in one go, with commits that are real."""

from dataclasses import replace
from datetime import date

import pytest

from schedule.models import Announcement, News
from tests import factories
from tests.reading import lake

pytestmark = pytest.mark.usefixtures("own_database")


def test_a_stay_that_is_published_again_is_told_once_and_whole():
    stay = factories.stay(date(2027, 3, 2), date(2027, 3, 2), at=lake())
    told_before = set(News.objects.values_list("pk", flat=True))

    # More days, and no afternoon: nobody must read of an afternoon on one of the new days.
    stay.dates = replace(stay.dates, last=date(2027, 3, 3))
    stay.sessions = [stay.sessions.first()]
    stay.save_revision().publish()

    new = News.objects.exclude(pk__in=told_before)
    assert sorted(item.title for item in new) == [
        "Annulé\u00a0: Couëron, Résidence du Lac, mardi 2\u00a0mars 2027",
        "Nouvelles dates\u00a0: Couëron, Résidence du Lac, mercredi 3\u00a0mars 2027",
    ]
    assert list(Announcement.objects.values_list("start__day", "said__status")) == [
        (2, "planned"),
        (2, "withdrawn"),
        (3, "planned"),
    ]


def test_a_new_stay_is_told_with_all_its_sessions_at_once():
    stay = factories.stay(date(2027, 4, 6), date(2027, 4, 6), at=factories.place("Résidence du Port"))

    (item,) = News.objects.filter(text__contains="Port")
    assert item.text == (
        "Le mardi 6\u00a0avril 2027, de 9\u00a0h\u00a030 à 12\u00a0h\u00a030 et de 14\u00a0h à 17\u00a0h, "
        f"la caravane est à {stay.place.get_parent().title}, Résidence du Port."
    )
