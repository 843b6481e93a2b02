from django.apps import apps
from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import Page


@transaction.atomic
def open_place(commune: Page, title: str, address: str = "", *, by: AbstractBaseUser | None = None) -> Page:
    """A new place in a commune, published; its web address is made from its name.

    Asked twice for the same name and address, it gives the same place. Raises ValidationError (`title`,
    `address`) when another place has the name, or when they do not make a page.
    """
    place_page = apps.get_model("schedule", "PlacePage")
    parent = type(commune).objects.select_for_update().get(pk=commune.pk)
    of_commune = place_page.objects.child_of(parent)
    known = next((page for page in of_commune if page.title.casefold() == title.casefold()), None)
    if known and known.live and known.address == address:
        return known
    if known:
        said = _("There is already a place of this name in this town. Please choose it in the list.")
        hidden = _("There is already a place of this name in this town, but its page is not published.")
        raise ValidationError({"title": said if known.live else hidden})
    page = place_page(title=title, address=address, owner=by)
    try:
        parent.add_child(instance=page)
    except ValidationError as error:
        raise _of_the_name(error) from None
    log(instance=page, action="wagtail.create", user=by, content_changed=True)
    page.save_revision(user=by).publish(user=by)
    page.refresh_from_db()
    return page


def _of_the_name(error: ValidationError) -> ValidationError:
    """The web address comes from the name: what is wrong with it is said there."""
    said = dict(error.message_dict)
    if said.pop("slug", None):
        said["title"] = [_("No web address can be made of this name. Please give it some letters.")]
    return ValidationError(said)
