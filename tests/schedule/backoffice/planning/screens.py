"""The two screens of a permanence, as a browser opens and sends them."""

from django.http import HttpResponse

from schedule.models import Permanence
from tests.schedule.backoffice.screens import ADD_PERMANENCE, page, typed

TYPED_DATES = {"dates-first": "2027-03-02", "dates-last": "2027-03-19"}
PUBLISH = {"action-publish": "action-publish"}


def edit_url(permanence: Permanence) -> str:
    return f"/admin/snippets/schedule/permanence/edit/{permanence.pk}/"


def send(client, url: str = ADD_PERMANENCE, *, publish: bool = True, **changed) -> HttpResponse:
    """Opens the form, changes some fields, and presses a button."""
    fields = typed(client.get(url)) | changed
    return client.post(url, fields | (PUBLISH if publish else {}), follow=True)


def again(client, response: HttpResponse, url: str, **changed) -> HttpResponse:
    """Sends the form that came back, as it stands, with some fields changed."""
    return client.post(url, typed(response) | PUBLISH | changed, follow=True)


def panel(response: HttpResponse, heading: str) -> str:
    """What the panel over the form says, on one line; "" when there is none."""
    found = page(response).select_one(f"section[aria-labelledby={heading}]")
    return " ".join(found.get_text(" ", strip=True).split()) if found else ""
