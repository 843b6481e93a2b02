"""Messages that lie."""

from tools.drawings.devices import letter, phone
from tools.drawings.gestures import arrow, frame, palm, press, touch, touch_box, zoom
from tools.drawings.pen import BRAND, LINE, PAPER, at, bars, box, disc, path, write
from tools.drawings.people import face
from tools.drawings.scene import scene
from tools.drawings.screens import bubble
from tools.drawings.symbols import symbol


def message(*content, sign="question"):
    """A message received on a phone: who writes, then a bubble."""
    sender = symbol(sign, 44, 44, 60) + bars(90, 44, 110) + path("M8 84h236", stroke=LINE, width=5)
    return sender + bubble(14, 106, 224, 200) + "".join(content)


SCENES = [
    scene(
        "arnaque-1-stop",
        "S’arrêter avant de toucher",
        "Une main ouverte dit stop devant un message qui inquiète.",
        phone(110, message(symbol("warning", 126, 206, 140))),
        palm(610, 220, 1.45),
    ),
    scene(
        "arnaque-2-signes",
        "Chercher les signes d’alerte",
        "3 signes d’alerte : un message pressé, un cadeau, un code demandé.",
        phone(60, message(symbol("warning", 126, 206, 140))),
        *(
            box(400, 24 + 156 * i, 370, 136, 20)
            + symbol(sign, 476, 92 + 156 * i, 96)
            + write(word, 644, 92 + 156 * i, 60)
            for i, (sign, word) in enumerate((("clock", "Vite !"), ("gift", "Gagné"), ("padlock", "Code ?")))
        ),
    ),
    scene(
        "arnaque-3-masque",
        "Se méfier du nom affiché",
        "Derrière le masque d’une banque, un inconnu écrit un message.",
        phone(60, message(bars(44, 156, 150, 120, 160), sign="bank")),
        face(600, 210, 1.4, hair="long", clothes=BRAND),
        path("M468 240h-40M732 240h40", width=10),
        box(480, 176, 240, 150, 40),
        symbol("bank", 600, 250, 116),
    ),
    scene(
        "arnaque-4-adresse",
        "Lire l’adresse sans l’ouvrir",
        "L’adresse du lien est lue avec les yeux, sans toucher : elle finit par « .gouv.fr ».",
        symbol("eye", 270, 120, 180),
        symbol("check", 400, 150, 90),
        press(610, 30, turn=-20, scale=0.6),
        symbol("cross", 730, 150, 90),
        box(40, 270, 720, 150, 20, width=10),
        bars(84, 350, 170, thick=20),
        write(".gouv.fr", 298, 344, 76, anchor="start"),
        write("/…", 610, 344, 76, anchor="start"),
        frame(276, 290, 316, 110),
    ),
    scene(
        "arnaque-5-autre-chemin",
        "Vérifier par un autre chemin",
        "Le message est fermé, et une personne appelle le numéro écrit sur un vrai papier.",
        phone(40, message(at(126, 206, symbol("cross", 0, 0, 170)))),
        arrow(350, 250, 420, 250),
        letter(
            450,
            50,
            symbol("building", 60, 66, 80),
            bars(116, 50, 140, 90),
            symbol("handset", 60, 200, 70),
            write("02 40…", 196, 200, 52),
            frame(14, 146, 292, 108),
            bars(40, 310, 200, 150),
            w=320,
            h=390,
        ),
        symbol("check", 730, 400, 120),
    ),
    scene(
        "arnaque-6-33700",
        "Signaler le message",
        "Le faux message est envoyé au numéro 33700.",
        phone(70, message(symbol("warning", 126, 190, 130))),
        arrow(380, 240, 460, 240),
        box(490, 170, 270, 140, 28, fill=BRAND),
        write("33700", 625, 242, 80, fill=PAPER),
        symbol("shield", 625, 400, 120),
    ),
    scene(
        "arnaque-7-bloquer",
        "Bloquer le numéro",
        "Dans le menu du message, un doigt touche « Bloquer ».",
        phone(
            110,
            symbol("question", 44, 44, 60),
            bars(90, 44, 90),
            symbol("dots", 222, 44, 60),
            box(20, 96, 222, 190, 14, width=7),
            bars(50, 236, 140),
            write("Bloquer", 131, 150, 48, 200),
            touch_box(26, 106, 210, 86),
        ),
        disc(630, 150, 110, width=20),
        symbol("person", 630, 156, 130),
        path("M556 226L704 74", width=20),
    ),
    scene(
        "arnaque-8-supprimer",
        "Supprimer le message",
        "Sous le faux message, un doigt touche le dessin d’une poubelle.",
        zoom(330, 310, 620, 150, 112, symbol("bin", 0, 0, 140)),
        phone(
            110,
            symbol("question", 44, 40, 56),
            bars(90, 40, 110),
            bubble(14, 76, 224, 120),
            symbol("warning", 126, 136, 84),
            path("M8 246h236", stroke=LINE, width=5),
            symbol("bin", 126, 304, 64),
            touch(126, 304, 46, turn=-72),
        ),
    ),
]
