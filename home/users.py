"""User accounts in the back office: coordinators manage them, and nobody makes superusers there."""

from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin.widgets.button import Button
from wagtail.users.views.users import EditView, UserViewSet

from home.accounts.managing import may_reset
from home.accounts.second_factor import device_of


class NoSuperuserMixin:
    """The box that gives every right cannot be ticked here: only `manage.py createsuperuser` does it."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        if "is_superuser" in self.fields:  # it is not, for one's own account
            self.fields["is_superuser"].disabled = True


class TeamEditView(EditView):
    @property
    def header_more_buttons(self) -> list[Button]:
        """A lost phone is helped from the page of the person."""
        buttons = list(super().header_more_buttons)
        if may_reset(self.request.user, self.object) and device_of(self.object):
            url = reverse("reset_second_factor", args=[self.object.pk])
            buttons.append(
                Button(_("Phone lost: take the code away"), url=url, icon_name="lock", priority=50)
            )
        return buttons


class TeamUserViewSet(UserViewSet):
    edit_view_class = TeamEditView

    def get_form_class(self, for_update: bool = False) -> type:
        form = super().get_form_class(for_update)
        return type(form.__name__, (NoSuperuserMixin, form), {})
