"""What every page stands on."""

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.models import Page, PageViewRestriction

from core import caching, clock, translations
from core.cards import Card
from core.stamps import CONTENT, Kept

# For pages whose address is a promise (docs/architecture.md): subscribed calendars stand on it.
FIXED_ADDRESS_PANELS = [
    MultiFieldPanel(
        [FieldPanel("seo_title"), FieldPanel("search_description")], heading=_("For search engines")
    )
]
# And their title by itself: Wagtail's own panel looks for the field of the address, to write it anew.
TITLE_PANELS = [FieldPanel("title", classname="title")]


class BasePage(Page):
    """A public page: one moment per request, and headers that say how long the answer holds.

    `get_context` may put `changes_at` (aware, or None) in the context: the instant from which the
    page would say something else.
    """

    # Most addresses are promises, on posters and in calendars: such a page is never taken off by a date.
    may_expire = False

    class Meta:
        abstract = True

    def clean(self) -> None:
        super().clean()
        if self.expire_at and not self.may_expire:
            said = _("This page has no end: people follow its address. Please leave this date empty.")
            raise ValidationError({"expire_at": said})

    @property
    def description(self) -> str:
        """One sentence for search engines and for results: written for them, or the page's own."""
        texts = (getattr(self, name, "") for name in ("search_description", "summary", "introduction"))
        return next((text for text in texts if text), "")

    def card(self, request: HttpRequest) -> Card | None:
        """What stands on its picture when somebody shares it; None: the picture of the site."""
        return None

    # What it says is the interface's for the most part: dates, places, ways to come.
    is_spoken_by_the_interface = False

    def speaks(self, language: str) -> bool:
        """Whether it is offered in the language as its own: more than a French page in another frame."""
        return self.is_spoken_by_the_interface or translations.has(self.title, language)

    def get_view_restrictions(self) -> QuerySet:
        """Wagtail's own, without looking above this page when no page of the site is private."""
        if _any_restriction.get():
            return super().get_view_restrictions()
        return PageViewRestriction.objects.none()

    def serve(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        at = clock.instant(request)
        response = super().serve(request, *args, **kwargs)
        context = getattr(response, "context_data", None) or {}
        return caching.public(response, request, at, context.get("changes_at"))


_any_restriction = Kept(CONTENT, PageViewRestriction.objects.exists)
