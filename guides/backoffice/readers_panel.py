"""« Ce que disent les lecteurs »: read by whoever edits a guide, before the fields."""

from wagtail.admin.panels import Panel

from core import clock
from guides.backoffice.standing import standing
from guides.opinions.tallies import DAYS, voices


class ReadersPanel(Panel):
    """Read-only; only on a guide that is public. Its button belongs to a form outside of the page's own
    (templates/wagtailadmin/pages/edit.html): a form cannot stand inside another.
    """

    class BoundPanel(Panel.BoundPanel):
        template_name = "guides/backoffice/readers_panel.html"

        def is_shown(self) -> bool:
            return bool(self.instance.pk and self.instance.live)

        class Media:
            css = {"all": ["backoffice/guides.css"]}

        def get_context_data(self, parent_context=None) -> dict:
            guide, today = self.instance, clock.local_day(clock.instant(self.request))
            check = guide.checks.first()
            day, by = (check.day, check.by) if check else (None, "")
            said = voices(guide.pk, guide.body, today)
            return super().get_context_data(parent_context) | {
                "days": DAYS,
                "voices": said,
                "standing": standing(day, by, guide.check_every, today, said.tally),
                "may_check": guide.permissions_for_user(self.request.user).can_publish(),
            }
