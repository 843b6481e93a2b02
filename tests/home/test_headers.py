"""What the public scanners of headers ask for, criterion by criterion, on whatever the site answers.

The lists: Mozilla's HTTP Observatory (« Tests and scoring »: A+ from 100 points on; here 125, or 130 once
the address is on the browsers' preload list) and securityheaders.com (A+: its six headers and no warning).
"""

import re
import runpy
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from bs4 import BeautifulSoup
from django.conf import settings
from django.core.files.base import ContentFile
from django.test import Client
from wagtail.documents import get_document_model
from wagtail.images import get_image_model

from core import first_look, paper, styles
from core.middleware import PERMISSIONS
from home.models import StandardPage
from schedule.pages import PlacePage
from tests import factories
from tests.conftest import PARIS, ROOT

pytestmark = [pytest.mark.django_db, pytest.mark.appearance]

HALF_A_YEAR = 15_768_000  # seconds: the least that the Observatory accepts
OPEN_TO_ALL = ("calendar", "news", "now")


class _Broken:
    """A view that fails, for the page that says so."""

    def __init__(self, *_args, **_kwargs) -> None:
        raise RuntimeError("on purpose")


def _busy(*_args) -> bytes:
    raise paper.BusyError


def shared_picture(answer) -> str:
    page = BeautifulSoup(answer.content, "html.parser")
    return urlsplit(page.select_one("meta[property='og:image']")["content"]).path


