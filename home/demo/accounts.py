"""The demo accounts, one per role. They exist only where DEMO is set, and open no door anywhere else."""

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from wagtail.users.models import UserProfile

from core.accounts import DEMO_DOMAIN

ACCOUNTS = {
    "mediatrice": ("Médiatrices et médiateurs", "caravane-2026"),
    "contributrice": ("Contributrices et contributeurs", "fiche-2026"),
    "coordination": ("Coordination", "tournee-2026"),
}
FIRST_NAMES = {
    "mediatrice": "Médiatrice",
    "contributrice": "Contributrice",
    "coordination": "Coordination",
}


def load_accounts() -> dict[str, str]:
    """Names and passwords of the demo accounts; none outside a demo."""
    if not settings.DEMO:
        return {}
    for name, (group, password) in ACCOUNTS.items():
        user, is_new = get_user_model().objects.get_or_create(
            username=name, defaults={"email": f"{name}{DEMO_DOMAIN}", "first_name": FIRST_NAMES[name]}
        )
        if is_new:
            user.set_password(password)
            user.save()
            user.groups.add(Group.objects.get(name=group))
            UserProfile.objects.get_or_create(user=user, defaults={"preferred_language": "fr"})
    return {name: password for name, (_, password) in ACCOUNTS.items()}
