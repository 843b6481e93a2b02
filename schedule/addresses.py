"""Public addresses of the schedule: a contract (docs/architecture.md), so they are made in one place."""

from urllib.parse import quote, urlencode, urlsplit

from django.conf import settings
from django.urls import reverse

from schedule.timeline import Caravan, Commune, Occurrence, Place, Stay

# The page of all dates.
AGENDA = "/permanences/"


def feed(about: Commune | Place | Caravan | None = None) -> str:
    """Path of the calendar feed; of everything when it is about nothing in particular."""
    match about:
        case Commune():
            return reverse("commune_feed", args=[about.slug])
        case Place():
            return reverse("place_feed", args=[about.commune.slug, about.slug])
        case Caravan():
            return caravan_feed(about.slug)
    return reverse("feed")


def caravan_feed(slug: str) -> str:
    return reverse("caravan_feed", args=[slug])


def news(about: Commune | None = None) -> str:
    """Path of the Atom feed of what changed."""
    return reverse("commune_news", args=[about.slug]) if about else reverse("news")


def stay_file(stay: Stay) -> str:
    """Path of the file that holds all the dates of one permanence, for those who import."""
    return reverse("stay_file", args=[stay.place.commune.slug, stay.place.slug, stay.id])


def session_file(occurrence: Occurrence) -> str:
    """Path of the file of one dated session, named by what was planned: the day and the hour."""
    stay = occurrence.stay
    day, hour = f"{occurrence.day:%Y%m%d}", f"{occurrence.session.start:%H%M}"
    return reverse("session_file", args=[stay.place.commune.slug, stay.place.slug, stay.id, day, hour])


def poster(about: Commune | Place | Stay) -> str:
    """Path of the page that makes a poster about it."""
    match about:
        case Commune():
            return reverse("commune_poster", args=[about.slug])
        case Place():
            return reverse("place_poster", args=[about.commune.slug, about.slug])
    return reverse("stay_poster", args=[about.place.commune.slug, about.place.slug, about.id])


def sms(place: Place) -> str:
    """Path of the text that fits in one message."""
    return reverse("place_sms", args=[place.commune.slug, place.slug])


def short(place: Place) -> str:
    """The path that fits in a message, and leads to the page wherever it is."""
    return reverse("short", args=[place.code]) if place.code else place.url


def typed(path: str) -> str:
    """An address as people type it and read it on paper: without « https:// » and the last stroke."""
    return f"{urlsplit(settings.BASE_URL).netloc}{path}".rstrip("/")


def absolute(path: str) -> str:
    """The full address of a path of this site."""
    return f"{settings.BASE_URL}{path}"


def subscribe(about: Commune | Place | None = None) -> str:
    """The page that explains how to subscribe, with the choice already made."""
    if about is None:
        return "/permanences/s-abonner/"
    chosen = about.slug if isinstance(about, Commune) else f"{about.commune.slug}/{about.slug}"
    return f"{subscribe()}?{urlencode({'pour': chosen}, safe='/')}"


def webcal(about: Commune | Place | Caravan | None = None) -> str:
    """The feed under the scheme that opens a calendar application (not registered, but known to all)."""
    return f"webcal://{urlsplit(settings.BASE_URL).netloc}{feed(about)}"


def google(about: Commune | Place | Caravan | None = None) -> str:
    """Google Agenda on the web, asking whether to add the feed. Used everywhere, written down nowhere.

    `cid` must be a webcal address: one with https is taken for the name of an account. Why `/u/0/`, and
    what may still go wrong on Android: docs/decisions/0016. Google adds no address longer than 256.
    """
    return f"https://calendar.google.com/calendar/u/0/r?{urlencode({'cid': webcal(about)})}"


def outlook(name: str, about: Commune | Place | Caravan | None = None) -> str:
    """Outlook.com, with the feed and the calendar's name filled in. It refuses webcal addresses."""
    filled_in = {"url": absolute(feed(about)), "name": name}
    return f"https://outlook.live.com/calendar/0/addfromweb?{urlencode(filled_in, quote_via=quote, safe='')}"
