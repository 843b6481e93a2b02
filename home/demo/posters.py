"""One poster of the demo, printed on the day that it is loaded."""

from datetime import date, datetime, time

from django.utils.timezone import get_default_timezone

from schedule.agenda import published
from schedule.models import Poster
from schedule.posters import content, sheet
from schedule.posters.content import Format

CODE = "k7fx3r"
COMMUNE, PLACE = "sainte-luce-sur-loire", "residence-de-la-petite-voile"


def load_poster(today: date) -> None:
    if Poster.objects.filter(code=CODE).exists():
        return
    agenda, at = published(), datetime.combine(today, time(9), get_default_timezone())
    subject = content.find(agenda, COMMUNE, PLACE)
    shown = sheet.fitting(agenda, subject, at, Format.A4)
    if shown is None:
        return
    kept = content.frozen(shown)
    Poster.objects.create(
        code=CODE,
        about=subject.about.key,
        title=subject.title,
        day=today,
        digest=content.digest(kept),
        made_at=at,
        last_end=content.last_end(shown.sessions),
        snapshot=kept,
    )
