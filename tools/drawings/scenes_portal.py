"""An account on the landlord’s portal."""

from tools.drawings.devices import letter, notice, phone, tablet
from tools.drawings.gestures import arrow, frame, press, touch_box, zoom
from tools.drawings.pen import LINE, SOFT, bars, box, path, write
from tools.drawings.scene import scene
from tools.drawings.screens import button, field
from tools.drawings.symbols import symbol

SCENES = [
    scene(
        "compte-1-numero",
        "Trouver son numéro de client",
        "Sur la lettre du bailleur, le numéro de client et l’adresse du site sont entourés.",
        notice(
            120,
            30,
            write("N° 482 915", 165, 180, 48, 250),
            bars(40, 262, 250, 200),
            write("www.…", 150, 350, 48),
            frame(24, 140, 282, 80),
            frame(50, 310, 200, 80),
        ),
        zoom(440, 210, 640, 130, 100, symbol("person", 0, 0, 110)),
        press(376, 372, turn=-66),
    ),
    scene(
        "compte-3-premiere-connexion",
        "Choisir la première connexion",
        "Sous les 2 cases de connexion, un doigt touche le bouton « Créer ».",
        phone(
            120,
            field(20, sign="person"),
            field(104, sign="padlock"),
            path("M20 210h212", stroke=LINE, width=5),
            button(256, "Créer"),
            touch_box(6, 248, 240, 82, turn=-66),
        ),
        symbol("person", 570, 150, 190),
        symbol("more", 700, 110, 100),
    ),
    scene(
        "compte-4-informations",
        "Écrire ses informations",
        "Le numéro de la lettre est recopié dans une case sur le téléphone.",
        notice(40, 30, write("482 915", 165, 190, 60), bars(40, 290, 250, 200, 230), frame(30, 142, 270, 92)),
        arrow(370, 220, 446, 220),
        phone(
            480,
            field(40, "---", sign="person"),
            field(132, "482 915"),
            field(224, "---", sign="envelope"),
            button(320, "OK"),
        ),
    ),
    scene(
        "compte-7-papiers",
        "Chercher ses papiers",
        "Dans le compte, un doigt touche le dossier des papiers, à côté du loyer et des messages.",
        tablet(
            40,
            96,
            *(
                box(14 + 212 * i, 14 + 142 * j, 200, 130, 14, fill=SOFT, width=6)
                + symbol(sign, 114 + 212 * i, 79 + 142 * j, 92)
                for i, j, sign in ((0, 0, "coin"), (1, 0, "folder"), (0, 1, "envelope"), (1, 1, "handset"))
            ),
            touch_box(220, 8, 212, 142, turn=-50),
        ),
        letter(
            590,
            30,
            symbol("building", 46, 50, 56),
            bars(84, 42, 56, 40, step=26),
            bars(26, 110, 110, 80, 110),
            w=170,
            h=200,
        ),
    ),
    scene(
        "confirmer-e-mail",
        "Confirmer son adresse e-mail",
        "Dans un e-mail reçu à l’instant, un doigt touche le lien souligné.",
        zoom(376, 250, 630, 140, 110, symbol("envelope", 0, 0, 140)),
        phone(
            110,
            symbol("envelope", 44, 44, 66),
            bars(92, 36, 140, 90, step=30),
            path("M10 88h232", stroke=LINE, width=5),
            bars(24, 126, 200, 170),
            path("M36 220h180", width=20),
            path("M30 246h192", width=7),
            touch_box(14, 186, 224, 84, turn=-66),
            bars(24, 310, 200, 150),
        ),
    ),
    scene(
        "deconnexion",
        "Fermer son compte en partant",
        "Un doigt touche le bouton « Déconnexion », avec une flèche qui sort d’une porte.",
        zoom(396, 210, 620, 150, 116, symbol("leave", 0, 0, 140)),
        phone(
            120,
            symbol("person", 126, 80, 110),
            button(166, "Déconnexion", x=2, w=248),
            touch_box(0, 162, 252, 74),
        ),
    ),
]
