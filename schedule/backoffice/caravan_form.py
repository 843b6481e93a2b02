"""The form of a caravan."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from wagtail.admin.forms import WagtailAdminModelForm

from schedule import addresses
from schedule.models import Feed
from schedule.timeline import Scope, ScopeKind


class CaravanForm(WagtailAdminModelForm):
    def clean_slug(self) -> str:
        """Calendars are subscribed to the address: it is never given to another caravan."""
        slug = self.cleaned_data["slug"]
        own = Scope(ScopeKind.CARAVAN, self.instance.pk).key if self.instance.pk else ""
        if Feed.objects.promised(addresses.caravan_feed(slug), besides=own):
            raise ValidationError(
                _("This address has been given out for another calendar. Please choose another one.")
            )
        return slug
