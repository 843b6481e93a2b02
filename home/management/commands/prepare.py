from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand

from core import clock
from home.demo.load import load_demo
from home.demo.pages import build_site, follow_base_url
from home.models import HomePage
from schedule.listing import local_day


class Command(BaseCommand):
    help = (
        "Prépare tout ce qu’il faut avant de servir le site : base de données, pages, fichiers statiques. "
        "Une base vide reçoit le contenu de démonstration si DEMO est activé, sinon les seules pages fixes."
    )

    def handle(self, *args, **options) -> None:
        call_command("migrate", interactive=False, verbosity=0)
        if not HomePage.objects.exists():
            if settings.DEMO:
                load_demo(local_day(clock.now()))
            else:
                build_site()
        follow_base_url()
        call_command("collectstatic", interactive=False, verbosity=0)
