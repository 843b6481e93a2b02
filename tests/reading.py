"""What a visitor reads in a response: the words of a page, as they stand on it."""

import re

from bs4 import BeautifulSoup
from django.test import Client

from schedule.pages import PlacePage
from tests import factories

NBSP = "\u00a0"


def soup(response) -> BeautifulSoup:
    return BeautifulSoup(response.content, "html.parser")


def words(element) -> str:
    """The text of an element on one line; no-break spaces stay what they are."""
    joined = re.sub(r"[ \n\t]+", " ", element.get_text(" ")).strip()
    return joined.replace(f" {NBSP}", NBSP)


def text(response) -> str:
    return words(soup(response))


def main(response) -> str:
    """What stands between the menu and the foot."""
    return words(soup(response).main)


def sentence(response) -> str:
    """The answer: the first thing that a page of the schedule says."""
    return words(soup(response).select_one(".answer__sentence"))


def details(response) -> list[str]:
    return [words(line) for line in soup(response).select(".answer__detail")]


def dates(response) -> list[str]:
    return [words(line) for line in soup(response).select(".day_list__date")]


def rows(response) -> list[str]:
    return [words(line) for line in soup(response).select(".session_row")]


def link_names(response) -> dict[str, str]:
    """Address → words, of the links in the page's own part."""
    return {link["href"]: words(link) for link in soup(response).main.select("a[href]")}


def unfolded(client: Client, address: str = "/permanences/calendrier.ics") -> list[str]:
    """The lines of a feed, put together again (RFC 5545 §3.1)."""
    return client.get(address).content.decode().replace("\r\n ", "").split("\r\n")


def lake(**fields) -> PlacePage:
    """Résidence du Lac in Couëron, at an address that does not depend on how titles become addresses."""
    town = factories.commune("Couëron", slug="coueron")
    return factories.place("Résidence du Lac", town, slug="residence-du-lac", **fields)


def meadow(**fields) -> PlacePage:
    """Résidence du Pré in Treillières."""
    town = factories.commune("Treillières", slug="treillieres", postcode="44119", insee_code="44209")
    return factories.place("Résidence du Pré", town, slug="residence-du-pre", **fields)
