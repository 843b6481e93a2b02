"""What can be translated, one subject for each page or list; the pages that newcomers read come first."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _
from wagtail.models import Page
from wagtail.query import PageQuerySet

from core import languages
from core.models import Translation
from core.translations import digest
from guides.models import Word
from home.models import Need, Partner, Service, SiteSettings
from home.translating import texts
from schedule.agenda import published

# Then all others, in the order of the site.
KEY_PAGES = ("HomePage", "AgendaPage", "SubscribePage", "CommunePage", "PlacePage", "StandardPage")


@dataclass(frozen=True, slots=True)
class Subject:
    """`key` names it in an address; `texts` are French."""

    key: str
    title: str
    url: str
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Standing:
    """How many texts of a subject lack a translation, by language."""

    subject: Subject
    missing: tuple[tuple[languages.Language, int], ...]

    @property
    def is_complete(self) -> bool:
        return not any(number for _, number in self.missing)


def other_languages() -> list[languages.Language]:
    return [one for one in languages.known() if not one.is_french]


def subjects() -> list[Subject]:
    return [subject for subject in (*_pages(), *_lists()) if subject.texts]


def subject(key: str) -> Subject | None:
    """Of a page, that page alone is read."""
    kind, _dash, pk = key.partition("-")
    if kind == "page":
        found = _public_pages().filter(pk=pk).specific().first() if pk.isdecimal() else None
        subject = _of_page(found) if found else None
    else:
        subject = next((one for one in _lists() if one.key == key), None)
    return subject if subject and subject.texts else None


def known(texts: Iterable[str]) -> dict[tuple[str, str], str]:
    """(language, digest) → translation, of these French texts."""
    wanted = {digest(text) for text in texts}
    rows = Translation.objects.values_list("language", "digest", "text")
    return {(language, of): text for language, of, text in rows if of in wanted}


def standings() -> list[Standing]:
    found = subjects()
    said = known(text for one in found for text in one.texts)
    return [
        Standing(
            one,
            tuple(
                (language, sum((language.code, digest(text)) not in said for text in one.texts))
                for language in other_languages()
            ),
        )
        for one in found
    ]


def _pages() -> Iterator[Subject]:
    pages = list(_public_pages().order_by("path").specific())
    order = {name: number for number, name in enumerate(KEY_PAGES)}
    pages.sort(key=lambda page: order.get(page._meta.object_name, len(order)))
    for page in pages:
        yield _of_page(page)


def _public_pages() -> PageQuerySet:
    return Page.objects.live().public().filter(depth__gt=1)


def _of_page(page: Page) -> Subject:
    return Subject(f"page-{page.pk}", page.title, page.url or "", tuple(texts.of_page(page)))


def _lists() -> Iterator[Subject]:
    of_contact = [text for row in SiteSettings.objects.all() for text in (row.phone_note, row.notice)]
    yield _list("contact", _("Foot of every page"), of_contact)
    yield _list(
        "partenaires",
        _("Partners: what they do, and where"),
        [t for row in Partner.objects.all() for t in (row.role, row.territory)],
    )
    yield _list("besoins", _("Needs"), [row.title for row in Need.objects.all()])
    yield _list(
        "services",
        _("Who helps"),
        [t for row in Service.objects.all() for t in (row.summary, row.phone_note)],
    )
    stays = published().timeline.stays
    of_stays = [text for stay in stays for text in (stay.note, *(change.message for change in stay.changes))]
    yield _list("permanences", _("Sentences about dates"), of_stays)
    yield _list(
        "mots", _("Words"), [t for row in Word.objects.all() for t in (row.term, row.meaning, row.example)]
    )


def _list(key: str, title: str, found: Iterable[str]) -> Subject:
    return Subject(key, title, "", tuple(texts.once(found)))
