"""What one person, or two at once, must not be able to announce."""

from datetime import date, time

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.urls import reverse

from schedule.models import Change
from schedule.pages import CommunePage
from tests import factories

pytestmark = pytest.mark.django_db
TUESDAY = date(2026, 11, 24)


def test_a_change_of_hours_may_not_put_the_caravan_in_two_places(client, set_clock):
    set_clock("2026-11-20 08:00")
    client.force_login(factories.user())
    lake, meadow = factories.place("Résidence du Lac"), factories.place("Résidence du Pré")
    morning = factories.stay(TUESDAY, TUESDAY, at=lake, hours=(factories.MORNING,))
    factories.stay(TUESDAY, TUESDAY, at=meadow, hours=(factories.AFTERNOON,))

    page = client.post(
        reverse("wagtailsnippets_schedule_change:add"),
        {"permanence": morning.pk, "date": "2026-11-24", "kind": "hours", "start": "14:00", "end": "17:00"},
    )

    assert (
        "la caravane est déjà annoncée à un autre endroit\u00a0: Résidence du Pré." in page.content.decode()
    )
    assert not Change.objects.exists()


def test_other_hours_may_not_overlap_the_other_session_of_the_day(client, set_clock):
    set_clock("2026-11-20 08:00")
    client.force_login(factories.user())
    stay = factories.stay(TUESDAY, TUESDAY)
    morning = stay.sessions.get(start=time(9, 30))
    asked = {"permanence": stay.pk, "date": "2026-11-24", "session": morning.pk, "kind": "hours"}

    page = client.post(
        reverse("wagtailsnippets_schedule_change:add"), asked | {"start": "10:00", "end": "16:00"}
    )

    assert "Avec ces heures, deux horaires de ce jour se chevauchent." in page.content.decode()


def test_a_town_with_public_places_is_not_unpublished(client):
    client.force_login(factories.user())
    town = factories.place().get_parent()

    client.post(reverse("wagtailadmin_pages:unpublish", args=[town.pk]))

    assert CommunePage.objects.get(pk=town.pk).live


def test_the_calendar_of_a_moved_place_is_found_at_its_new_address(client):
    place = factories.place("Résidence du Lac", factories.commune("Couëron"))
    elsewhere = factories.commune("Treillières")
    assert client.get("/permanences/coueron/residence-du-lac/calendrier.ics").status_code == 200

    place.move(elsewhere, pos="last-child")
    answer = client.get("/permanences/coueron/residence-du-lac/calendrier.ics")

    assert (answer.status_code, answer["Location"]) == (
        301,
        "/permanences/treillieres/residence-du-lac/calendrier.ics",
    )


def test_coordination_cannot_make_a_superuser_nor_reach_one(client):
    chief = get_user_model().objects.create_superuser("chef", "chef@example.org", "x")
    client.force_login(factories.user("coordination", factories.COORDINATION))

    client.post(
        reverse("wagtailusers_users:add"),
        {
            "username": "nouvelle",
            "email": "nouvelle@example.org",
            "first_name": "A",
            "last_name": "B",
            "password1": "une-phrase-assez-longue",
            "password2": "une-phrase-assez-longue",
            "is_superuser": "on",
            "groups": [Group.objects.get(name=factories.MEDIATORS).pk],
        },
    )
    client.post(reverse("wagtailusers_users:edit", args=[chief.pk]), {"password1": "y", "password2": "y"})

    assert not get_user_model().objects.get(username="nouvelle").is_superuser
    chief.refresh_from_db()
    assert chief.check_password("x")
