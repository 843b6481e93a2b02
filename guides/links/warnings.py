"""Dead links of published guides, for the mediators' desk."""

from collections.abc import Iterable

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from core import dates
from core.desk import Warning
from guides.links.dead import dead_links
from guides.models import GuidePage
from guides.plain_language import reading


def of_request(request: HttpRequest) -> Iterable[Warning]:
    """One for each dead link of each guide. Guides are read only when there is a dead link."""
    if not request.user.has_perm("schedule.change_permanence"):
        return
    dead = dead_links(request)
    for guide in GuidePage.objects.live().order_by("path") if dead else ():
        for url in reading.links(guide):
            if url in dead:
                said = _("A link of the guide “%(guide)s” has not answered since %(day)s: %(url)s")
                words = {"guide": guide.title, "day": dates.plain_date(dead[url]), "url": url}
                edit = reverse("wagtailadmin_pages:edit", args=[guide.pk])
                yield Warning(said % words, _("Correct it"), edit)
