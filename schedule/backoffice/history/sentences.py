"""One sentence for each entry of the log: « a annulé mardi 24 novembre 2026, de 14 h à 17 h, … ».

Each follows a person's name. Pure: from what the entry holds, so that it can be read when all else is gone.
"""

from collections.abc import Mapping
from datetime import date

from django.utils.translation import gettext as _

from core import dates
from schedule.models import Reason


def sentence(action: str, data: Mapping, label: str, kind: str) -> str:
    """`label` is what the thing was called; `kind` is its type, « schedule.permanence »."""
    what = _named(kind, label)
    if action.startswith("schedule."):
        return of_schedule(action, data, what)
    return _of_wagtail(action) % {"what": what, "number": data.get("number", "")}


def of_schedule(action: str, data: Mapping, what: str) -> str:
    templates = {
        "schedule.cancel": _("cancelled %(what)s"),
        "schedule.move": _("moved %(what)s"),
        "schedule.hours": _("changed the hours of %(what)s"),
        "schedule.late": _("announced a delay on %(what)s"),
        "schedule.arrived": _("announced the arrival on %(what)s"),
        "schedule.restore": _("restored %(what)s"),
        "schedule.archive": _("archived %(what)s"),
        "schedule.unarchive": _("took %(what)s out of the archive"),
        "schedule.poster_replaced": _("replaced %(what)s"),
        "schedule.poster_put_back": _("put %(what)s back on the list"),
    }
    template = templates.get(action, _("changed %(what)s"))
    return (template % {"what": _session(action, data) or what}).strip()


def why(data: Mapping) -> str:
    return str(dict(Reason.choices).get(str(data.get("why", "")), ""))


def said(data: Mapping) -> str:
    return str(data.get("said") or "")


def _session(action: str, data: Mapping) -> str:
    """« mardi 24 novembre 2026, de 14 h à 17 h, Résidence des Tilleuls »; "" when it is about no date."""
    try:
        day = dates.long_date(date.fromisoformat(str(data.get("day", ""))))
    except ValueError:
        return ""
    where = str(data.get("where") or "")
    if action == "schedule.move" and where:
        where = _("to %(place)s") % {"place": where}
    parts = (day, str(data.get("hours") or _("the whole day")), where)
    return ", ".join(part for part in parts if part)


def _named(kind: str, label: str) -> str:
    names = {
        "schedule.permanence": _("the permanence “%(label)s”"),
        "schedule.change": _("the change “%(label)s”"),
        "schedule.caravan": _("the caravan “%(label)s”"),
        "schedule.poster": _("the poster “%(label)s”"),
        "schedule.placepage": _("the place “%(label)s”"),
        "schedule.communepage": _("the town “%(label)s”"),
        "guides.guidepage": _("the guide “%(label)s”"),
        "guides.collectionpage": _("the collection “%(label)s”"),
        "guides.word": _("the word “%(label)s”"),
        "home.need": _("the need “%(label)s”"),
        "home.partner": _("the partner “%(label)s”"),
        "home.service": _("the service “%(label)s”, on the page “Who can help me?”"),
        "home.sitesettings": _("the contact details"),
        "core.translation": _("the translations “%(label)s”"),
        "auth.user": _("the account “%(label)s”"),
        "wagtailimages.image": _("the picture “%(label)s”"),
        "wagtaildocs.document": _("the document “%(label)s”"),
    }
    is_page = kind.endswith("page")
    template = names.get(kind) or (_("the page “%(label)s”") if is_page else "“%(label)s”")
    return template % {"label": label}


def _of_wagtail(action: str) -> str:
    """Those of wagtail/wagtail_hooks.py and wagtail/admin/wagtail_hooks.py that people here bring about,
    and those of guides and home.
    """
    return {
        "wagtail.create": _("created %(what)s"),
        "wagtail.delete": _("deleted %(what)s"),
        "wagtail.publish": _("published %(what)s"),
        "wagtail.publish.scheduled": _("published %(what)s, as was planned"),
        "wagtail.publish.schedule": _("planned the publication of %(what)s"),
        "wagtail.schedule.cancel": _("called off the planned publication of %(what)s"),
        "wagtail.unpublish": _("unpublished %(what)s"),
        "wagtail.unpublish.scheduled": _("unpublished %(what)s, as was planned"),
        "wagtail.lock": _("locked %(what)s"),
        "wagtail.unlock": _("unlocked %(what)s"),
        "wagtail.rename": _("renamed %(what)s"),
        "wagtail.revert": _("went back to a former version of %(what)s"),
        "wagtail.copy": _("copied %(what)s"),
        "wagtail.move": _("moved %(what)s"),
        "wagtail.workflow.start": _("asked to have %(what)s read over"),
        "wagtail.workflow.approve": _("approved %(what)s"),
        "wagtail.workflow.reject": _("sent %(what)s back to be corrected"),
        "wagtail.workflow.resume": _("asked again to have %(what)s read over"),
        "wagtail.workflow.cancel": _("took %(what)s back from being read over"),
        "guides.check": _("checked %(what)s: it is up to date"),
        "guides.undo_check": _("took back today’s check of %(what)s"),
        "home.translations_back": _("took %(what)s back from a file (changed: %(number)s)"),
        "wagtail.view_restriction.create": _("made %(what)s private"),
        "wagtail.view_restriction.delete": _("made %(what)s public"),
    }.get(action, _("changed %(what)s"))
