"""Social housing."""

from tools.drawings.devices import card, letter, month, phone
from tools.drawings.gestures import frame, press, touch_box
from tools.drawings.pen import FOCUS, LINE, bars, box, path, write
from tools.drawings.people import elder, someone
from tools.drawings.scene import scene
from tools.drawings.screens import button, field, rows, touch_row
from tools.drawings.symbols import symbol

SCENES = [
    scene(
        "creer-compte",
        "Créer son espace personnel",
        "3 cases à remplir : le nom, l’adresse e-mail, le mot de passe, puis le bouton « Créer ».",
        phone(
            120,
            field(6, "---", sign="person"),
            field(80, "---", sign="envelope"),
            field(154, "***", sign="padlock"),
            button(258, "Créer"),
            touch_box(6, 250, 240, 82, turn=-66),
        ),
        symbol("folder", 620, 120, 190),
        symbol("key", 640, 250, 120),
    ),
    scene(
        "logement-5-raison",
        "Expliquer pourquoi on cherche",
        "Dans une liste de raisons, un doigt touche le logement trop petit.",
        phone(80, rows(("house", "coin", "heart", "wheelchair", "friends")), touch_row(0)),
        box(520, 60, 240, 210, 8, width=12),
        someone(576, 262, 0.62),
        elder(646, 262, 0.62),
        someone(712, 262, 0.44, clothes=LINE),
    ),
    scene(
        "logement-6-communes",
        "Choisir les communes et le logement",
        "Sur une carte, 3 communes sont choisies, à côté du plan d’un logement de 3 pièces.",
        box(40, 50, 420, 400, 16, width=10),
        path("M48 180q120 60 200-20t204 10M190 58q30 180-20 384", stroke=LINE, width=16),
        *(symbol("pin", x, y, 120) for x, y in ((120, 150), (330, 120), (310, 330))),
        box(520, 110, 240, 280, 4, width=12),
        path("M520 250h90M690 250h70M640 110v80M640 230v20", width=12),
        write("1", 580, 180, 64),
        write("2", 704, 180, 64),
        write("3", 640, 326, 64),
    ),
    scene(
        "logement-8-numero",
        "Garder son numéro unique",
        "Sur l’attestation, le numéro unique et la date sont entourés.",
        letter(
            120,
            30,
            symbol("house", 62, 70, 90),
            bars(130, 54, 150, 100),
            write("N° 0449…", 165, 180, 52, 250),
            symbol("calendar", 90, 300, 76),
            bars(150, 300, 120),
            bars(40, 390, 240),
            frame(24, 138, 282, 84),
            frame(32, 250, 264, 100),
            w=330,
            h=440,
        ),
        press(420, 238, turn=-50),
        symbol("folder", 660, 120, 180),
    ),
    scene(
        "logement-9-chaque-annee",
        "Renouveler chaque année",
        "Un calendrier, une flèche qui fait le tour et « 1 an » : la demande se refait chaque année.",
        month(70, 100, w=320, h=330, marked=(13,)),
        path("M500 270a120 120 0 1 1 60 96", width=18),
        path("M618 330l-58 36l10 64", width=18),
        write("1 an", 612, 262, 76),
    ),
    scene(
        "papiers-a-plat",
        "Préparer les photos de ses papiers",
        "Un papier et les 2 côtés d’une carte sont posés à plat sur une table, près d’un appareil photo.",
        box(30, 40, 740, 420, 24, fill=LINE, width=10),
        letter(
            80,
            90,
            symbol("coin", 66, 66, 80),
            bars(124, 50, 90, 60),
            bars(34, 140, 180, 140, 180, 120),
            w=250,
            h=320,
        ),
        path("M56 130V66h64M290 66h64v64M56 370v64h64M290 434h64v-64", stroke=FOCUS, width=16),
        card(410, 90, symbol("person", 56, 72, 80), bars(112, 54, 80, 50, step=36), w=220, h=140),
        card(410, 270, bars(30, 40, 160, 110, 160), w=220, h=140),
        symbol("camera", 700, 250, 110),
    ),
]