@pytest.fixture(scope="module")
def https() -> dict:
    """The settings of an installation whose address is https."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("BASE_URL", "https://testserver")
        made = runpy.run_path(str(ROOT / "site/config/settings.py"))
    names = ("SECURE_", "SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE")
    return {name: value for name, value in made.items() if name.startswith(names)}


@pytest.fixture(scope="module")
def answers(demo, https, django_db_blocker) -> Iterator[dict]:
    """One answer of each kind, over https, by name."""
    with django_db_blocker.unblock(), pytest.MonkeyPatch.context() as patch:
        for name, value in https.items():
            patch.setattr(settings, name, value)
        at = datetime.fromisoformat("2026-11-24 10:00").replace(tzinfo=PARIS)
        patch.setattr("core.clock.now", lambda: at)
        patch.setattr("core.clock.timestamp", at.timestamp)
        for name in ("one.js", "one.css", "one.svg"):
            (Path(settings.STATIC_ROOT) / name).write_text("/* */")
        client = Client(raise_request_exception=False)
        place = PlacePage.objects.live().first()
        picture = get_image_model().objects.first()
        document = get_document_model().objects.create(title="Un", file=ContentFile(b"%PDF-", "un.pdf"))
        addresses = {
            "home": "/",
            "home in Arabic": "/ar/",
            "place": place.url,
            "place in Arabic": f"/ar{place.url}",
            "short address": f"/p/{place.code}/",
            "message": f"{place.url}sms.txt",
            "poster": f"{place.url}affiche/",
            "poster on paper": "/affiches/k7fx3r/a4.pdf",
            "is the poster right": "/affiches/k7fx3r/",
            "agenda": "/permanences/?vue=mois",
            "subscribe": "/permanences/s-abonner/",
            "guide": "/guides/payer-son-loyer-en-ligne/",
            "search": "/recherche/?q=loyer",
            "sign-in": "/admin/login/",
            "guide on paper": "/guides/payer-son-loyer-en-ligne/imprimer.pdf",
            "calendar": f"{place.url}calendrier.ics",
            "news": "/permanences/changements.atom",
            "now": "/permanences/maintenant.json",
            "site map": "/sitemap.xml",
            "robots": "/robots.txt",
            "health": "/healthz",
            "worker": "/sw.js",
            "manifest": "/manifeste/",
            "without network": "/hors-ligne/",
            "script": "/static/one.js",
            "style sheet": "/static/one.css",
            "picture of the site": "/static/one.svg",
            "uploaded picture": f"/media/{picture.file.name}",
            "uploaded document": document.url,
            "redirection": "/guides",
            "redirection of a language": "/ar",
            "not found": "/rien/",
            "not found in Arabic": "/ar/rien/",
            "file not found": "/static/rien.js",
            "calendar not found": "/rien/calendrier.ics",
        }
        found = {name: client.get(address, secure=True) for name, address in addresses.items()}
        found["shared picture"] = client.get(shared_picture(found["home"]), secure=True)
        found["http"] = client.get("/")
        found["not allowed"] = client.post("/permanences/calendrier.ics", secure=True)
        elsewhere = {"Origin": "https://elsewhere.example"}
        asked = {"format": "a3"}
        found["from elsewhere"] = client.post(addresses["poster"], asked, headers=elsewhere, secure=True)
        patch.setattr("schedule.posters.views.OF_ALL", 0)
        found["too many"] = client.post(addresses["poster"], asked, secure=True)
        patch.setattr("core.paper.pdf", _busy)
        found["in a moment"] = client.get(addresses["guide on paper"], secure=True)
        patch.setattr("home.views.render", _Broken)
        found["server error"] = client.get("/recherche/", secure=True)
        yield found
        document.file.delete()


@pytest.fixture
def headers(answers) -> dict[str, Mapping[str, str]]:
    return {name: answer.headers for name, answer in answers.items()}


def failing(headers: dict, is_right: Callable[[Mapping[str, str]], object]) -> list[str]:
    return [name for name, given in headers.items() if not is_right(given)]


def policy(given: Mapping[str, str]) -> dict[str, str]:
    parts = (part.strip().partition(" ") for part in given["Content-Security-Policy"].split(";"))
    return {name: value for name, _, value in parts}


def public(headers: dict) -> dict:
    return {name: given for name, given in headers.items() if name != "sign-in"}


def test_each_kind_of_answer_is_the_one_that_is_meant(answers):
    status = {name: answer.status_code for name, answer in answers.items() if answer.status_code != 200}

    assert status == {
        "short address": 302,
        "redirection": 301,
        "redirection of a language": 308,
        "http": 301,
        "from elsewhere": 403,
        "not found": 404,
        "not found in Arabic": 404,
        "file not found": 404,
        "calendar not found": 404,
        "not allowed": 405,
        "too many": 429,
        "server error": 500,
        "in a moment": 503,
    }


def test_observatory_csp_default_src_none_and_nothing_unsafe(headers):
    """« csp-implemented-with-no-unsafe-default-src-none »: +10."""
    everything = " ".join(given["Content-Security-Policy"] for given in public(headers).values())

    assert failing(public(headers), lambda given: policy(given)["default-src"] == "'none'") == []
    assert re.findall(r"unsafe-\w+|http:|https:|data:|blob:|\*", everything) == []


def test_the_policy_of_pages_is_this_one_and_no_other(headers):
    assert policy(headers["home"]) == {
        "default-src": "'none'",
        "script-src": f"'self' {first_look.ALLOWED}",
        "style-src": " ".join(["'self'", *styles.allowed()]),
        "font-src": "'self'",
        "img-src": "'self'",
        "connect-src": "'self'",
        "manifest-src": "'self'",
        "worker-src": "'self'",
        "base-uri": "'none'",
        "form-action": "'self'",
        "frame-ancestors": "'none'",
    }


def test_observatory_csp_of_a_worker_lets_it_fetch(headers):
    """The policy of a service worker is that of its own file."""
    assert policy(headers["worker"])["connect-src"] == "'self'"


def test_the_back_office_may_do_what_wagtail_needs_and_still_be_framed_by_itself_alone(headers):
    given = policy(headers["sign-in"])

    assert given["script-src"] == "'self' 'unsafe-inline'"
    assert given["style-src"] == "'self' 'unsafe-inline'"
    assert (given["default-src"], given["frame-ancestors"], given["form-action"]) == ("'self'",) * 3


@pytest.mark.django_db
def test_a_page_that_is_previewed_may_do_what_the_back_office_may(demo, client):
    """A digest would make browsers forget « unsafe-inline », which the checks of Wagtail's own bar need."""
    client.force_login(factories.user("qui-relit", factories.MEDIATORS))
    page = StandardPage.objects.first()

    given = policy(client.get(f"/admin/pages/{page.pk}/view_draft/", secure=True).headers)

    assert given["style-src"] == "'self' 'unsafe-inline'"


def test_observatory_cookies_none_for_visitors(headers):
    assert failing(public(headers), lambda given: "Set-Cookie" not in given) == []


def test_observatory_cookies_of_the_team_are_for_https_and_for_this_site_only(answers):
    cookies = answers["sign-in"].cookies.values()

    assert [cookie.key for cookie in cookies if not (cookie["secure"] and cookie["samesite"])] == []


