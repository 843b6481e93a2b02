"""« Cette fiche vous a-t-elle aidé ? »: beside each guide, one address to answer to and one that thanks."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.http import urlencode
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from core import clock, meeting
from core.addresses import client_address
from core.origin import is_ours
from guides.models import GuidePage
from guides.opinions import answers
from guides.opinions.counting import count_opinion

# No person sees this field; whoever fills in all fields that there are is a machine.
TRAP = "site_web"


class SeeOther(HttpResponseRedirect):
    status_code = HTTPStatus.SEE_OTHER


@require_http_methods(["GET", "HEAD", "POST"])
@csrf_exempt  # without a cookie there is no token to compare with: see core.origin
def give(request: HttpRequest, slug: str) -> HttpResponse:
    """What does not count (too much for one day, a machine) is thanked like the rest."""
    guide = _guide(slug)
    if request.method != "POST":
        return redirect(guide.url)
    if not is_ours(request):
        return _unclear(request, guide, HTTPStatus.FORBIDDEN)
    answer = answers.posted(request.POST, answers.step_ids(guide.body))
    if answer is None:
        return _unclear(request, guide, HTTPStatus.BAD_REQUEST)
    if not request.POST.get(TRAP):
        count_opinion(guide.pk, answer, client_address(request), clock.local_day(clock.now()))
    said = {"avis": answer.outcome} | ({"etape": answer.number} if answer.number else {})
    return SeeOther(f"{reverse('guides_thanks', args=[slug])}?{urlencode(said)}")


@require_safe
def thanks(request: HttpRequest, slug: str) -> HttpResponse:
    guide = _guide(slug)
    answer = answers.told(request.GET, answers.step_ids(guide.body))
    words = {
        "guide": guide,
        "answer": answer,
        "back": f"{guide.url}#etape-{answer.number}" if answer.number else guide.url,
        "kept": [(name, request.GET[name]) for name in ("avis", "etape") if name in request.GET],
        "near": meeting.near(request, request.GET.get("commune", "")),
    }
    return _for_nobody_else(render(request, "guides/thanks.html", words))


def _guide(slug: str) -> GuidePage:
    return get_object_or_404(GuidePage.objects.live().public(), slug=slug)


def _unclear(request: HttpRequest, guide: GuidePage, status: HTTPStatus) -> HttpResponse:
    words = {"guide": guide, "is_foreign": status == HTTPStatus.FORBIDDEN}
    return _for_nobody_else(render(request, "guides/unclear_opinion.html", words, status=status))


def _for_nobody_else(response: HttpResponse) -> HttpResponse:
    """An answer to one person at one moment: kept nowhere, and in no search engine."""
    patch_cache_control(response, private=True, no_store=True)
    response["X-Robots-Tag"] = "noindex"
    return response
