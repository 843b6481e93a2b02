"""What happens to the schedule, for Wagtail's log: each action with its name and what it says of an entry."""

from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import LogActionRegistry, LogFormatter

from schedule.backoffice.history import sentences

LABELS = {
    "schedule.cancel": _("Cancel"),
    "schedule.move": _("Move"),
    "schedule.hours": _("Other hours"),
    "schedule.late": _("Late"),
    "schedule.arrived": _("Arrived"),
    "schedule.restore": _("Restore"),
    "schedule.archive": _("Archive"),
    "schedule.unarchive": _("Take out of the archive"),
    "schedule.poster_replaced": _("Poster replaced"),
    "schedule.poster_put_back": _("Poster put back on the list"),
}


class ScheduleFormatter(LogFormatter):
    """For the history that Wagtail shows of one permanence or of one page."""

    def format_message(self, log_entry) -> str:
        data = log_entry.data
        parts = (
            sentences.of_schedule(log_entry.action, data, ""),
            sentences.why(data),
            sentences.said(data),
        )
        return " – ".join(part for part in parts if part)


def register(actions: LogActionRegistry) -> None:
    for name, label in LABELS.items():
        actions.register_action(name)(type("Formatter", (ScheduleFormatter,), {"label": label}))