def test_observatory_cross_origin_sharing_only_of_what_is_open_to_all(headers):
    """« cross-origin-resource-sharing »: `*` on a page would cost 50 points."""
    shared = [name for name, given in headers.items() if "Access-Control-Allow-Origin" in given]

    assert set(shared) == set(OPEN_TO_ALL)
    assert failing(headers, lambda given: "Access-Control-Allow-Credentials" not in given) == []


def test_observatory_redirection_goes_from_http_to_https_of_the_same_host_at_once(answers):
    """« redirection-to-https »."""
    assert answers["http"]["Location"] == "https://testserver/"


def test_observatory_referrer_policy_is_private(headers):
    """« referrer-policy-private »: +5."""
    assert failing(headers, lambda given: given["Referrer-Policy"] == "same-origin") == []


def test_observatory_strict_transport_security_for_half_a_year_and_for_the_preload_list(headers):
    """RFC 6797 §7.2: never over http."""
    given = headers["home"]["Strict-Transport-Security"]

    assert "Strict-Transport-Security" not in headers["http"]
    assert int(re.search(r"max-age=(\d+)", given)[1]) >= max(HALF_A_YEAR, 31_536_000)
    assert {"includeSubDomains", "preload"} <= set(given.split("; "))
    secure = {name: headers[name] for name in headers if name != "http"}
    assert failing(secure, lambda said: said.get("Strict-Transport-Security") == given) == []


def test_observatory_subresource_integrity_is_not_needed_as_every_script_is_ours(answers):
    """« sri-not-implemented-but-all-scripts-loaded-from-secure-origin »."""
    # The one that stands inside the page is allowed by its digest: see the policy.
    page = BeautifulSoup(answers["home"].content, "html.parser")
    files = [script["src"] for script in page.select("script[src]")]

    assert [address for address in files if not address.startswith("/static/")] == []


def test_observatory_x_content_type_options(headers):
    assert failing(headers, lambda given: given["X-Content-Type-Options"] == "nosniff") == []


def test_observatory_x_frame_options_by_the_policy_too(headers):
    """« x-frame-options-implemented-via-csp »: +5. Wagtail's documents have a stricter policy."""
    pages = {name: given for name, given in public(headers).items() if name != "uploaded document"}

    assert failing(pages, lambda given: policy(given)["frame-ancestors"] == "'none'") == []
    assert failing(public(headers), lambda given: given["X-Frame-Options"] == "DENY") == []


def test_observatory_cross_origin_resource_policy(headers):
    """« cross-origin-resource-policy-implemented-with-same-origin »: +10."""
    assert failing(headers, lambda given: given["Cross-Origin-Resource-Policy"] == "same-origin") == []


def test_securityheaders_permissions_policy_gives_away_two_things_and_nothing_else(headers):
    pages = {name: given for name, given in headers.items() if given["Content-Type"].startswith("text/html")}

    assert len(pages) > 8
    assert failing(pages, lambda given: given["Permissions-Policy"] == PERMISSIONS) == []
    allowed = [part for part in PERMISSIONS.split(", ") if not part.endswith("=()")]
    assert allowed == ["geolocation=(self)", "clipboard-write=(self)"]


def test_securityheaders_cross_origin_opener_policy(headers):
    assert failing(headers, lambda given: given["Cross-Origin-Opener-Policy"] == "same-origin") == []


def test_securityheaders_nothing_says_what_the_server_is_made_of(headers):
    """What granian itself says is looked at in tests/e2e/test_first_view.py."""
    spoken = ("Server", "X-Powered-By", "X-AspNet-Version", "X-Generator", "Via")

    assert failing(headers, lambda given: not [name for name in spoken if name in given]) == []


def test_every_answer_says_what_its_body_is(answers):
    """Without a type, nosniff has nothing to hold to."""
    assert [name for name, one in answers.items() if "/" not in one.get("Content-Type", "")] == []
    assert answers["script"]["Content-Type"].startswith("text/javascript")
    assert answers["picture of the site"]["Content-Type"] == "image/svg+xml"


@pytest.mark.parametrize("kind", ["svg", "html", "js"])
def test_nobody_can_upload_a_picture_or_a_document_that_runs_scripts(kind):
    assert kind not in settings.WAGTAILIMAGES_EXTENSIONS
    assert kind not in settings.WAGTAILDOCS_EXTENSIONS
