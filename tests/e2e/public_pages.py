"""Every public page, in each of its states: its name, its address and the moment at which it is looked at.

Accessibility, the HTML checker and `make screenshots` go through these lists. A new page, or a new state
of one, is one line here.
"""

from django.conf import settings

PLACE = "/permanences/sainte-luce-sur-loire/residence-de-la-petite-voile/"
BUSY_PLACE = "/permanences/coueron/residence-des-cormiers-blancs/"
WORKDAY = "2026-11-24 10:00"
PAGES = {
    "home, open": ("/", WORKDAY),
    "home, before it opens": ("/", "2026-11-24 08:00"),
    "home, pause": ("/", "2026-11-24 13:00"),
    "home, over for today": ("/", "2026-11-24 18:00"),
    "home, cancelled": ("/", "2026-11-26 10:00"),
    "home, public holiday": ("/", "2026-11-11 10:00"),
    "home, nothing planned": ("/", "2027-07-01 10:00"),
    "agenda, list": ("/permanences/", WORKDAY),
    "agenda, one town": ("/permanences/?commune=nantes", WORKDAY),
    "agenda, month": ("/permanences/?vue=mois&mois=2026-12", WORKDAY),
    "agenda, mistyped address": ("/permanences/?semaine=hier", WORKDAY),
    "town": ("/permanences/coueron/", WORKDAY),
    "place, open": (BUSY_PLACE, WORKDAY),
    "place, moved today": (BUSY_PLACE, "2026-12-02 15:00"),
    "place, nothing planned": (PLACE, "2027-07-01 10:00"),
    "poster, formats": (f"{PLACE}affiche/", WORKDAY),
    "poster, nothing to print": (f"{PLACE}affiche/", "2028-01-10 10:00"),
    "poster, still right": ("/affiches/k7fx3r/", WORKDAY),
    "poster, dates passed": ("/affiches/k7fx3r/", "2028-01-10 10:00"),
    "poster, type its code": ("/affiches/?code=k7fx34", WORKDAY),
    "near me": ("/permanences/pres-de-chez-moi/", WORKDAY),
    "near me, a town": ("/permanences/pres-de-chez-moi/?ou=saint-sebastien", WORKDAY),
    "near me, unknown": ("/permanences/pres-de-chez-moi/?ou=xyzzyq", WORKDAY),
    "poster of a town": ("/permanences/nantes/affiche/", WORKDAY),
    "is a poster right": ("/affiches/", WORKDAY),
    "is a poster right, unknown": ("/affiches/ZZZZ/", WORKDAY),
    "without network": ("/hors-ligne/", WORKDAY),
    "subscribe": ("/permanences/s-abonner/", WORKDAY),
    "subscribe, one town": ("/permanences/s-abonner/?pour=nantes", WORKDAY),
    "subscribe, unknown place": ("/permanences/s-abonner/?pour=ailleurs", WORKDAY),
    "guides": ("/guides/", WORKDAY),
    "guides of one need": ("/guides/payer-mon-loyer/", WORKDAY),
    "words from A to Z": ("/guides/les-mots/", WORKDAY),
    "guides, unknown theme": ("/guides/?theme=rien", WORKDAY),
    "a guide": ("/guides/payer-son-loyer-en-ligne/", WORKDAY),
    "thanks": ("/guides/payer-son-loyer-en-ligne/merci/?avis=oui", WORKDAY),
    "thanks, stuck": ("/guides/payer-son-loyer-en-ligne/merci/?avis=bloque&etape=2", WORKDAY),
    "a guide for one device": ("/guides/faire-un-appel-video/?appareil=iphone", WORKDAY),
    "a guide, not checked for a year": ("/guides/payer-son-loyer-en-ligne/", "2028-01-10 10:00"),
    "partners": ("/partenaires/", WORKDAY),
    "who can help": ("/qui-peut-m-aider/", WORKDAY),
    "who can help, need and town": ("/qui-peut-m-aider/?besoin=loyer&commune=nantes", WORKDAY),
    "who can help, unknown need": ("/qui-peut-m-aider/?besoin=rien", WORKDAY),
    "who can help, checked long ago": ("/qui-peut-m-aider/?besoin=sante", "2028-01-10 10:00"),
    "search, empty": ("/recherche/", WORKDAY),
    "search, results": ("/recherche/?q=loyer", WORKDAY),
    "search, nothing found": ("/recherche/?q=xyzzyq", WORKDAY),
    "about us": ("/le-service/", WORKDAY),
    "accessibility statement": ("/accessibilite/", WORKDAY),
    "accessibility, point by point": ("/accessibilite/criteres/", WORKDAY),
    "legal notice": ("/mentions-legales/", WORKDAY),
    "personal data": ("/donnees-personnelles/", WORKDAY),
    "site map": ("/plan-du-site/", WORKDAY),
    "page not found": ("/cette-page-n-existe-pas/", WORKDAY),
}
# One of each template: what is checked by hand, or changes the layout, is looked at on these.
LAYOUTS = [
    "home, open",
    "home, cancelled",
    "agenda, list",
    "agenda, month",
    "town",
    "place, moved today",
    "place, nothing planned",
    "poster, formats",
    "poster, still right",
    "near me, a town",
    "is a poster right",
    "without network",
    "subscribe",
    "guides",
    "guides of one need",
    "words from A to Z",
    "a guide",
    "thanks, stuck",
    "partners",
    "who can help",
    "who can help, need and town",
    "search, results",
    "search, nothing found",
    "accessibility statement",
    "accessibility, point by point",
    "site map",
    "page not found",
]
# In a language that is read from right to left: each kind of layout, once.
RIGHT_TO_LEFT = [
    "home, open",
    "agenda, list",
    "agenda, month",
    "place, moved today",
    "near me, a town",
    "subscribe",
    "a guide",
    "who can help, need and town",
    "search, results",
    "about us",
    "page not found",
]
RIGHT_TO_LEFT_CODES = [code for code, _ in settings.LANGUAGES if code in ("ar", "fa", "he", "ur")]


def every_page() -> dict[str, tuple[str, str]]:
    """All states in French, then some in each language that is read from right to left."""
    others = {
        f"{name} [{code}]": (f"/{code}{PAGES[name][0]}", PAGES[name][1])
        for code in RIGHT_TO_LEFT_CODES
        for name in RIGHT_TO_LEFT
    }
    return PAGES | others


def layouts() -> list[str]:
    """The names of `every_page` that are looked at more closely."""
    return LAYOUTS + [f"{name} [{code}]" for code in RIGHT_TO_LEFT_CODES for name in RIGHT_TO_LEFT]
