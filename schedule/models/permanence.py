"""A permanence: a series of drop-in sessions at one place."""

from datetime import date, time
from uuid import uuid4

from django.apps import apps
from django.contrib.contenttypes.fields import GenericRelation
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.http import HttpRequest, HttpResponse, QueryDict
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.models import DraftStateMixin, LockableMixin, PreviewableMixin, RevisionMixin

from core import dates
from schedule.holidays import holiday_name
from schedule.models.caravan import Caravan
from schedule.models.fields import WeeklyDatesField
from schedule.recurrence import RecurrenceError, WeeklyDates

USUAL_HOURS = ((time(9, 30), time(12, 30)), (time(14), time(17)))
USUAL_WEEKDAYS = frozenset({1, 2, 3, 4})
EARLIEST_HOUR, LATEST_HOUR = time(6), time(22)


class PermanenceQuerySet(models.QuerySet):
    def live(self) -> "PermanenceQuerySet":
        return self.filter(live=True, place__live=True, caravan__isnull=False)


class Permanence(DraftStateMixin, LockableMixin, PreviewableMixin, RevisionMixin, ClusterableModel):
    """Every field may be empty in a draft; what is published has passed the whole form."""

    place = models.ForeignKey(
        "schedule.PlacePage",
        verbose_name=_("place"),
        on_delete=models.PROTECT,
        null=True,
        related_name="permanences",
    )
    caravan = models.ForeignKey(
        Caravan, verbose_name=_("caravan"), on_delete=models.PROTECT, null=True, related_name="permanences"
    )
    dates = WeeklyDatesField(verbose_name=_("dates"), default="")
    open_on_holidays = models.BooleanField(
        _("held on public holidays"),
        default=False,
        help_text=_("The caravan is closed on public holidays unless you tick this."),
    )
    note = models.CharField(
        _("note for residents"),
        max_length=300,
        blank=True,
        help_text=_("One sentence, shown with every date. Leave empty when there is nothing to add."),
    )
    key = models.UUIDField(default=uuid4, editable=False, unique=True)
    starts_on = models.DateField(_("first day"), null=True, editable=False)
    ends_on = models.DateField(_("last day"), null=True, editable=False, db_index=True)
    archived_at = models.DateTimeField(null=True, editable=False)
    _revisions = GenericRelation("wagtailcore.Revision", related_query_name="permanence")

    objects = PermanenceQuerySet.as_manager()

    class Meta:
        ordering = ["-starts_on", "-pk"]
        verbose_name = _("permanence")
        verbose_name_plural = _("permanences")

    def __str__(self) -> str:
        place = self.place.title if self.place else _("Place to be chosen")
        if not (self.starts_on and self.ends_on):
            # Not inside an f-string: gettext's extractor does not look there.
            return ", ".join([str(place), str(_("dates to be chosen"))])
        return f"{place}, {dates.plain_date(self.starts_on)} – {dates.plain_date(self.ends_on)}"

    @property
    def revisions(self):
        return self._revisions

    @property
    def preview_modes(self) -> list[tuple[str, str]]:
        return [("place", _("Page of the place")), ("agenda", _("Calendar"))]

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        """The public page itself. Its dates are those of `request.agenda` (schedule.backoffice.planning)."""
        page = self.place
        if mode_name == "agenda":
            page = apps.get_model("schedule", "AgendaPage").objects.first()
            if self.starts_on:
                request.GET = QueryDict(f"vue=mois&mois={self.starts_on:%Y-%m}")
        if page is None:
            return TemplateResponse(request, "schedule/backoffice/planning/no_preview.html")
        return page.serve_preview(request, page.default_preview_mode)

    @property
    def was_public(self) -> bool:
        """What was public once is archived; only a draft may go without a trace."""
        return self.first_published_at is not None

    def with_content_json(self, content: dict) -> "Permanence":
        found = super().with_content_json(content)
        found.archived_at = self.archived_at  # a matter of the permanence, not of one of its versions
        return found

    def publish(self, revision, *args, **kwargs) -> None:
        """Publishing again takes it out of the archive."""
        self.archived_at = None
        Permanence.objects.filter(pk=self.pk).update(archived_at=None)
        super().publish(revision, *args, **kwargs)

    def is_closed_on(self, day: date) -> bool:
        """A public holiday, for a permanence that is not held on them and does not name the day."""
        region = self.caravan.holiday_region if self.caravan else ""
        return not self.open_on_holidays and day not in self.dates.extra and bool(holiday_name(day, region))

    def full_clean(self, *args, **kwargs) -> None:
        self._note_bounds()
        super().full_clean(*args, **kwargs)

    @transaction.atomic  # Wagtail publishes outside any transaction: nobody may see it without its sessions
    def save(self, *args, **kwargs) -> None:
        self._note_bounds()
        super().save(*args, **kwargs)

    def _note_bounds(self) -> None:
        """`starts_on` and `ends_on` repeat the dates, for lists and queries to sort by."""
        days: list[date] = []
        if isinstance(self.dates, WeeklyDates):
            try:
                self.dates.check()
                days = list(self.dates)
            except RecurrenceError:
                days = []
        self.starts_on, self.ends_on = (days[0], days[-1]) if days else (None, None)


class Session(models.Model):
    """One time slot of every day of the permanence. `key` is its name for good, in calendars."""

    permanence = ParentalKey(Permanence, on_delete=models.CASCADE, related_name="sessions")
    start = models.TimeField(_("from"), null=True)
    end = models.TimeField(_("to"), null=True)
    key = models.UUIDField(default=uuid4, editable=False, unique=True)

    class Meta:
        ordering = ["start", "pk"]
        verbose_name = _("session")
        verbose_name_plural = _("sessions")

    def __str__(self) -> str:
        return dates.hours(self.start, self.end) if self.start and self.end else str(_("hours to be chosen"))

    @transaction.atomic  # the stamp that says so moves along (schedule.stamping)
    def save(self, *args, **kwargs) -> None:
        super().save(*args, **kwargs)

    def clean(self) -> None:
        check_hours(self.start, self.end)


def check_hours(start: time | None, end: time | None) -> None:
    """Raises ValidationError on the field at fault. Hours left open are not this function's concern."""
    if start and end and end <= start:
        raise ValidationError({"end": _("The end must come after the start.")})
    for name, moment in (("start", start), ("end", end)):
        if moment and not EARLIEST_HOUR <= moment <= LATEST_HOUR:
            raise ValidationError({name: _("Please choose an hour between 6 h and 22 h.")})
