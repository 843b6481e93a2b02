"""What changed for residents, in the sentences that they read. No database, no clock."""

from dataclasses import replace

import pytest
from hypothesis import given

from schedule.feeds import news
from schedule.feeds.news import Item, Transition
from schedule.feeds.wording import Said, formerly_at, withdrawn
from schedule.timeline import Stay
from tests.schedule import plans
from tests.schedule.feeds.sayings import all_said
from tests.schedule.plans import CHABOSSIERE, ETANG, a_stay, cancelled, moved, only, other_hours, weekly

NBSP = "\u00a0"
AUDIENCE = frozenset({"place:11", "commune:1"})
TUESDAY = f"mardi 24{NBSP}novembre 2026"
MORNING, AFTERNOON = f"de 9{NBSP}h{NBSP}30 à 12{NBSP}h", f"de 14{NBSP}h à 17{NBSP}h"
LINDENS, LAKE = "Couëron, Résidence des Tilleuls", "Treillières, Résidence de l’Étang"
USUAL = a_stay(only("2026-11-24"))
DAYS = ("2026-11-24", "2026-11-25", "2026-11-26", "2026-11-27")
URL = "http://testserver/permanences/coueron/tilleuls/"


def told(before: Stay | None, after: Stay | None) -> list[Item]:
    """The news of one plan becoming another; what is not in the later one is withdrawn."""
    said_before = {said.uid: said for said in all_said(before)} if before else {}
    said_after = {said.uid: said for said in all_said(after)} if after else {}
    gone = {uid: withdrawn(said) for uid, said in said_before.items() if uid not in said_after}
    return news.items(
        Transition(said_before.get(uid), said, AUDIENCE) for uid, said in (said_after | gone).items()
    )


def an_item(title: str, text: str, url: str = URL) -> Item:
    return Item(title.replace(" :", f"{NBSP}:"), text.replace(" :", f"{NBSP}:"), url, AUDIENCE)


def test_new_dates_say_when_and_where():
    assert told(None, USUAL) == [
        an_item(
            f"Nouvelles dates : {LINDENS}, {TUESDAY}",
            f"Le {TUESDAY}, {MORNING} et {AFTERNOON}, la caravane est à {LINDENS}.",
        )
    ]


def test_a_cancelled_day_is_told_once_with_its_reason_once():
    after = a_stay(only("2026-11-24"), cancelled("2026-11-24", message="La médiatrice est malade."))

    assert told(USUAL, after) == [
        an_item(
            f"Annulé : {LINDENS}, {TUESDAY}",
            f"La permanence du {TUESDAY}, {MORNING}, est annulée. La médiatrice est malade. "
            f"La permanence du {TUESDAY}, {AFTERNOON}, est annulée.",
        )
    ]


def test_a_moved_session_says_both_places_and_leads_to_the_new_one():
    assert told(USUAL, a_stay(only("2026-11-24"), moved("2026-11-24", ETANG, "apres-midi"))) == [
        an_item(
            f"Autre lieu : {LAKE}, {TUESDAY}",
            f"Le {TUESDAY}, {AFTERNOON}, la caravane est à {LAKE}, au lieu de {LINDENS}.",
            "http://testserver/permanences/treillieres/etang/",
        )
    ]


def test_other_hours_say_the_new_ones():
    assert told(USUAL, a_stay(only("2026-11-24"), other_hours("2026-11-24", "10:00 11:30", "matin"))) == [
        an_item(
            f"Autres heures : {LINDENS}, {TUESDAY}",
            f"Le {TUESDAY}, les heures changent : la caravane est là de 10{NBSP}h à 11{NBSP}h{NBSP}30.",
        )
    ]


def test_hours_that_change_for_the_whole_stay_say_the_new_ones_too():
    later = replace(USUAL.sessions[0], start=plans.time(10))

    assert told(USUAL, replace(USUAL, sessions=(later, USUAL.sessions[1]))) == [
        an_item(
            f"Autres heures : {LINDENS}, {TUESDAY}",
            f"Le {TUESDAY}, de 10{NBSP}h à 12{NBSP}h, la caravane est à {LINDENS}.",
        )
    ]


