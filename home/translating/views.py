"""« Traductions »: what lacks a translation, page by page, and the way to a translator and back."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.permissions import page_permission_policy

from core import languages
from core.languages import Language
from home.translating import exchange, keeping
from home.translating.forms import CatalogueForm, SubjectForm
from home.translating.subjects import known, other_languages, standings, subject

TITLE = gettext_lazy("Translations")
LARGEST_FILE = 2_000_000  # bytes; all texts of the demo weigh a fiftieth of it


def may_translate(request: HttpRequest) -> bool:
    """Those who publish: a translation is public at once."""
    return page_permission_policy.user_has_any_permission(request.user, ["publish"])


class TranslationsMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return may_translate(request)


def menu_item() -> MenuItem:
    return TranslationsMenuItem(TITLE, reverse("translations"), "translations", icon_name="globe", order=40)


@require_safe
def list_of_subjects(request: HttpRequest) -> HttpResponse:
    _check(request)
    return _show_list(request, CatalogueForm())


@require_http_methods(["GET", "HEAD", "POST"])
def one_subject(request: HttpRequest, key: str) -> HttpResponse:
    _check(request)
    found = subject(key)
    if found is None:
        messages.warning(request, _("This page is not there any more."))
        return redirect("translations")
    form = SubjectForm(found, known(found.texts), request.POST if request.method == "POST" else None)
    if request.method == "POST":
        form.is_valid()
        changed = form.save()
        if changed or not form.aside:
            messages.success(request, _said(changed))
        if not (form.errors or form.aside or form.homeless):
            return redirect("translations")
        if form.aside:
            messages.warning(request, _aside(len(form.aside)))
        if form.errors:
            messages.error(request, _("Something is to be corrected below; all the rest is saved."))
    words = {"form": form, "subject": found, "rows": form.rows()}
    words["missing"] = [row for row in words["rows"] if row.is_missing]
    return render(request, "home/backoffice/translating/subject.html", words)


@require_safe
def catalogue(request: HttpRequest, code: str) -> HttpResponse:
    _check(request)
    language = _language(code)
    response = HttpResponse(
        exchange.written(language.code), content_type="text/x-gettext-translation; charset=utf-8"
    )
    response["Content-Disposition"] = f'attachment; filename="traductions-{language.code}.po"'
    return response


@require_POST
def bring_back(request: HttpRequest, code: str) -> HttpResponse:
    _check(request)
    language, form = _language(code), CatalogueForm(request.POST, request.FILES)
    if not form.is_valid():
        return _show_list(request, form)
    try:
        file = form.cleaned_data["file"]
        if file.size > LARGEST_FILE:
            raise exchange.UnreadableFile
        imported = exchange.read(language.code, file.read().decode("utf-8-sig"))
    except (exchange.UnreadableFile, UnicodeDecodeError):
        form.add_error(
            "file",
            _("This file cannot be read. It must be a .po file, such as the one you can download here."),
        )
        return _show_list(request, form)
    except exchange.OtherLanguage as error:
        words = {"language": language.name, "other": _called(str(error))}
        form.add_error(
            "file",
            _("This file is not in “%(language)s”: it says that it is in “%(other)s”. Nothing was saved.")
            % words,
        )
        return _show_list(request, form)
    keeping.tell_import(language, imported.changed, request.user)
    said = ngettext(
        "%(number)s translation is saved.", "%(number)s translations are saved.", imported.changed
    )
    messages.success(request, said % {"number": imported.changed})
    if imported.unknown:
        words = ngettext(
            "%(number)s text is not on the site any more: it was left out.",
            "%(number)s texts are not on the site any more: they were left out.",
            imported.unknown,
        )
        messages.warning(request, words % {"number": imported.unknown})
    for source in imported.refused:
        messages.error(
            request,
            _("Left out, for its marks < > are not those of the French text: “%(text)s”") % {"text": source},
        )
    if imported.aside:  # shown at once: nowhere else would the words of the file be read again
        messages.warning(request, _aside(len(imported.aside)))
        return _show_list(request, CatalogueForm(), language, imported.aside)
    return redirect("translations")


def _said(number: int) -> str:
    words = ngettext("%(number)s translation is saved.", "%(number)s translations are saved.", number)
    return words % {"number": number}


def _called(code: str) -> str:
    return next((one.name for one in languages.known() if one.code == code), code)


def _aside(number: int) -> str:
    words = ngettext(
        "%(number)s translation is not saved: somebody has changed it meanwhile. Both are below.",
        "%(number)s translations are not saved: somebody has changed them meanwhile. Both are below.",
        number,
    )
    return words % {"number": number}


def _show_list(
    request: HttpRequest,
    form: CatalogueForm,
    language: Language | None = None,
    aside: tuple[exchange.Aside, ...] = (),
) -> HttpResponse:
    """`aside`: what a file in this language would have replaced."""
    found = standings()
    words = {
        "missing": [one for one in found if not one.is_complete],
        "complete": [one for one in found if one.is_complete],
        "languages": other_languages(),
        "form": form,
        "aside": aside,
        "language": language,
    }
    return render(request, "home/backoffice/translating/subjects.html", words)


def _check(request: HttpRequest) -> None:
    if not may_translate(request):
        raise PermissionDenied


def _language(code: str) -> Language:
    found = next((one for one in other_languages() if one.code == code), None)
    if found is None:
        raise Http404
    return found
