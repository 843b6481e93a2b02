"""User accounts in the back office: coordinators manage them, and nobody makes superusers there."""

from wagtail.users.views.users import UserViewSet


class NoSuperuserMixin:
    """The box that gives every right cannot be ticked here: only `manage.py createsuperuser` does it."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        if "is_superuser" in self.fields:  # it is not, for one's own account
            self.fields["is_superuser"].disabled = True


class TeamUserViewSet(UserViewSet):
    def get_form_class(self, for_update: bool = False) -> type:
        form = super().get_form_class(for_update)
        return type(form.__name__, (NoSuperuserMixin, form), {})
