"""Video calls with the family."""

from tools.drawings.devices import phone
from tools.drawings.gestures import touch, touch_box, zoom
from tools.drawings.pen import BRAND, FOCUS, GO, LINE, PAPER, SOFT, STOP, at, bars, box, disc, path
from tools.drawings.people import face, head
from tools.drawings.scene import scene
from tools.drawings.screens import bubble, button, grid
from tools.drawings.symbols import symbol

APP = box(-60, -60, 120, 120, 30, fill=GO, stroke=PAPER) + symbol("phone-white", 0, 0, 84)

SCENES = [
    scene(
        "video-1-lumiere",
        "S’installer face à la lumière",
        "Une personne assise face à la fenêtre a la lumière sur le visage.",
        box(50, 50, 250, 320, 6, width=12),
        path("M175 50v320M50 210h250", width=9),
        symbol("sun", 112, 130, 110),
        path("M330 130h70M330 190h110M330 250h70", stroke=FOCUS, width=16),
        face(630, 200, 1.35, hair="bun", fill=LINE),
        phone(420, symbol("wifi", 126, 130, 160), y=290, scale=0.42),
    ),
    scene(
        "video-2-application",
        "Ouvrir l’application d’appel",
        "Sur l’écran, un doigt touche le dessin vert qui contient un téléphone blanc.",
        zoom(330, 170, 620, 140, 112, APP),
        phone(
            110,
            grid(("envelope", "photo", "clock", "gear", "", "calendar", "camera", "sun", "pin")),
            at(126, 146, APP, scale=0.56),
            touch(126, 146, 52),
        ),
    ),
    scene(
        "video-3-proche",
        "Choisir son proche",
        "Dans la liste des conversations, un doigt touche le visage de son proche.",
        zoom(390, 190, 620, 140, 112, at(0, -4, head("long"), scale=0.9)),
        phone(
            110,
            *(
                at(50, 70 + 122 * i, head(hair, fill), scale=0.6) + bars(106, 54 + 122 * i, 126, 84)
                for i, (hair, fill) in enumerate((("short", BRAND), ("long", BRAND), ("bun", LINE)))
            ),
            touch_box(4, 136, 244, 110),
        ),
    ),
    scene(
        "video-4-camera",
        "Toucher le dessin de la caméra",
        "En haut de l’écran, à droite du nom, un doigt touche le dessin de la caméra.",
        zoom(380, 96, 630, 150, 108, symbol("video", 0, 0, 140)),
        phone(
            120,
            at(46, 46, head("long"), scale=0.5),
            bars(96, 46, 60),
            path("M8 92h236", stroke=LINE, width=5),
            bubble(14, 130, 170, 70),
            bubble(70, 260, 170, 70, "right", SOFT),
            symbol("video", 206, 46, 64),
            touch(206, 46, 44),
        ),
    ),
    scene(
        "video-5-autoriser",
        "Accepter le micro et la caméra",
        "Le téléphone montre un micro et une caméra, et un doigt touche « Autoriser ».",
        phone(
            100,
            box(8, 50, 236, 290, 20, width=7),
            symbol("mic", 74, 126, 100),
            symbol("video", 180, 126, 96),
            button(206, "Autoriser", x=22, w=208),
            touch_box(14, 200, 224, 78, turn=-66),
        ),
        symbol("mic", 540, 150, 160),
        symbol("video", 690, 150, 140),
    ),
    scene(
        "video-6-parler",
        "Parler avec son proche",
        "Pendant l’appel, le proche est en grand et sa propre image est en petit dans un coin.",
        phone(
            60,
            face(126, 130, 1.1, hair="long"),
            box(134, 262, 106, 120, 10, width=7),
            at(187, 326, head("bun", LINE), scale=0.6),
            path("M0 296h130", stroke="none"),
        ),
        bubble(390, 60, 150, 100, "right"),
        bars(424, 96, 84, 54),
        face(650, 270, 1.2, hair="bun", fill=LINE, clothes=LINE),
    ),
    scene(
        "video-7-raccrocher",
        "Terminer l’appel",
        "En bas de l’écran de l’appel, un doigt touche le bouton rouge pour raccrocher.",
        zoom(
            330,
            300,
            630,
            140,
            112,
            disc(0, 0, 88, fill=STOP, stroke=PAPER),
            at(0, 12, symbol("phone-white", 0, 0, 110), turn=135),
        ),
        phone(
            110,
            face(126, 90, 0.86, hair="long"),
            symbol("mic", 40, 294, 60),
            disc(126, 294, 40, fill=STOP, stroke=PAPER),
            at(126, 298, symbol("phone-white", 0, 0, 50), turn=135),
            touch(126, 294, 48, turn=-70),
        ),
    ),
]
