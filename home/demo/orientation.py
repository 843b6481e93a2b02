"""The partners, the needs, and who helps with them. What exists already is left as it is."""

from home.demo import texts
from home.models import Need, Partner, Service
from schedule.pages import CommunePage

LINKS = ("needs", "communes")


def load_partners() -> None:
    for number, row in enumerate(texts.table("partners")):
        Partner.objects.get_or_create(name=row["name"], defaults=row | {"position": number})


def load_needs() -> None:
    for number, row in enumerate(texts.table("needs")):
        Need.objects.get_or_create(slug=row["slug"], defaults=row | {"position": number})


def load_services() -> None:
    for number, row in enumerate(texts.table("services")):
        fields = {name: value for name, value in row.items() if name not in LINKS}
        service, is_new = Service.objects.get_or_create(
            name=row["name"], defaults=fields | {"position": number}
        )
        if is_new:
            service.needs.set(Need.objects.filter(slug__in=row["needs"]))
            service.communes.set(CommunePage.objects.filter(slug__in=row["communes"]))
