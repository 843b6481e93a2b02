"""The draft that a new guide begins with: what was pasted, inside a good skeleton."""

from collections.abc import Iterable, Sequence
from itertools import zip_longest
from typing import Any

from django import forms
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.images.models import AbstractImage
from wagtail.models import PageSubscription
from wagtail.rich_text import RichText

from guides.models import CollectionPage, GuideIndexPage, GuidePage
from guides.pasting import PastedStep

# Steps without words: Wagtail keeps them in a draft and refuses to publish them until they are filled in.
STEPS_OF_A_MODEL = 5


@transaction.atomic
def start_guide(
    shelf: GuideIndexPage,
    user: Any,
    *,
    title: str,
    summary: str,
    collections: Iterable[CollectionPage],
    steps: Sequence[PastedStep],
    photos: Sequence[forms.ModelForm | None],
) -> GuidePage:
    """Writes it as Wagtail's own form does: a page that is not public, its first version, its log entry.

    The photos stand in the order of the steps; None where a step has none.
    """
    guide = GuidePage(title=title, summary=summary, owner=user, live=False)
    steps = steps or [PastedStep("")] * (len(photos) or STEPS_OF_A_MODEL)
    pictures = [
        form and _kept(form, f"{title}, {number}", steps[number - 1].title)
        for number, form in enumerate(photos, 1)
    ]
    guide.needs = [("need", "")]
    guide.body = [*(_step(*pair) for pair in zip_longest(steps, pictures)), ("warning", _scams())]
    guide.trouble = [("trouble", {"problem": "", "solution": ""})]
    guide.collections = list(collections)
    shelf.add_child(instance=guide)
    guide.save_revision(user=user, log_action=True, clean=False)
    PageSubscription.objects.create(page=guide, user=user, comment_notifications=True)
    return guide


def _kept(form: forms.ModelForm, title: str, alt: str) -> AbstractImage:
    """In the library. Its first description is the action: the checks then ask for a better one."""
    form.instance.title = title[:255]
    image = form.save()
    image.contextual_alt_text, image.decorative = alt, False
    return image


def _step(step: PastedStep, picture: AbstractImage | None) -> tuple[str, dict[str, Any]]:
    fields = {"expect": step.expect, "trouble": step.trouble, "tip": step.tip, "variants": []}
    return "step", fields | {"title": step.title, "text": RichText(step.html), "picture": picture}


def _scams() -> dict[str, Any]:
    text = _(
        "Nobody of a real service asks for your password or for a code you received. Hang up, and ask us."
    )
    return {
        "about": "arnaque",
        "title": _("Never give your password"),
        "text": RichText(f"<p>{text}</p>"),
    }
