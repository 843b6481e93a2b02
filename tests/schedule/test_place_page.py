"""The page of one residence: is the caravan here, and when does it come back?"""

import json
from datetime import date, time

import pytest

from schedule.actions.change_date import change_date
from schedule.models import Change, Permanence
from tests import factories
from tests.reading import (
    NBSP,
    dates,
    details,
    lake,
    link_names,
    main,
    meadow,
    rows,
    sentence,
    soup,
    text,
    words,
)

pytestmark = [pytest.mark.django_db, pytest.mark.appearance]

TUESDAY, FRIDAY = date(2026, 11, 24), date(2026, 11, 27)
PLACE = "/permanences/coueron/residence-du-lac/"


def structured_data(response) -> list[dict]:
    found = json.loads(soup(response).select_one('script[type="application/ld+json"]').string)
    return found if isinstance(found, list) else [found]


def test_the_first_thing_that_the_page_says_is_whether_the_caravan_is_here(client, set_clock):
    factories.stay(TUESDAY, FRIDAY, at=lake())
    set_clock("2026-11-24 10:00")

    page = client.get(PLACE)

    assert sentence(page) == f"La caravane est ici maintenant, jusqu’à 12{NBSP}h{NBSP}30."
    assert main(page).index(sentence(page)) < main(page).index("Prochaines dates ici")


def test_the_next_dates_are_whole_days_with_their_hours(client, set_clock):
    factories.stay(TUESDAY, FRIDAY, at=lake())
    set_clock("2026-11-24 10:00")

    page = client.get(PLACE)

    assert dates(page) == [
        f"Aujourd’hui, mardi 24{NBSP}novembre 2026",
        f"mercredi 25{NBSP}novembre 2026",
        f"jeudi 26{NBSP}novembre 2026",
        f"vendredi 27{NBSP}novembre 2026",
    ]
    assert rows(page)[2] == f"de 9{NBSP}h{NBSP}30 à 12{NBSP}h{NBSP}30"


def test_twelve_days_come_first_and_a_link_leads_to_the_rest_of_them(client, set_clock):
    factories.stay(TUESDAY, date(2026, 12, 18), at=lake())
    set_clock("2026-11-24 10:00")

    page = client.get(PLACE)

    first, rest = soup(page).select(".day_list")
    assert [len(part.select(".day_list__day")) for part in (first, rest)] == [12, 4]
    assert link_names(page)["#toutes-les-dates"] == "Toutes les dates de ce lieu"
    assert (rest["id"], dates(page)[-1]) == ("toutes-les-dates", f"vendredi 18{NBSP}décembre 2026")


def test_with_few_dates_nothing_is_put_aside(client, set_clock):
    factories.stay(TUESDAY, FRIDAY, at=lake())
    set_clock("2026-11-24 10:00")

    page = client.get(PLACE)

    assert len(soup(page).select(".day_list")) == 1
    assert "#toutes-les-dates" not in link_names(page)


def test_on_paper_it_says_of_which_day_it_is_how_far_it_goes_and_where_to_look_again(client, set_clock):
    from home.models import SiteSettings

    factories.stay(TUESDAY, date(2026, 12, 18), at=lake())
    SiteSettings.objects.update_or_create(site_id=1, defaults={"phone": "02 61 91 00 00"})
    set_clock("2026-11-24 10:00")

    edition = words(soup(client.get(PLACE)).select_one(".edition")).replace(NBSP, " ")

    assert edition == (
        "À jour le 24 novembre 2026. Cette liste va jusqu’au vendredi 18 décembre 2026. "
        "Vérifiez avant de partir : testserver, 02 61 91 00 00"
    )


def test_without_any_date_the_paper_promises_none(client, set_clock):
    lake()
    set_clock("2026-11-24 10:00")

    edition = words(soup(client.get(PLACE)).select_one(".edition"))

    assert edition.startswith(f"À jour le 24{NBSP}novembre 2026. Aucune date n’est encore prévue. Vérifiez")


