"""A poster is made by a form, printed from its code, and checked by the same code.

Making one writes a row, so it takes a POST: from anyone, without a cookie (core.origin), within limits.
"""

from datetime import date
from http import HTTPStatus

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from core import caching, clock, codes, limits, paper
from core.addresses import client_address
from core.origin import is_ours
from schedule import addresses, listing
from schedule.actions.make_poster import make_poster
from schedule.agenda import published
from schedule.models import Poster
from schedule.posters import checking, content, sheet
from schedule.posters.content import Format, Subject
from schedule.presenting import answer_for
from schedule.timeline import Scope, ScopeKind
from schedule.timeline.printed import Announced, Standing

# Of one address on one day: the caravan's own Wi-Fi is one; and of all together.
OF_ONE_ADDRESS, OF_ALL = 40, 1000
MINUTE = 60


class SeeOther(HttpResponseRedirect):
    status_code = HTTPStatus.SEE_OTHER


@require_http_methods(["GET", "HEAD", "POST"])
@csrf_exempt  # without a cookie there is no token to compare with: see core.origin
def make(request: HttpRequest, commune: str, place: str = "", stay: int = 0) -> HttpResponse:
    if request.method != "POST":
        return _offer(request, content.find(published(request), commune, place, stay))
    # What is printed is true now, whatever moment somebody of the team is looking at.
    agenda, at = published(), clock.now()
    subject = content.find(agenda, commune, place, stay)
    if not is_ours(request):
        return _offer(request, subject, "foreign", HTTPStatus.FORBIDDEN)
    form = _format(request.POST.get("format", ""))
    shown = sheet.fitting(agenda, subject, at, form)
    if shown is None:
        return SeeOther(request.path)
    kept = content.frozen(shown)
    said = {"about": subject.about.key, "digest": content.digest(kept)}
    day = clock.local_day(at)
    is_new = not Poster.objects.filter(day=day, **said).exists()
    if is_new and not request.user.has_perm("schedule.add_change") and not _may_make(request, day):
        return _offer(request, subject, "many", HTTPStatus.TOO_MANY_REQUESTS)
    ends = content.last_end(shown.sessions)
    poster = make_poster(**said, title=subject.title, snapshot=kept, last_end=ends, at=at)
    return SeeOther(reverse("poster_file", args=[poster.code, form.value]))


@require_safe
def on_paper(request: HttpRequest, code: str, form: str) -> HttpResponse:
    """The pages. Nobody gets another copy of a poster that is no longer right: it leads to what changed."""
    poster = _poster(code)
    wanted = _format(form)
    if content.read(poster.snapshot).number_of_lines > wanted.lines or not sheet.fits(poster, wanted):
        raise Http404
    at = clock.instant(request)
    found = checking.verdict(poster, Announced(published(request).timeline, at))
    if found.standing is not Standing.RIGHT:
        return redirect("poster_check", poster.code)
    words = {"poster": poster, "check_url": reverse("poster_check", args=[poster.code])}
    try:
        made = paper.pdf(sheet.html(request, poster, wanted), sheet.STYLE)
    except paper.NoPaperError:
        return render(request, "schedule/posters/no_paper.html", words, status=503)
    except paper.BusyError:
        return paper.in_a_moment(render(request, "schedule/posters/soon.html", words, status=503))
    response = paper.file(made, f"affiche-{poster.code}-{wanted}.pdf")
    return caching.public(response, request, at, found.changes_at)


@require_safe
def check(request: HttpRequest, code: str) -> HttpResponse:
    """Where the QR code leads. An unknown code (mistyped, or of a very old poster) gets the form."""
    at, agenda = clock.instant(request), published(request)
    poster = Poster.objects.filter(code=codes.typed(code)).first()
    if poster is None:
        return _find(request, code, HTTPStatus.NOT_FOUND)
    shown = checking.checked(agenda, at, poster)
    words = {
        "checked": shown,
        "page_url": checking.page(shown),
        "poster_url": addresses.poster(shown.anew) if shown.anew and shown.days else "",
        "list_url": _list(request),
    }
    response = render(request, "schedule/posters/check.html", words)
    return caching.public(response, request, at, shown.changes_at)


@require_safe
def find(request: HttpRequest) -> HttpResponse:
    """For those whose telephone reads no QR code."""
    asked = request.GET.get("code", "").strip()
    if Poster.objects.filter(code=codes.typed(asked)).exists():
        return redirect("poster_check", codes.typed(asked))
    return _find(request, asked)


@require_safe
def short(request: HttpRequest, code: str) -> HttpResponse:
    """/p/<code>: the page of the place, wherever it is now; archived ones say where to go."""
    wanted = codes.typed(code)
    places = published(request).every_place
    found = next((place for place in places if wanted and place.code == wanted), None)
    if found is None:
        raise Http404
    response = redirect(found.url)
    response["Cache-Control"] = f"public, max-age={MINUTE}"
    return response


@require_safe
def sms(request: HttpRequest, commune: str, place: str) -> HttpResponse:
    agenda, at = published(request), clock.instant(request)
    wanted = (commune, place)
    about = next((p for p in agenda.every_place if (p.commune.slug, p.slug) == wanted), None)
    if about is None:
        raise Http404
    scope = Scope(ScopeKind.PLACE, about.id)
    days = listing.coming_days(agenda.timeline, at, scope, content.Format.A4.lines)
    words = {"place": about, "days": days}
    response = render(request, "schedule/sms.txt", words, content_type="text/plain; charset=utf-8")
    response["X-Robots-Tag"] = "noindex"
    found = answer_for(agenda, at, scope)
    return caching.public(response, request, at, listing.changes_at(at, days, found.changes_at))


def _may_make(request: HttpRequest, day: date) -> bool:
    """Visitors only: the team may cover a town with posters in one morning."""
    return limits.take({f"poster {client_address(request)}": OF_ONE_ADDRESS, "posters": OF_ALL}, day)


def _offer(
    request: HttpRequest, subject: Subject, problem: str = "", status: HTTPStatus = HTTPStatus.OK
) -> HttpResponse:
    """The formats, and what will stand on them."""
    agenda, at = published(request), clock.instant(request)
    large, small = (sheet.fitting(agenda, subject, at, form) for form in (Format.A4, Format.CARD))
    about = subject.place or subject.commune
    stays = content.coming_stays(agenda, subject.place, at) if subject.place and not subject.stay else []
    words = {
        "subject": subject,
        "large": large,
        "small": small,
        "page_url": about.url,
        "stays": stays,
        "has_paper": paper.is_available(),
        "problem": problem,
        "list_url": _list(request),
    }
    response = render(request, "schedule/posters/make.html", words, status=status)
    first_end = min(one.end for one in large.sessions) if large else None
    return caching.public(response, request, at, listing.changes_at(at, (), first_end))


def _find(request: HttpRequest, asked: str, status: HTTPStatus = HTTPStatus.OK) -> HttpResponse:
    words = {"asked": asked[:40]}
    response = render(request, "schedule/posters/find.html", words, status=status)
    return caching.public(response, request, clock.instant(request))


def _poster(code: str) -> Poster:
    return get_object_or_404(Poster, code=codes.typed(code))


def _list(request: HttpRequest) -> str:
    """Where somebody of the team came from, and goes on; "" for visitors."""
    return reverse("schedule_posters") if request.user.has_perm("schedule.add_change") else ""


def _format(word: str) -> Format:
    try:
        return Format(word)
    except ValueError:
        raise Http404 from None
