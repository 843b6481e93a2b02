"""Who may sign in."""

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import Permission
from django.db.models import Q, QuerySet

# .invalid never resolves (RFC 2606 §2): no real person can have such an address.
DEMO_DOMAIN = "@demo.invalid"


class AccountBackend(ModelBackend):
    """Django's own, except that the demo accounts do not exist outside a demo.

    Their passwords are printed by `make run`, so a database that once held demo content must not
    open its door on a real server.
    """

    def user_can_authenticate(self, user: AbstractBaseUser) -> bool:
        is_demo = getattr(user, "email", "").endswith(DEMO_DOMAIN)
        return super().user_can_authenticate(user) and (settings.DEMO or not is_demo)

    def get_user(self, user_id: int) -> AbstractBaseUser | None:
        """With the profile, which every screen of the back office reads: one query instead of two."""
        user = self.people().filter(pk=user_id).first()
        return user if user and self.user_can_authenticate(user) else None

    def people(self) -> QuerySet:
        return get_user_model().objects.select_related("wagtail_userprofile")

    def get_all_permissions(self, user_obj: AbstractBaseUser, obj=None) -> set[str]:
        """Django's own answer, their own and their groups' rights in one query."""
        if not user_obj.is_active or user_obj.is_anonymous or obj is not None or user_obj.is_superuser:
            return super().get_all_permissions(user_obj, obj)
        if not hasattr(user_obj, "_perm_cache"):
            granted = Permission.objects.filter(Q(group__user=user_obj) | Q(user=user_obj))
            names = granted.values_list("content_type__app_label", "codename").order_by().distinct()
            user_obj._perm_cache = {f"{label}.{codename}" for label, codename in names}
        return user_obj._perm_cache
