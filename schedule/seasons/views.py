"""« Importer un plan », with what would become of each line first; « Exporter le plan »."""

from datetime import date
from uuid import uuid4

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views import View
from django.views.decorators.http import require_safe
from wagtail.admin import messages

from core import clock
from schedule.listing import local_day
from schedule.seasons import csv_format, example, ics_format, ics_writing
from schedule.seasons.dry_run import Report, dry_run
from schedule.seasons.forms import ExportForm, FileForm
from schedule.seasons.importing import Batch, SeasonRefused, import_season
from schedule.seasons.lines import Reading
from schedule.seasons.naming import Known
from schedule.seasons.sealing import seal, unseal
from schedule.seasons.standing import announced, known, state

ADD, PUBLISH = "schedule.add_permanence", "schedule.publish_permanence"
SEE = tuple(f"schedule.{verb}_permanence" for verb in ("view", "add", "change", "delete", "publish"))
LIST = "wagtailsnippets_schedule_permanence:list"


class ImportView(View):
    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        _check_permission(request, ADD)
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest) -> HttpResponse:
        return _show(request, FileForm())

    def post(self, request: HttpRequest) -> HttpResponse:
        if "plan" in request.POST:
            return self._import(request)
        form = FileForm(request.POST, request.FILES)
        if not form.is_valid():
            return _show(request, form)
        reading = read(form.cleaned_data["file"].read(), known(request))
        report = dry_run(reading, state(request), local_day(clock.instant(request)))
        if report.problem:
            form.add_error("file", report.problem)
            return _show(request, form)
        return _show(request, FileForm(), report, name=form.cleaned_data["file"].name)

    def _import(self, request: HttpRequest) -> HttpResponse:
        is_published = request.POST.get("as") == "published"
        if is_published:
            _check_permission(request, PUBLISH)
        form = FileForm()
        if not (batch := unseal(request.POST["plan"], request.user.pk)):
            messages.error(request, _("Nothing was imported. Please choose the file again."))
            return _show(request, form)
        today = local_day(clock.instant(request))
        try:
            planned = import_season(batch, today=today, publish=is_published, by=request.user)
        except SeasonRefused as refused:
            messages.error(
                request, _("Nothing was imported: something has changed meanwhile. See each line.")
            )
            return _show(request, form, refused.report)
        messages.success(request, _said(len(planned), is_published))
        return redirect(LIST)


def read(content: bytes, about: Known) -> Reading:
    if ics_format.looks_like_one(content):
        return ics_format.read(content, about)
    return csv_format.read(content)


@require_safe
def model(request: HttpRequest) -> HttpResponse:
    """The table to fill in, with a line as an example."""
    _check_permission(request, ADD)
    lines = example.lines(known(request), local_day(clock.instant(request)))
    return _file(csv_format.write(lines), "modele-de-plan.csv")


@require_safe
def export(request: HttpRequest) -> HttpResponse:
    _check_permission(request, *SEE)
    form = ExportForm(initial={"depuis": local_day(clock.instant(request))})
    return render(request, "schedule/backoffice/seasons/export.html", {"form": form})


@require_safe
def export_file(request: HttpRequest, kind: str) -> HttpResponse:
    """`kind` is csv or ics. `depuis` is the day on which a stay must not be over, today if not given."""
    _check_permission(request, *SEE)
    form = ExportForm(request.GET)
    if not form.is_valid():
        return render(request, "schedule/backoffice/seasons/export.html", {"form": form})
    since: date = form.cleaned_data["depuis"] or local_day(clock.instant(request))
    planned = announced(request, since)
    is_table = kind == "csv"
    content = csv_format.write(line for line, _caravan in planned) if is_table else ics_writing.write(planned)
    return _file(content, f"plan-depuis-le-{since}.{kind}")


def _show(
    request: HttpRequest, form: FileForm, report: Report | None = None, *, name: str = ""
) -> HttpResponse:
    plan = seal(Batch(uuid4(), report.lines), request.user.pk) if report and report.lines else ""
    words = {"form": form, "report": report, "name": name, "plan": plan}
    return render(request, "schedule/backoffice/seasons/import.html", words)


def _said(count: int, is_published: bool) -> str:
    if not count:
        return _("There was nothing to add: all these stays are there already.")
    if is_published:
        said = ngettext("%(count)s stay is published.", "%(count)s stays are published.", count)
    else:
        said = ngettext("%(count)s stay is kept as a draft.", "%(count)s stays are kept as drafts.", count)
    return said % {"count": count}


def _check_permission(request: HttpRequest, *any_of: str) -> None:
    if not any(request.user.has_perm(name) for name in any_of):
        raise PermissionDenied


def _file(content: bytes, name: str) -> HttpResponse:
    kind = "text/calendar" if name.endswith(".ics") else "text/csv"
    return HttpResponse(
        content,
        content_type=f"{kind}; charset=utf-8",
        headers={
            "Content-Disposition": f'attachment; filename="{name}"',
            "Cache-Control": "private, no-store",
        },
    )
