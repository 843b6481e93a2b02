"""The landlord’s surveys."""

from tools.drawings.devices import card, letter, notice, phone
from tools.drawings.gestures import frame, press
from tools.drawings.pen import FOCUS, bars, box, path, write
from tools.drawings.people import elder, family, someone
from tools.drawings.scene import scene
from tools.drawings.screens import button, field
from tools.drawings.symbols import symbol

SCENES = [
    scene(
        "enquete-1-lettre",
        "Lire la lettre de l’enquête",
        "Sur la lettre du bailleur, le nom de l’enquête et la date limite sont entourés.",
        notice(
            110,
            30,
            write("SLS", 165, 180, 64),
            bars(40, 272, 250),
            symbol("calendar", 76, 366, 66),
            write("1 mois", 206, 368, 52),
            frame(80, 136, 170, 88),
            frame(22, 312, 284, 108),
        ),
        press(394, 224, turn=-52),
        symbol("clock", 660, 110, 150),
    ),
    scene(
        "enquete-2-verifier",
        "Vérifier que l’enquête est vraie",
        "Le numéro de client sur la lettre est bon signe, une carte bancaire demandée est mauvais signe.",
        notice(
            30,
            30,
            write("N° 482 915", 165, 190, 48, 250),
            bars(40, 290, 250, 200, 230),
            frame(24, 148, 282, 84),
        ),
        symbol("check", 390, 400, 150),
        card(
            470,
            110,
            box(28, 40, 60, 46, 8, fill=FOCUS, width=6),
            path("M34 130h232", width=18),
            bars(34, 168, 110),
            w=300,
            h=200,
        ),
        symbol("cross", 690, 400, 150),
    ),
    scene(
        "enquete-3-avis-impot",
        "Préparer les avis d’impôt",
        "2 adultes ont chacun leur avis d’impôt.",
        someone(140, 470, 1.3),
        letter(
            220,
            130,
            symbol("bank", 80, 66, 80),
            symbol("coin", 80, 160, 70),
            bars(24, 220, 112),
            w=160,
            h=250,
        ),
        elder(510, 470, 1.3),
        letter(
            590,
            130,
            symbol("bank", 80, 66, 80),
            symbol("coin", 80, 160, 70),
            bars(24, 220, 112),
            w=160,
            h=250,
        ),
    ),
    scene(
        "enquete-4-choisir",
        "Choisir internet ou le papier",
        "2 façons de répondre : sur le téléphone, ou sur le papier avec un stylo.",
        phone(70, field(40, "---"), field(130, "---"), field(220, "---"), button(310, "OK")),
        write("ou", 410, 250, 64),
        letter(
            490,
            60,
            *(box(30, 40 + 84 * i, 40, 40, 4, width=6) + bars(94, 60 + 84 * i, 120) for i in range(4)),
            path("M34 56l12 16l24-34", width=9),
            w=250,
            h=380,
        ),
        symbol("pen", 690, 350, 190),
    ),
    scene(
        "enquete-5-habitants",
        "Indiquer qui vit dans le logement",
        "Dans une maison, 2 adultes et 2 enfants, avec une liste à remplir.",
        family(),
        letter(
            550,
            90,
            *(symbol("person", 48, 54 + 76 * i, 54) + bars(92, 54 + 76 * i, 84) for i in range(4)),
            w=210,
            h=340,
        ),
        symbol("pen", 730, 390, 120),
    ),
]