def test_without_any_date_the_page_says_it_once_and_how_to_be_told(client, set_clock):
    from home.models import SiteSettings

    lake()
    SiteSettings.objects.update_or_create(site_id=1, defaults={"phone": "02 61 91 00 00"})
    set_clock("2026-11-24 10:00")

    page = soup(client.get(PLACE))
    for on_paper in page.select(".edition"):
        on_paper.decompose()

    assert str(page.main).count("n’est encore prévue ici") == 1
    assert "Aucune date n’est encore prévue." not in page.main.get_text()
    assert [words(link) for link in page.select(".answer__actions a, #dates ~ div a")] == [
        f"Appeler le {'02 61 91 00 00'.replace(' ', NBSP)}",
        "Recevoir les prochaines dates",
        "Voir les dates des autres communes",
    ]


def test_a_year_of_dates_stops_at_a_hundred_days_and_leads_on(client, set_clock):
    factories.stay(TUESDAY, date(2027, 11, 24), at=lake())
    set_clock("2026-11-24 10:00")

    page = client.get(PLACE)

    assert len(dates(page)) == 100
    assert "D’autres dates suivent." in main(page)
    (later,) = (link for link, name in link_names(page).items() if name == "Les dates d’après")
    last = dates(page)[-1]
    assert last in dates(client.get(later))
    assert len(str(soup(page).body)) < 80_000


def test_a_copy_of_the_page_is_not_kept_past_midnight_nor_past_the_next_start(client, set_clock):
    """The day of edition changes at midnight, what is over and what is open at each start and end."""
    factories.stay(TUESDAY, date(2026, 12, 18), at=lake())

    set_clock("2026-11-24 23:59:30")
    assert "s-maxage=30" in client.get(PLACE)["Cache-Control"]
    set_clock("2026-11-25 09:29:30")
    assert "s-maxage=30" in client.get(PLACE)["Cache-Control"]


def test_dates_of_another_place_do_not_stand_here(client, set_clock):
    lake()
    factories.stay(TUESDAY, FRIDAY, at=meadow())
    set_clock("2026-11-24 10:00")

    page = client.get(PLACE)

    assert sentence(page) == "Aucune date n’est encore prévue ici."
    assert dates(page) == []
    assert "Voir les dates des autres communes" in main(page)


def test_a_cancelled_afternoon_is_struck_out_with_the_reason(client, set_clock):
    stay = factories.stay(TUESDAY, FRIDAY, at=lake())
    afternoon = stay.sessions.last()
    change_date(
        stay, TUESDAY, session=afternoon, kind=Change.Kind.CANCELLED, message="La médiatrice est malade."
    )
    set_clock("2026-11-24 13:00")

    page = client.get(PLACE)

    assert sentence(page) == "La permanence de cet après-midi est annulée."
    assert details(page)[0] == "La médiatrice est malade."
    struck = soup(page).select(".session_row s")
    assert [line.get_text() for line in struck] == [f"de 14{NBSP}h à 17{NBSP}h"]
    assert "Annulé" in rows(page)[0] or "Annulé" in rows(page)[1]


def test_a_moved_day_sends_people_to_the_new_place(client, set_clock):
    stay = factories.stay(TUESDAY, FRIDAY, at=lake())
    change_date(stay, TUESDAY, kind=Change.Kind.MOVED, place=meadow())
    set_clock("2026-11-24 10:00")

    page = client.get(PLACE)

    assert sentence(page) == (
        f"Aujourd’hui, la caravane est ailleurs{NBSP}: à Treillières, Résidence du Pré, "
        f"de 9{NBSP}h{NBSP}30 à 12{NBSP}h{NBSP}30."
    )
    answer = soup(page).select_one(".answer")
    assert answer.select_one(".answer__place a")["href"] == "/permanences/treillieres/residence-du-pre/"


def test_the_place_that_a_day_is_moved_to_shows_it_as_an_exception(client, set_clock):
    stay = factories.stay(TUESDAY, FRIDAY, at=lake())
    new = meadow()
    change_date(stay, TUESDAY, kind=Change.Kind.MOVED, place=new)
    set_clock("2026-11-24 08:00")

    page = client.get(new.url)

    assert sentence(page) == f"La caravane ouvre ici aujourd’hui de 9{NBSP}h{NBSP}30 à 12{NBSP}h{NBSP}30."
    assert dates(page) == [f"Aujourd’hui, mardi 24{NBSP}novembre 2026"]
    assert all("Ici, pour une fois" in row for row in rows(page))


