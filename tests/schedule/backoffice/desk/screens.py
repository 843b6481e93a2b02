"""Reads the desk as a person does, and answers its questions as a browser would."""

from datetime import date

from bs4 import BeautifulSoup, Tag
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from schedule.models import Permanence, Session
from tests.reading import soup, words

TODAY = "/admin/"


def address(stay: Permanence, day: date, verb: str, session: Session | None = None) -> str:
    name = session.key.hex if session else "journee"
    return reverse("schedule_question", args=[f"{stay.key.hex}-{name}-{day:%Y%m%d}", verb])


def cards(response: HttpResponse) -> dict[str, list[str]]:
    """Each day of the desk with its cards: the hours and what else is said, then the buttons."""
    return {
        words(day.h3): [words(card) for card in day.select(".desk_card")]
        for day in soup(response).select(".desk__day")
    }


def buttons(element: Tag | BeautifulSoup) -> list[str]:
    """The visible words of the links, without what is added for those who hear them."""
    found = []
    for link in element.select("a.button"):
        hidden = " ".join(words(part) for part in link.select(".w-sr-only"))
        found.append(words(link).removesuffix(hidden).strip())
    return found


def typed(response: HttpResponse) -> dict[str, str]:
    """What the question would send if nothing in it were touched."""
    form = soup(response).select_one("form[data-question]")
    found = {}
    for field in form.select("input[name], select[name], textarea[name]"):
        if field.get("type") == "radio" and not field.has_attr("checked"):
            continue
        if field.name == "select":
            found[field["name"]] = next((o["value"] for o in field.select("option[selected]")), "")
        else:
            found[field["name"]] = (
                field.text.strip("\n") if field.name == "textarea" else field.get("value", "")
            )
    return found


def answer(client: Client, url: str, **changes: str) -> HttpResponse:
    """Opens the question, changes what is given, and sends it."""
    return client.post(url, typed(client.get(url)) | changes, follow=True)


def errors(response: HttpResponse) -> list[str]:
    return [words(note) for note in soup(response).select(".question__error")]


def reading(response: HttpResponse) -> list[str]:
    """What the screen says that residents will read."""
    return [words(line) for line in soup(response).select("[data-reading] p")]


def told(response: HttpResponse) -> str:
    """The message at the top, without its buttons."""
    return " ".join(words(note) for note in soup(response).select(".messages li"))