@pytest.mark.parametrize(
    ("undone", "title"),
    [
        (cancelled("2026-11-24"), "De nouveau prévu"),
        (moved("2026-11-24", ETANG), "Autre lieu"),
        (other_hours("2026-11-24", "10:00 11:30", "matin"), "Autres heures"),
    ],
)
def test_an_undone_change_says_when_and_where_it_is_held_after_all(undone, title):
    (item,) = told(a_stay(only("2026-11-24"), undone), USUAL)

    assert item.title == f"{title}{NBSP}: {LINDENS}, {TUESDAY}"
    assert item.text.endswith(f"la caravane est à {LINDENS}.")


def test_a_stay_that_goes_to_another_place_says_when_it_is_where():
    here, there = (all_said(a_stay(only("2026-11-24"), place=place)) for place in (CHABOSSIERE, ETANG))
    told_at_both = [formerly_at(said, ["La Chabossière"]) for said in there]

    (item,) = news.items(map(Transition, here, told_at_both, [AUDIENCE] * 2))

    assert item.title == f"Autre lieu{NBSP}: {LAKE}, {TUESDAY}"
    assert item.text == (
        f"Le {TUESDAY}, {MORNING} et {AFTERNOON}, la caravane est à {LAKE}. "
        f"Finalement, ce jour-là, la caravane ne vient pas ici{NBSP}: La Chabossière."
    )


def test_what_stands_in_no_plan_any_more_is_cancelled():
    assert told(USUAL, None) == [
        an_item(
            f"Annulé : {LINDENS}, {TUESDAY}",
            f"La permanence du {TUESDAY}, {MORNING}, est annulée. "
            f"La permanence du {TUESDAY}, {AFTERNOON}, est annulée.",
            "http://testserver/permanences/",
        )
    ]


def test_three_days_are_told_one_by_one_in_order():
    items = told(a_stay(only(*DAYS[:3])), a_stay(only(*DAYS[:3]), *map(cancelled, reversed(DAYS[:3]))))

    assert [item.title for item in items] == [
        f"Annulé{NBSP}: {LINDENS}, {day}"
        for day in (TUESDAY, f"mercredi 25{NBSP}novembre 2026", f"jeudi 26{NBSP}novembre 2026")
    ]


@pytest.mark.parametrize(
    ("before", "after", "title", "text"),
    [
        (None, only(*DAYS), "Nouvelles dates", "La caravane vient à {where} : {span}."),
        (only(*DAYS), None, "Annulé", "Les permanences sont annulées à {where} : {span}."),
    ],
)
def test_four_days_become_one_entry(before, after, title, text):
    span = f"4 jours, du {TUESDAY} au vendredi 27{NBSP}novembre 2026"

    (item,) = told(before and a_stay(before), after and a_stay(after))

    said = text.format(where=LINDENS, span=f"{span}, {MORNING} et {AFTERNOON}")
    assert item == an_item(f"{title} : {LINDENS}, {span}", said, item.url)


def test_four_days_of_each_other_kind_become_one_entry_each():
    usual = a_stay(only(*DAYS))
    away = a_stay(only(*DAYS), *(moved(day, ETANG) for day in DAYS))
    later = a_stay(only(*DAYS), *(other_hours(day, "10:00 11:30", "matin") for day in DAYS))
    none = a_stay(only(*DAYS), *map(cancelled, DAYS))
    span = f"4 jours, du {TUESDAY} au vendredi 27{NBSP}novembre 2026"

    assert [
        item.text for items in (told(usual, away), told(usual, later), told(none, usual)) for item in items
    ] == [
        f"La caravane change de lieu. Elle est à {LAKE}{NBSP}: {span}, {MORNING} et {AFTERNOON}.",
        f"Les heures changent à {LINDENS}{NBSP}: {span}, de 10{NBSP}h à 11{NBSP}h{NBSP}30.",
        f"Les permanences ont bien lieu à {LINDENS}{NBSP}: {span}, {MORNING} et {AFTERNOON}.",
    ]


