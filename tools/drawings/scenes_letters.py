"""Bigger letters, louder sound."""

from tools.drawings.devices import phone
from tools.drawings.gestures import arrow, press, swipe, touch_box, zoom
from tools.drawings.pen import FOCUS, LINE, bars, box, path, write
from tools.drawings.people import face
from tools.drawings.scene import scene
from tools.drawings.screens import button, rows, slider, switch, touch_row
from tools.drawings.symbols import symbol

SCENES = [
    scene(
        "lettres-2-affichage",
        "Choisir l’affichage",
        "Dans la liste des réglages, un doigt touche la ligne de l’affichage, avec un soleil.",
        zoom(380, 250, 600, 140, 104, symbol("sun", 0, 0, 140)),
        phone(120, rows(("wifi", "speaker", "sun", "padlock", "person")), touch_row(2)),
    ),
    scene(
        "lettres-3-ligne-du-texte",
        "Choisir la taille du texte",
        "Dans la page de l’affichage, un doigt touche la ligne qui montre un petit A et un grand A.",
        zoom(380, 172, 610, 150, 116, write("A", -46, 24, 60), write("A", 34, 0, 128)),
        phone(
            120,
            rows(("sun", "", "clock", "photo", "eye")),
            write("A", 34, 134, 36),
            write("A", 72, 126, 60),
            bars(112, 126, 110),
            touch_row(1),
        ),
    ),
    scene(
        "lettres-4-grandir",
        "Glisser le rond vers la droite",
        "Un doigt glisse le rond d’une barre vers la droite et les lettres grandissent.",
        phone(
            120, write("Bonjour", 126, 90, 62, 236), slider(34, 280, 184, 0.8), swipe(66, 296, 186, turn=-66)
        ),
        write("A", 520, 140, 44),
        arrow(560, 140, 620, 140),
        write("A", 700, 128, 150),
    ),
    scene(
        "lettres-5-gras",
        "Rendre les lettres plus épaisses",
        "Un doigt touche un bouton allumé et les lettres deviennent plus noires.",
        phone(110, write("Aa", 126, 90, 100), switch(74, 212), touch_box(62, 200, 128, 82, 41, turn=-66)),
        write("Aa", 480, 130, 96, thin=True),
        arrow(556, 134, 614, 134),
        write("Aa", 706, 130, 100),
    ),
    scene(
        "lettres-6-volume",
        "Monter le son",
        "Un doigt appuie sur le bouton du bord et la barre du son se remplit.",
        box(446, 100, 26, 150, 10, fill=FOCUS),
        write("+", 510, 128, 70),
        phone(170, symbol("speaker", 126, 110, 130), slider(30, 250, 192, 0.85)),
        press(476, 190, turn=-72, scale=0.9),
    ),
    scene(
        "lettres-7-sonnerie",
        "Monter la sonnerie",
        "Un doigt glisse vers la droite le rond de la barre de la sonnerie.",
        zoom(320, 140, 600, 150, 104, symbol("bell", 0, 0, 140)),
        phone(120, symbol("bell", 126, 90, 120), slider(34, 280, 184, 0.8), swipe(66, 296, 186, turn=-66)),
    ),
    scene(
        "lettres-8-essai",
        "Faire un essai",
        "Une personne qui porte des lunettes entend sonner son téléphone.",
        phone(90, symbol("bell", 126, 110, 140), button(300, ""), symbol("phone-white", 126, 333, 56)),
        path("M400 150q40 60 0 120M446 110q66 100 0 200", width=12),
        face(640, 250, 1.3, hair="bun", fill=LINE, glasses=True),
    ),
]