def test_other_hours_stand_in_place_of_the_usual_ones(client, set_clock):
    stay = factories.stay(TUESDAY, FRIDAY, at=lake())
    change_date(
        stay,
        TUESDAY,
        session=stay.sessions.first(),
        kind=Change.Kind.HOURS,
        start=time(10, 30),
        end=time(12),
    )
    set_clock("2026-11-24 08:00")

    page = client.get(PLACE)

    assert rows(page)[0] == f"de 10{NBSP}h{NBSP}30 à 12{NBSP}h Autres heures"


def test_it_says_how_to_come_and_what_to_bring(client, set_clock):
    lake(
        address="3 rue du Lac",
        access="Sans marche. Arrêt de bus : Lac.",
        bring="Vos identifiants, si vous en avez.",
        stop="Lac, bus",
        latitude=47.2137,
        longitude=-1.7234,
    )
    set_clock("2026-11-24 10:00")

    page = client.get(PLACE)

    assert f"Arrêt de bus ou de tram{NBSP}: Lac, bus" in words(soup(page).select_one(".beside"))
    assert f"3 rue du Lac 44220{NBSP}Couëron" in main(page)
    assert f"Sans marche. Arrêt de bus{NBSP}: Lac." in main(page)
    assert "Vos identifiants, si vous en avez." in main(page)


def test_the_way_there_is_one_tap_away_when_the_place_has_coordinates(client, set_clock):
    factories.stay(TUESDAY, FRIDAY, at=lake(latitude=47.2137, longitude=-1.7234))
    set_clock("2026-11-24 10:00")

    links = link_names(client.get(PLACE))

    assert "https://www.openstreetmap.org/directions?to=47.21370%2C-1.72340" in links


def test_who_must_not_go_today_is_first_offered_to_call(client, set_clock):
    from home.models import SiteSettings

    factories.stay(TUESDAY, FRIDAY, at=lake(latitude=47.2137, longitude=-1.7234))
    SiteSettings.objects.update_or_create(site_id=1, defaults={"phone": "02 61 91 00 00"})

    def buttons(moment: str) -> list[tuple[str, bool]]:
        set_clock(moment)
        found = soup(client.get(PLACE)).select(".answer__actions a")
        return [(words(a).split()[0], "button--quiet" in a["class"]) for a in found]

    assert buttons("2026-11-24 10:00") == [("Y", False), ("Appeler", False), ("M’abonner,", True)]
    assert buttons("2026-11-23 10:00") == [("Appeler", False), ("Y", True), ("M’abonner,", True)]


def test_without_coordinates_there_is_no_broken_way_there(client, set_clock):
    factories.stay(TUESDAY, FRIDAY, at=lake())
    set_clock("2026-11-24 10:00")

    assert "Y aller" not in main(client.get(PLACE))


def test_a_place_on_the_equator_at_greenwich_has_coordinates_too(client, set_clock):
    factories.stay(TUESDAY, FRIDAY, at=lake(latitude=0.0, longitude=0.0))
    set_clock("2026-11-24 10:00")

    assert "Y aller" in main(client.get(PLACE))


def test_the_calendar_of_this_place_is_offered_and_answers(client, set_clock):
    lake()
    set_clock("2026-11-24 10:00")

    page = client.get(PLACE)

    assert client.get(f"{PLACE}calendrier.ics").status_code == 200
    assert soup(page).select_one("link[type='text/calendar']")["href"] == f"{PLACE}calendrier.ics"
    subscribe = "/permanences/s-abonner/?pour=coueron/residence-du-lac"
    assert subscribe in link_names(page)
    assert "Le calendrier : Résidence du Lac" in text(client.get(subscribe)).replace(NBSP, " ")


def test_the_way_back_up_leads_through_the_town(client, set_clock):
    lake()
    set_clock("2026-11-24 10:00")

    above = [link["href"] for link in soup(client.get(PLACE)).select(".breadcrumb a")]

    assert above == ["/", "/permanences/", "/permanences/coueron/"]


