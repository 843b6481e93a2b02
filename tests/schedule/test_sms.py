"""The dates of a place in one text message: 160 signs of GSM 03.38, and nothing cut."""

from dataclasses import replace
from datetime import timedelta

from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from schedule import listing, sms
from schedule.timeline import Scope, ScopeKind, Timeline
from tests.schedule import plans
from tests.schedule.plans import ETANG, TILLEULS, a_stay, at, cancelled, moved, only, weekly

# Written out here once more: 3GPP TS 23.038 §6.2.1, without its line ends and Greek letters.
BASIC = set(
    "@£$¥èéùìòÇØøÅåÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklm"
    "nopqrstuvwxyzäöñüà_"
)
PHONE, SHORT = "02\u00a040\u00a099\u00a010\u00a000", "www.e-tinerance.fr/p/k7fx3"
AT = at("2026-11-20 10:00")


def message(*stays, place=TILLEULS, phone=PHONE, address=SHORT, when=AT) -> str:
    days = listing.coming_days(Timeline(stays), when, Scope(ScopeKind.PLACE, place.id), 16)
    return sms.text(place, days, phone, address)


def test_it_is_in_french_on_a_page_in_another_language():
    with translation.override("ar"):
        assert message(a_stay(only("2026-11-24"))).startswith(
            "Caravane, Résidence des Tilleuls: mardi 24 novembre"
        )


def test_it_says_as_many_dates_as_fit_with_the_phone_and_the_short_address():
    assert message(a_stay(weekly("2026-11-24", "2026-12-18", "TU WE TH FR"))) == (
        "Caravane, Résidence des Tilleuls: mardi 24, mercredi 25, jeudi 26, vendredi 27 novembre "
        "9h30-12h 14h-17h. "
        "Tél. 02 40 99 10 00. www.e-tinerance.fr/p/k7fx3"
    )


def test_a_cancelled_date_says_so_and_a_moved_one_says_where():
    stay = a_stay(
        only("2026-11-24", "2026-11-25", "2026-12-01"),
        cancelled("2026-11-24"),
        cancelled("2026-11-25", "matin"),
    )

    assert message(stay, phone="") == (
        "Caravane, Résidence des Tilleuls: mardi 24 novembre ANNULÉ; mercredi 25 novembre 14h-17h, "
        "matin ANNULÉ. www.e-tinerance.fr/p/k7fx3"
    )
    assert message(a_stay(only("2026-11-24"), moved("2026-11-24", ETANG)), phone="") == (
        "Caravane, Résidence des Tilleuls: mardi 24 novembre PAS ICI mais à Résidence de l'Étang, "
        "Treillières. www.e-tinerance.fr/p/k7fx3"
    )


def test_a_cancelled_morning_is_said_however_little_room_is_left():
    """« la séance de l’après-midi tient » must not be lost with the morning that does not."""
    stay = a_stay(weekly("2026-11-24", "2026-12-18", "TU WE TH FR"), cancelled("2026-11-25", "matin"))

    assert message(stay) == (
        "Caravane: mardi 24 novembre 9h30-12h 14h-17h; mercredi 25 novembre 14h-17h, matin ANNULÉ. "
        "Tél. 02 40 99 10 00. www.e-tinerance.fr/p/k7fx3"
    )
    many = [cancelled(f"2026-11-{day}", "matin") for day in ("25", "26", "27")]
    assert message(a_stay(weekly("2026-11-24", "2026-12-18", "TU WE TH FR"), *many)) == (
        "Caravane: mardi 24 novembre 9h30-12h 14h-17h; mercredi 25, jeudi 26, vendredi 27 novembre "
        "14h-17h, matin ANNULÉ. Tél. 02 40 99 10 00. www.e-tinerance.fr/p/k7fx3"
    )


def test_a_change_is_said_before_a_date_that_is_as_planned():
    stay = a_stay(
        weekly("2026-11-24", "2026-12-18", "TU WE TH FR"),
        cancelled("2026-12-02"),
        moved("2026-12-08", ETANG),
    )

    assert message(stay) == (
        "Caravane: mardi 24, mercredi 25 novembre 9h30-12h 14h-17h; mercredi 2 décembre ANNULÉ; "
        "mardi 8 décembre PAS ICI. Tél. 02 40 99 10 00. www.e-tinerance.fr/p/k7fx3"
    )


