"""Housing aid."""

from tools.drawings.devices import door, laptop, letter, month, phone
from tools.drawings.gestures import arrow, frame, pointer
from tools.drawings.pen import PAPER, at, bars, path, write
from tools.drawings.scene import scene
from tools.drawings.screens import address_bar, bubble, button, field
from tools.drawings.symbols import badge, symbol

SCENES = [
    scene(
        "apl-1-simulation",
        "Estimer son aide",
        "Le téléphone fait un calcul d’essai : le loyer, puis une aide en euros.",
        phone(110, symbol("calculator", 126, 130, 200), bars(40, 290, 170, 120, 170)),
        arrow(420, 250, 490, 250),
        symbol("house", 640, 160, 200),
        write("? €", 640, 360, 120),
    ),
    scene(
        "apl-2-demande",
        "Ouvrir la demande",
        "Sur l’écran d’un ordinateur, la souris montre le bouton « Demande », à côté d’une maison.",
        laptop(
            140,
            50,
            address_bar("www."),
            symbol("house", 110, 180, 130),
            bars(214, 110, 220, 160),
            button(176, "Demande", x=206, w=250),
            frame(196, 166, 270, 86),
        ),
        pointer(586, 308, 1.9),
    ),
    scene(
        "apl-3-une-cle",
        "Entrer avec un compte déjà ouvert",
        "Une seule clé ouvre les portes de plusieurs services publics.",
        symbol("key", 400, 90, 220),
        path("M400 160v40M145 240v-40h510v40M400 200v40", width=12),
        at(80, 232, door(0, 0, "bank", PAPER)),
        door(325, 232, "heart", PAPER),
        door(570, 232, "house", PAPER),
    ),
    scene(
        "apl-4-logement",
        "Décrire son logement",
        "Les informations du bail sont recopiées dans les cases du téléphone.",
        letter(
            60,
            40,
            symbol("house", 80, 80, 100),
            symbol("key", 200, 84, 100),
            bars(40, 180, 220, 180, 220),
            symbol("pen", 240, 340, 90),
            path("M40 360q30-40 50 0t60-10", width=9),
            w=300,
            h=420,
        ),
        arrow(390, 240, 450, 240),
        phone(
            490,
            field(30, "---", sign="house"),
            field(122, "---", sign="calendar"),
            field(214, "412 €", sign="coin"),
            button(316, "OK"),
        ),
    ),
    scene(
        "apl-9-suivi",
        "Suivre son dossier chaque semaine",
        "Une fois par semaine, on ouvre son dossier pour lire les nouveaux messages.",
        month(50, 110, w=300, h=310, marked=(2, 7, 12, 17)),
        arrow(380, 260, 440, 260),
        phone(
            480,
            symbol("folder", 126, 110, 160),
            bubble(30, 220, 192, 110),
            bars(56, 258, 140, 90),
            badge(1, 214, 224, 48),
        ),
    ),
]
