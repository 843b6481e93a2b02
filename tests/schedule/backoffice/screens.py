"""Reads the forms of the back office as a browser would, so that tests send what a person sends."""

from bs4 import BeautifulSoup
from django.http import HttpResponse

ADD_PERMANENCE = "/admin/snippets/schedule/permanence/add/"
ADD_CHANGE = "/admin/snippets/schedule/change/add/"
UPCOMING = "/admin/permanences/prochaines/"


def page(response: HttpResponse) -> BeautifulSoup:
    return BeautifulSoup(response.content, "html.parser")


def typed(response: HttpResponse) -> dict[str, list[str]]:
    """What the form on the page would send if it were sent unchanged."""
    form = page(response).select_one("form[data-edit-form], form#w-editor-form")
    found: dict[str, list[str]] = {}
    for field in form.select("input[name], select[name], textarea[name]"):
        if field.get("type") in ("checkbox", "radio") and not field.has_attr("checked"):
            continue
        if field.name == "select":
            options = field.select("option[selected]") or field.select("option")[:1]
            values = [option.get("value", option.text) for option in options]
        else:
            values = [field.text.strip() if field.name == "textarea" else field.get("value", "")]
        found.setdefault(field["name"], []).extend(values)
    return {name: values for name, values in found.items() if "__prefix__" not in name}


def shown(response: HttpResponse, name: str) -> list[str]:
    """The values of one field, empty lines left out."""
    return [value for value in typed(response).get(name, []) if value]


def errors(response: HttpResponse) -> list[str]:
    """The sentences beside the fields, each once, in the order of the page."""
    found = [note.get_text(" ", strip=True) for note in page(response).select(".error-message")]
    return list(dict.fromkeys(text for text in found if text))


def messages(response: HttpResponse) -> str:
    return " ".join(note.get_text(" ", strip=True) for note in page(response).select(".messages"))
