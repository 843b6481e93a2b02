"""Looking for work."""

from tools.drawings.devices import card, letter, month, phone
from tools.drawings.gestures import arrow, frame, touch
from tools.drawings.pen import bars, path, write
from tools.drawings.scene import scene
from tools.drawings.screens import button, field
from tools.drawings.symbols import symbol

SCENES = [
    scene(
        "travail-2-coordonnees",
        "Écrire ses coordonnées",
        "Le numéro de la carte de santé est recopié dans une case sur le téléphone.",
        card(
            30,
            130,
            symbol("heart", 62, 66, 76),
            symbol("person", 290, 100, 110),
            path("M40 196h30m24 0h50m24 0h50m24 0h30", width=18),
            frame(18, 168, 270, 56),
            w=360,
            h=250,
        ),
        arrow(410, 250, 460, 250),
        phone(
            490,
            field(20, "---", sign="person"),
            field(110, "---", sign="house"),
            field(200, "---", sign="envelope"),
            field(300, "2 58 …", sign="heart"),
            frame(6, 290, 240, 84),
        ),
    ),
    scene(
        "travail-3-metier",
        "Décrire son travail et sa recherche",
        "Un métier est choisi sur le téléphone, avec la distance entre la maison et le travail.",
        phone(
            60,
            symbol("pen", 70, 80, 96),
            symbol("calculator", 182, 80, 90),
            symbol("heart", 70, 220, 96),
            symbol("spanner", 182, 220, 100),
            button(320, "OK"),
            touch(182, 220, 58, turn=-66),
        ),
        symbol("house", 480, 130, 130),
        path("M570 150h.1m32 0h.1m32 0h.1m32 0h.1", width=18),
        symbol("pin", 726, 110, 150),
        write("20 km", 610, 250, 64),
    ),
    scene(
        "travail-4-allocation",
        "Demander l’allocation de chômage",
        "Le papier de l’employeur ouvre le droit à une somme chaque mois.",
        letter(
            50,
            70,
            symbol("building", 60, 66, 80),
            bars(116, 50, 90, 60),
            bars(34, 140, 180, 140, 180),
            symbol("check", 190, 290, 90),
            w=250,
            h=350,
        ),
        arrow(340, 250, 420, 250),
        month(460, 100, w=300, h=320),
        symbol("coin", 610, 310, 150),
    ),
    scene(
        "travail-7-actualiser",
        "S’actualiser chaque mois",
        "Sur un calendrier, la période va du 28 au 15 du mois suivant.",
        month(50, 110, w=310, h=310, title="28", marked=(17, 18, 19)),
        arrow(376, 270, 426, 270),
        month(440, 110, w=310, h=310, title="15", marked=tuple(range(10))),
    ),
    scene(
        "travail-8-salaire",
        "Déclarer tout ce qui change",
        "Les heures et le salaire du bulletin de paie sont recopiés sur le téléphone.",
        letter(
            60,
            50,
            bars(36, 56, 150, 110),
            symbol("clock", 76, 176, 90),
            write("35 h", 196, 178, 56),
            symbol("coin", 76, 296, 90),
            write("900 €", 200, 298, 50),
            w=290,
            h=400,
        ),
        arrow(384, 250, 444, 250),
        phone(480, field(60, "35 h", sign="clock"), field(156, "900 €", sign="coin"), button(270, "OK")),
    ),
    scene(
        "travail-9-bulletins",
        "Envoyer ses bulletins de paie",
        "2 bulletins de paie vont dans le dossier du téléphone.",
        letter(100, 60, w=240, h=320),
        letter(
            60,
            100,
            bars(30, 50, 130, 90),
            symbol("coin", 74, 160, 90),
            bars(140, 160, 70),
            bars(30, 250, 180, 130),
            w=240,
            h=320,
        ),
        arrow(370, 250, 440, 250),
        phone(480, symbol("folder", 126, 150, 190), symbol("check", 126, 320, 110)),
    ),
]
