"""The posters that are no longer right. Those whose dates have all passed leave by themselves.

Anybody may make posters, and as many as the limits allow: what many copies say is compared once, and what
was made last is looked at first. What all posters of a place or town get wrong stands in one group.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import islice

from django.db.models import Count, Max, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core import clock, dates
from core.desk import Warning
from schedule import addresses
from schedule.agenda import Agenda, published
from schedule.models import Poster
from schedule.posters import checking, content
from schedule.timeline import Stay
from schedule.timeline.printed import About, AboutKind, Announced, Standing, Verdict

# Different ones, compared at each look at the desk; when there are more, the list says so.
MOST_COMPARED = 3000
MOST_TOLD = 4
# What was said to be replaced can be put back for so long.
LATELY, MOST_TAKEN_DOWN = timedelta(days=7), 40


@dataclass(frozen=True, slots=True)
class Print:
    """`pk` and `code` are those of the last poster that says it, `what` tells it from the others in words."""

    pk: int
    code: str
    printed_on: date
    what: str


@dataclass(frozen=True, slots=True)
class WrongPosters:
    """Those about one place, town or stay, the newest first. `digests` are all that they say.

    `wrong` says what has changed; `more_wrong` and `more_prints` count what has no room. `again_url`: ""
    when it has no page.
    """

    about: str
    title: str
    number: int
    digests: frozenset[str]
    prints: tuple[Print, ...]
    more_prints: int
    wrong: tuple[str, ...]
    more_wrong: int
    again_url: str

    @property
    def last(self) -> Print:
        return self.prints[0]


@dataclass(frozen=True, slots=True)
class TakenDown:
    """Posters of which somebody has said that they are replaced. `pk` is that of the last one."""

    pk: int
    title: str
    number: int
    day: date


@dataclass(frozen=True, slots=True)
class WrongList:
    """`is_cut`: there are older posters that were not compared."""

    groups: tuple[WrongPosters, ...]
    is_cut: bool

    @property
    def number(self) -> int:
        return sum(group.number for group in self.groups)


def wrong_posters(agenda: Agenda, at: datetime) -> WrongList:
    """In two queries."""
    different = _hanging(at).order_by().values("about", "digest").annotate(last=Max("pk")).values("last")
    found = Poster.objects.filter(pk__in=different).order_by("-pk")[: MOST_COMPARED + 1]
    compared = list(found)
    about: dict[str, list[tuple[Poster, Verdict]]] = {}
    for poster, verdict in _wrong(Announced(agenda.timeline, at), islice(compared, MOST_COMPARED)):
        about.setdefault(poster.about, []).append((poster, verdict))
    copies = _copies(at, about)
    groups = tuple(_group(agenda, at, of_one, copies) for of_one in about.values())
    return WrongList(groups, is_cut=len(compared) > MOST_COMPARED)


def about_this(found: WrongList, stay: Stay) -> int:
    """How many of them speak of this stay, of its place or of its town."""
    kinds = {
        AboutKind.STAY: stay.id,
        AboutKind.PLACE: stay.place.id,
        AboutKind.COMMUNE: stay.place.commune.id,
    }
    keys = {About(kind, pk).key for kind, pk in kinds.items()}
    return sum(group.number for group in found.groups if group.about in keys)


def taken_down(at: datetime) -> list[TakenDown]:
    """Those of the last days, the latest first: whoever pressed by mistake puts them back."""
    rows = Poster.objects.filter(replaced_at__gt=at - LATELY, last_end__gt=at).order_by("-replaced_at", "-pk")
    found: dict[tuple[str, datetime | None], list[Poster]] = {}
    for poster in rows[:MOST_TAKEN_DOWN]:
        found.setdefault((poster.about, poster.replaced_at), []).append(poster)
    return [
        TakenDown(of_one[0].pk, _title(of_one[0]), len(of_one), clock.local_day(when))
        for (_about, when), of_one in found.items()
        if when
    ]


def warnings(request: HttpRequest) -> list[Warning]:
    """One line on the desk, for those who can replace posters."""
    if not request.user.has_perm("schedule.add_change"):
        return []
    found = wrong_posters(published(request), clock.instant(request))
    if not found.groups:
        return []
    said = ngettext(
        "%(number)s poster in the halls is no longer right: %(first)s.",
        "%(number)s posters in the halls are no longer right: %(first)s.",
        found.number,
    )
    words = {"number": found.number, "first": found.groups[0].title}
    return [Warning(said % words, _("See which"), reverse("schedule_posters"))]


def _hanging(at: datetime) -> QuerySet[Poster]:
    return Poster.objects.filter(replaced_at=None, last_end__gt=at)


def _copies(at: datetime, about: Iterable[str]) -> Counter[tuple[str, str]]:
    """How many posters about this say the same, by (about, digest)."""
    rows = _hanging(at).filter(about__in=list(about)).order_by().values_list("about", "digest")
    return Counter({(key, digest): number for key, digest, number in rows.annotate(Count("pk"))})


def _wrong(announced: Announced, posters: Iterable[Poster]) -> Iterator[tuple[Poster, Verdict]]:
    settled = checking.Settled(announced)
    for poster in posters:
        if settled.holds(poster):
            continue
        found = checking.verdict(poster, announced)
        if found.standing is Standing.WRONG:
            yield poster, found


def _group(
    agenda: Agenda, at: datetime, of_one: list[tuple[Poster, Verdict]], copies: Counter[tuple[str, str]]
) -> WrongPosters:
    posters = [poster for poster, _verdict in of_one]
    last, about = posters[0], checking.anew(agenda, posters[0], at)
    number = sum(copies[poster.about, poster.digest] for poster in posters)
    prints = tuple(Print(poster.pk, poster.code, poster.day, _what(poster)) for poster in posters[:MOST_TOLD])
    wrong = list(dict.fromkeys(line for poster, verdict in of_one for line in _told(poster, verdict)))
    return WrongPosters(
        about=last.about,
        title=_title(last),
        number=number,
        digests=frozenset(poster.digest for poster in posters),
        prints=prints,
        more_prints=number - len(prints),
        wrong=tuple(wrong[:MOST_TOLD]),
        more_wrong=max(0, len(wrong) - MOST_TOLD),
        again_url=addresses.poster(about) if about else "",
    )


def _title(poster: Poster) -> str:
    if About.of_key(poster.about).kind is AboutKind.STAY:
        return _("%(place)s, one stay only") % {"place": poster.title}
    return poster.title


def _what(poster: Poster) -> str:
    """« Cartes pour le frigo, 4 dates du … au … ». How it was printed is not kept: it is read from how much
    it says, and where that does not tell, both are named.
    """
    shown = content.read(poster.snapshot)
    if shown.number_of_lines > content.Format.CARD.lines:
        kind = _("Poster")
    else:
        kind = _("Cards for the fridge") if shown.goes_on else _("Poster or cards for the fridge")
    said = ngettext(
        "%(kind)s, on %(first)s",
        "%(kind)s, %(number)s dates from %(first)s to %(last)s",
        shown.number_of_days,
    )
    first, last = dates.short_date(shown.first_day), dates.short_date(shown.last_day)
    return said % {"kind": kind, "number": shown.number_of_days, "first": first, "last": last}


def _told(poster: Poster, verdict: Verdict) -> Iterator[str]:
    for day in checking.told(verdict.differences, content.read(poster.snapshot)):
        for one in day.told:
            words = {"day": dates.long_date(day.day), "was": one.was, "now": one.whole}
            yield _("%(day)s, %(was)s: %(now)s") % words