def test_what_changes_in_different_ways_is_told_apart():
    after = a_stay(
        only(*DAYS), cancelled(DAYS[0]), moved(DAYS[1], ETANG), other_hours(DAYS[2], "10:00 11:30", "matin")
    )

    assert [item.title.split(NBSP)[0] for item in told(a_stay(only(*DAYS)), after)] == [
        "Annulé",
        "Autre lieu",
        "Autres heures",
    ]


def test_entries_stand_in_the_order_of_their_days():
    after = a_stay(only(*DAYS), cancelled(DAYS[0]), moved(DAYS[1], ETANG), cancelled(DAYS[2]))

    assert [item.title.split(NBSP)[0] for item in told(a_stay(only(*DAYS)), after)] == [
        "Annulé",
        "Autre lieu",
        "Annulé",
    ]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (USUAL, replace(USUAL, note="Entrée libre.")),
        (USUAL, replace(USUAL, place=replace(USUAL.place, name="Les Tilleuls", bring="Un stylo."))),
        (USUAL, replace(USUAL, caravan=replace(USUAL.caravan, name="La bleue", phone="02 40"))),
        (
            a_stay(only("2026-11-24"), cancelled("2026-11-24")),
            a_stay(only("2026-11-24"), cancelled("2026-11-24", message="Panne.")),
        ),
        (a_stay(only("2026-11-24"), cancelled("2026-11-24")), None),
        (
            a_stay(only("2026-11-24"), cancelled("2026-11-24")),
            a_stay(only("2026-11-24"), cancelled("2026-11-24"), place=ETANG),
        ),
        (None, a_stay(only("2026-11-24"), cancelled("2026-11-24"))),
    ],
)
def test_mere_words_and_what_was_off_already_are_no_news(before, after):
    assert told(before, after) == []


def test_what_is_said_to_more_people_is_no_news():
    said = all_said(USUAL)

    assert news.items(Transition(one, one, AUDIENCE) for one in said) == []


def test_an_entry_reaches_everybody_whom_one_of_its_sessions_concerns():
    morning, afternoon = all_said(USUAL)

    (item,) = news.items(
        [
            Transition(None, morning, frozenset({"place:11"})),
            Transition(None, afternoon, frozenset({"place:21", "caravan:1"})),
        ]
    )

    assert item.audience == {"place:11", "place:21", "caravan:1"}


def test_a_day_is_that_of_the_caravan_and_not_of_greenwich():
    evening = plans.Session("soir", plans.time(20), plans.time(22))

    (item,) = told(None, a_stay(only("2026-11-24"), sessions=(evening,), caravan=plans.MARTINIQUE_CARAVAN))

    assert TUESDAY in item.title


def as_said(stays: list[Stay]) -> dict[str, Said]:
    return {said.uid: said for stay in stays for said in all_said(stay)}


@given(plans.plans(), plans.plans())
@plans.law(60)
def test_every_entry_of_any_change_is_a_whole_sentence_about_its_place(before, after):
    was, is_now = as_said(before), as_said(after)
    transitions = [Transition(was.get(uid), said, AUDIENCE) for uid, said in is_now.items()]

    for item in news.items(transitions):
        assert item.text.endswith(".")
        assert item.text[0].isupper()
        assert "%" not in item.title + item.text
        assert item.url.startswith("http://testserver/permanences/")
    assert news.items(Transition(said, said, AUDIENCE) for said in is_now.values()) == []


def test_a_month_of_new_dates_is_one_entry_per_stay():
    stays = [a_stay(weekly("2026-11-02", "2026-11-27", "TU TH"), id=name) for name in (1, 2)]

    assert len(news.items(Transition(None, said, AUDIENCE) for said in as_said(stays).values())) == 2
