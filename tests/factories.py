"""Makes what a test needs. What matters for the test stands in the test."""

from datetime import date, time
from itertools import count

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group

from guides.models import Check, CollectionPage, GuideIndexPage, GuidePage, Word
from home.models import Need, Service
from schedule.actions.plan_permanence import plan_permanence
from schedule.models import Caravan, Permanence
from schedule.pages import AgendaPage, CommunePage, PlacePage
from schedule.recurrence import WeeklyDates

MORNING, AFTERNOON = (time(9, 30), time(12, 30)), (time(14), time(17))
TUESDAY_TO_FRIDAY = frozenset({1, 2, 3, 4})
MEDIATORS, COORDINATION = "Médiatrices et médiateurs", "Coordination"
CONTRIBUTORS = "Contributrices et contributeurs"
_number = count(1)


def caravan(**fields) -> Caravan:
    number = next(_number)
    return Caravan.objects.create(**{"name": f"Caravane {number}", "slug": f"caravane-{number}"} | fields)


def commune(title: str = "Couëron", **fields) -> CommunePage:
    fields = {"postcode": "44220", "insee_code": "44047"} | fields
    return _published(AgendaPage.objects.get(), CommunePage(title=title, **fields))


def place(title: str = "Résidence du Lac", parent: CommunePage | None = None, **fields) -> PlacePage:
    parent = parent or CommunePage.objects.first() or commune()
    return _published(parent, PlacePage(title=title, **fields))


def guide(title: str = "Payer son loyer", **fields) -> GuidePage:
    """A published guide, in the collections given (in the only one there is, without any)."""
    collections = fields.pop("collections", None)
    page = GuidePage(title=title, **{"summary": "Vous saurez payer."} | fields)
    page.collections = list(CollectionPage.objects.all()[:1]) if collections is None else collections
    return _published(GuideIndexPage.objects.get(), page)


def collection(slug: str = "mon-logement", **fields) -> CollectionPage:
    fields = {"slug": slug, "title": slug.replace("-", " ").capitalize()} | fields
    return _published(GuideIndexPage.objects.get(), CollectionPage(**fields))


def check(guide: GuidePage, day: date, by: str = "", **fields) -> Check:
    return Check.objects.create(guide=guide, day=day, by=by, **fields)


def word(term: str, meaning: str = "Ce que cela veut dire.", **fields) -> Word:
    made = Word(term=term, meaning=meaning, **{"example": "Un exemple de tous les jours."} | fields)
    made.full_clean(exclude=["slug"])  # no form shows it
    made.save()
    return made


def stay(
    first: date, last: date, *, at: PlacePage | None = None, by: Caravan | None = None, **fields
) -> Permanence:
    """A published permanence, Tuesday to Friday, morning and afternoon."""
    dates = WeeklyDates(first, last, TUESDAY_TO_FRIDAY)
    defaults = {
        "place": at or place(),
        "caravan": by or Caravan.objects.first() or caravan(),
        "dates": dates,
        "hours": (MORNING, AFTERNOON),
    }
    return plan_permanence(**defaults | fields)


def need(title: str = "Payer mon loyer", slug: str = "loyer", **fields) -> Need:
    return Need.objects.create(title=title, slug=slug, **fields)


def service(name: str = "Caf", *, needs=(), communes=(), **fields) -> Service:
    defaults = {
        "summary": "Elle vous aide.",
        "source_url": "https://source.example/",
        "checked_on": date(2026, 11, 1),
    }
    found = Service.objects.create(name=name, **defaults | fields)
    found.needs.set(needs)
    found.communes.set(communes)
    return found


def user(name: str = "mediatrice", group: str = MEDIATORS):
    found = get_user_model().objects.create_user(name, f"{name}@example.org", "mot-de-passe")
    found.groups.add(Group.objects.get(name=group))
    return found


def _published(parent, page):
    parent = type(parent).objects.get(pk=parent.pk)
    parent.add_child(instance=page)
    page.save_revision().publish()
    return type(page).objects.get(pk=page.pk)
