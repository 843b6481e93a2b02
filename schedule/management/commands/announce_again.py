from django.core.management.base import BaseCommand

from schedule.feeds.announcing import announce_again


class Command(BaseCommand):
    help = (
        "À lancer après avoir remis une ancienne sauvegarde : annonce de nouveau toutes les séances à venir, "
        "pour que les calendriers qui avaient lu une version plus récente reprennent celle-ci."
    )

    def handle(self, *args, **options) -> None:
        announce_again()
        self.stdout.write("Les séances à venir sont annoncées de nouveau.")
