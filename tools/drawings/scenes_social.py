"""Who sees what one shows on a social network."""

from tools.drawings.devices import phone
from tools.drawings.gestures import touch, touch_box, zoom
from tools.drawings.pen import LINE, at, bars, box, disc, path, write
from tools.drawings.people import head
from tools.drawings.scene import scene
from tools.drawings.screens import rows, touch_row
from tools.drawings.symbols import symbol

SCENES = [
    scene(
        "menu",
        "Ouvrir le menu",
        "Un doigt touche les 3 traits du menu, en haut de l’écran.",
        zoom(366, 90, 610, 140, 104, symbol("menu", 0, 0, 150)),
        phone(
            110,
            symbol("person", 44, 40, 56),
            path("M10 84h232", stroke=LINE, width=5),
            symbol("photo", 126, 190, 170),
            bars(30, 310, 190, 120),
            symbol("menu", 208, 42, 56),
            touch(208, 42, 42),
        ),
    ),
    scene(
        "publications-2-confidentialite",
        "Ouvrir la confidentialité",
        "Dans le menu, un doigt touche la ligne des réglages, avec une roue et un cadenas.",
        zoom(380, 174, 610, 140, 108, symbol("gear", -36, 0, 100), symbol("padlock", 46, 0, 100)),
        phone(120, rows(("friends", "gear", "calendar", "photo", "question")), touch_row(1)),
    ),
    scene(
        "publications-3-amis",
        "Choisir « Amis »",
        "Parmi 3 choix, un doigt touche « Amis », entre le monde entier et soi seul.",
        phone(
            120,
            *(symbol(s, 52, y, 72) for s, y in (("globe", 68), ("friends", 200), ("padlock", 332))),
            bars(110, 68, 120),
            bars(110, 332, 120),
            write("Amis", 168, 200, 50),
            touch_box(4, 146, 244, 108),
        ),
        symbol("friends", 620, 170, 260),
    ),
    scene(
        "publications-4-anciennes",
        "Protéger les anciennes publications",
        "Un cadenas ferme une pile de vieilles photos.",
        *(at(250, 250, box(-150, -120, 300, 240, 10), turn=turn) for turn in (-16, -8)),
        at(250, 250, box(-150, -120, 300, 240, 10), symbol("photo", 0, 0, 220)),
        symbol("padlock", 430, 350, 190),
        symbol("clock", 640, 150, 170),
    ),
    scene(
        "publications-5-profil",
        "Cacher son numéro et sa date de naissance",
        "Sur une page de profil, le numéro de téléphone et la date de naissance sont cachés.",
        phone(
            120,
            at(126, 80, head("long"), scale=0.9),
            *(
                symbol(s, 46, y, 66) + bars(94, y, 80) + symbol("eye-shut", 212, y, 60)
                for s, y in (("handset", 210), ("calendar", 290), ("house", 364))
            ),
        ),
        symbol("eye-shut", 610, 250, 280),
    ),
    scene(
        "publications-6-tri",
        "Trier ses amis",
        "Dans la liste, une personne connue est gardée et une personne inconnue est retirée.",
        *(
            box(70, y, 660, 200, 24)
            + bars(310, y + 78, 200, 140, step=44, thick=16)
            + symbol(sign, 640, y + 100, 130)
            for y, sign in ((30, "check"), (270, "cross"))
        ),
        at(190, 134, head("long")),
        disc(190, 370, 66, fill=LINE),
        write("?", 190, 370, 96),
    ),
]
