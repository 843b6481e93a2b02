"""The rent, paid online."""

from tools.drawings.devices import card, letter, notice, phone
from tools.drawings.gestures import frame, press, ring, touch_box, zoom
from tools.drawings.pen import BRAND, FOCUS, SOFT, bars, box, path, write
from tools.drawings.scene import scene
from tools.drawings.screens import button
from tools.drawings.symbols import badge, symbol

SCENES = [
    scene(
        "loyer-1-avis",
        "Lire son avis d’échéance",
        "Sur la lettre du loyer, la somme en euros et la date limite sont entourées.",
        notice(
            110,
            30,
            write("412 €", 165, 190, 72),
            bars(40, 280, 250),
            symbol("calendar", 90, 366, 84),
            write("le 10", 206, 370, 56),
            frame(40, 138, 250, 102),
            frame(28, 310, 270, 112),
        ),
        press(404, 240, turn=-52),
        symbol("coin", 660, 120, 150),
    ),
    scene(
        "loyer-3-payer",
        "Ouvrir la page du paiement",
        "Un doigt touche le bouton « Payer », sous la même somme que sur la lettre.",
        phone(
            90,
            symbol("building", 126, 56, 90),
            write("412 €", 126, 160, 66),
            button(250, "Payer"),
            touch_box(6, 242, 240, 82, turn=-66),
        ),
        write("=", 446, 180, 90),
        letter(
            520, 40, bars(30, 44, 150), write("412 €", 125, 120, 72), bars(30, 186, 180, 120), w=250, h=240
        ),
    ),
    scene(
        "loyer-4-cadenas",
        "Vérifier que la page est protégée",
        "Dans la barre d’adresse, un petit cadenas est entouré, devant le nom du site.",
        zoom(186, 150, 640, 340, 130, symbol("padlock", 0, 0, 170)),
        box(40, 50, 720, 130, 65, width=10),
        write("https://www.", 216, 116, 64, anchor="start"),
        bars(624, 116, 80, thick=20),
        symbol("padlock", 116, 112, 84),
        ring(116, 114, 62),
        press(150, 176, turn=-14),
    ),
    scene(
        "loyer-5-carte",
        "Écrire les numéros de la carte",
        "Sur la carte, 3 endroits sont numérotés : le numéro, la date de fin, les chiffres du dos.",
        card(
            30,
            30,
            box(30, 30, 60, 46, 8, fill=FOCUS, width=6),
            path("M40 124h60m28 0h60m28 0h60m28 0h40", stroke=BRAND, width=20),
            write("12/28", 196, 190, 44),
            frame(20, 98, 340, 52),
            frame(126, 164, 140, 56),
        ),
        card(
            440,
            130,
            path("M4 56h322", width=44),
            box(24, 112, 170, 64, 4, fill=SOFT, width=5),
            write("123", 256, 144, 54),
            frame(202, 106, 108, 76),
            w=330,
        ),
        path("M78 354V192", width=9),
        badge(1, 78, 390, 60),
        path("M226 354V264", width=9),
        badge(2, 226, 390, 60),
        path("M696 404V326", width=9),
        badge(3, 696, 436, 60),
    ),
    scene(
        "loyer-6-banque",
        "Confirmer avec sa banque",
        "Sur le téléphone, la banque montre la somme et un doigt touche « Oui ».",
        phone(
            110,
            symbol("bank", 126, 58, 100),
            write("412 €", 126, 150, 70),
            bars(56, 206, 140),
            button(250, "Oui"),
            touch_box(6, 242, 240, 82, turn=-66),
        ),
        symbol("shield", 630, 150, 220),
    ),
]
