from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError

from home.accounts.second_factor import remove


class Command(BaseCommand):
    help = "Retire le code de connexion d’un compte (téléphone et codes de secours perdus)."

    def add_arguments(self, parser) -> None:
        parser.add_argument("username", help="le nom du compte")

    def handle(self, *, username: str, **_options) -> None:
        person = get_user_model().objects.filter(username=username).first()
        if person is None:
            raise CommandError(f"Aucun compte ne s’appelle « {username} ».")
        if not remove(person):
            raise CommandError(f"Le compte « {username} » n’a pas de code de connexion.")
        self.stdout.write(f"Le compte « {username} » se connecte avec son seul mot de passe.")