def test_machines_read_the_place_and_its_next_events(client, set_clock):
    stay = factories.stay(TUESDAY, TUESDAY, at=lake(address="3 rue du Lac", latitude=47.2, longitude=-1.7))
    change_date(stay, TUESDAY, session=stay.sessions.last(), kind=Change.Kind.CANCELLED)
    set_clock("2026-11-24 08:00")

    place, morning, afternoon = structured_data(client.get(PLACE))

    assert place["@type"] == "Place"
    assert place["geo"] == {"@type": "GeoCoordinates", "latitude": 47.2, "longitude": -1.7}
    assert place["url"] == f"http://testserver{PLACE}"
    assert (morning["@type"], morning["startDate"]) == ("Event", "2026-11-24T09:30:00+01:00")
    assert morning["eventStatus"] == "https://schema.org/EventScheduled"
    assert afternoon["eventStatus"] == "https://schema.org/EventCancelled"


def test_a_title_that_closes_a_script_stays_text(client, set_clock):
    hostile = "</script><script>alert(1)</script>"
    town = factories.commune("Couëron", slug="coueron")
    place = factories.place(hostile, town, slug="piege", address="<b>1</b> & 2", access="<img src=x>")
    factories.stay(TUESDAY, FRIDAY, at=place, note="<script>alert(2)</script>")
    set_clock("2026-11-24 10:00")

    page = client.get(place.url)

    # The settings that come before anything is painted, and the structured data.
    assert len(soup(page).select("script:not([src])")) == 2
    assert soup(page).select("main b, main img[src=x]") == []
    assert structured_data(page)[0]["name"] == hostile


def test_a_draft_permanence_never_shows_in_public(client, set_clock):
    factories.stay(TUESDAY, FRIDAY, at=lake(), publish=False, note="Surprise")
    set_clock("2026-11-24 10:00")

    page = client.get(PLACE)

    assert sentence(page) == "Aucune date n’est encore prévue ici."
    assert "Surprise" not in text(page)


def test_an_unpublished_place_is_gone(client, set_clock):
    place = lake()
    factories.stay(TUESDAY, FRIDAY, at=place)
    set_clock("2026-11-24 10:00")
    place.unpublish()

    assert client.get(PLACE).status_code == 404
    assert client.get("/").status_code == 200
    assert "Résidence du Lac" not in text(client.get("/"))


def test_a_place_under_an_unpublished_town_does_not_break(client, set_clock):
    place = lake()
    factories.stay(TUESDAY, FRIDAY, at=place)
    set_clock("2026-11-24 10:00")
    place.get_parent().specific.unpublish()

    assert client.get(PLACE).status_code in (200, 404)
    assert "Résidence du Lac" not in text(client.get("/"))


def test_a_renamed_place_shows_its_new_name_at_the_next_request(client, set_clock):
    place = lake()
    factories.stay(TUESDAY, FRIDAY, at=place)
    set_clock("2026-11-24 10:00")
    client.get("/")

    place.title = "Résidence de l’Île"
    place.save_revision().publish()

    assert "Résidence de l’Île" in sentence(client.get("/"))


def test_a_title_with_accents_gives_a_page_and_a_calendar_that_answer(client, set_clock):
    """What a mediator does: she types a title with accents and leaves the address to the software."""
    place = factories.place("Résidence de l’Étang", factories.commune("Couëron"))
    factories.stay(TUESDAY, FRIDAY, at=place)
    set_clock("2026-11-24 10:00")

    for address in (place.url, place.get_parent().url, "/permanences/maintenant.json"):
        assert client.get(address).status_code == 200, address


def test_a_permanence_that_ends_on_its_last_day_is_still_open_on_it(client, set_clock):
    factories.stay(TUESDAY, FRIDAY, at=lake())
    set_clock("2026-11-27 16:59")

    assert sentence(client.get(PLACE)) == f"La caravane est ici maintenant, jusqu’à 17{NBSP}h."


def test_a_deleted_permanence_is_gone_at_the_next_request(client, set_clock):
    factories.stay(TUESDAY, FRIDAY, at=lake())
    set_clock("2026-11-24 10:00")
    client.get(PLACE)

    Permanence.objects.all()[0].delete()

    assert sentence(client.get(PLACE)) == "Aucune date n’est encore prévue ici."
