"""The project's addresses, and before them a view that does nothing, behind the same middleware."""

from django.http import HttpRequest, HttpResponse
from django.urls import path

from bench.addresses import BARE_VIEW
from config import urls


def bare(request: HttpRequest) -> HttpResponse:
    return HttpResponse("ok")


urlpatterns = [path(BARE_VIEW.path.lstrip("/"), bare), *urls.urlpatterns]