def test_when_the_first_day_is_cancelled_the_next_one_that_is_held_is_said_before_other_changes():
    stay = a_stay(
        weekly("2026-11-24", "2026-12-18", "TU WE TH FR"),
        *[cancelled(day) for day in ("2026-11-24", "2026-12-02", "2026-12-03", "2026-12-04", "2026-12-08")],
    )

    assert message(stay) == (
        "Caravane: mardi 24 novembre ANNULÉ; mercredi 25 novembre 9h30-12h 14h-17h; "
        "mercredi 2, jeudi 3 décembre ANNULÉ. Tél. 02 40 99 10 00. www.e-tinerance.fr/p/k7fx3"
    )


names = st.text(min_size=1, max_size=255).filter(str.strip) | st.lists(
    st.sampled_from(["Résidence", "du", "Grand-Chêne", "l’Œuvre", "bâtiment", "C", "entrée", "€", "[1]"]),
    min_size=1,
    max_size=20,
).map(" ".join)


@plans.law(150)
@given(plans.plans(), names)
def test_the_first_day_that_is_held_is_in_the_message(stays, name):
    place = replace(TILLEULS, name=name)
    timeline = Timeline(stays)
    first = min((o.start for o in timeline._all), default=AT) - timedelta(days=1)
    days = listing.coming_days(timeline, first, Scope(ScopeKind.PLACE, TILLEULS.id), 16)
    held = next((day for day in days if not day.is_off), None)

    with translation.override("fr"):
        said = sms.text(place, days, PHONE, SHORT)
        dated = sms._of_day(held) if held else None

    assert dated is None or f"{dated.day} " in said.replace(",", " ")


def test_without_a_date_it_says_so():
    assert message() == (
        "Caravane, Résidence des Tilleuls: pas de date prévue pour le moment. Tél. 02 40 99 10 00. "
        "www.e-tinerance.fr/p/k7fx3"
    )
    gone = replace(TILLEULS, is_archived=True)
    assert "la caravane ne vient plus ici" in message(place=gone)


def test_signs_that_would_make_three_messages_of_one_are_replaced():
    assert (
        sms.gsm("Ça «\u00a0août\u00a0» l’œuvre… 5\u00a0€ – naïf") == 'Ça " aout " l\'oeuvre... 5 euros - naif'
    )


@plans.law(150)
@given(plans.plans(), names, st.sampled_from(["", PHONE, "+33 2 40 99 10 00 poste 1234"]), st.booleans())
def test_it_is_never_longer_than_one_message_and_cuts_neither_word_nor_date(stays, name, phone, is_long):
    place = replace(TILLEULS, name=name)
    timeline = Timeline(stays)
    first = min((o.start for o in timeline._all), default=AT) - timedelta(days=1)
    address = "www.association-du-quartier-des-grands-chenes.example.org/p/k7fx3" if is_long else SHORT
    days = listing.coming_days(timeline, first, Scope(ScopeKind.PLACE, TILLEULS.id), 16)

    with translation.override("fr"):
        said = sms.text(place, days, phone, address)
        every_name = sms.gsm(f"Caravane, {name}").split()
        dated = [sms._of_day(one) for one in days]

    assert len(said) <= 160
    assert set(said) <= BASIC
    assert address in said
    if dated:
        assert dated[0].day in said
        assert any(one.tail in said for one in dated[0].each_form)
    head = said.split(": ")[0].split() if said.startswith("Caravane") and ": " in said else []
    assert [word.rstrip(",:;-") for word in head] == [w.rstrip(",:;-") for w in every_name[: len(head)]]


@plans.law(150)
@given(plans.plans(), names, st.sampled_from(["", PHONE]))
def test_no_day_as_planned_is_said_while_a_change_of_these_four_weeks_is_not(stays, name, phone):
    place = replace(TILLEULS, name=name)
    timeline = Timeline(stays)
    first = min((o.start for o in timeline._all), default=AT) - timedelta(days=1)
    days = listing.coming_days(timeline, first, Scope(ScopeKind.PLACE, TILLEULS.id), 16)

    with translation.override("fr"):
        said = f" {sms.text(place, days, phone, SHORT)}".replace(":", "").replace(",", "")
        told = [day for day in days if f" {sms._of_day(day).day} " in said]

    untold = [day for day in days if day not in told and day.differs and (day.date - days[0].date).days <= 28]
    sure = [days[0], *[day for day in days if not day.is_off][:1]] if days else []
    assert not untold or all(day.differs for day in told if day not in sure)
    for day in told:
        is_gone = any(not row.is_held for row in day.rows)
        assert not is_gone or any(word in said for word in ("ANNULÉ", "PAS ICI", "MODIFIÉ"))
