"""The Wi-Fi at home."""

from tools.drawings.devices import letter, phone, router
from tools.drawings.gestures import ring, touch, touch_box, zoom
from tools.drawings.pen import FOCUS, LINE, PAPER, bars, box, path, write
from tools.drawings.scene import scene
from tools.drawings.screens import address_bar, field, keyboard, rows, switch, touch_row
from tools.drawings.symbols import symbol

SCENES = [
    scene(
        "wifi-1-etiquette",
        "Trouver l’étiquette de la box",
        "L’étiquette de la box montre le nom du Wi-Fi et le mot de passe.",
        path("M280 300L450 92M280 340L450 400", width=9),
        router(40, 230),
        box(250, 290, 60, 44, 4, fill=PAPER, width=5),
        letter(
            440,
            80,
            symbol("wifi", 58, 82, 74),
            write("MaBox", 205, 84, 54),
            path("M24 165h272", stroke=LINE, width=6),
            symbol("key", 60, 246, 80),
            write("7kP3m9", 212, 246, 48, 184),
            w=320,
            h=330,
        ),
    ),
    scene(
        "wifi-2-page",
        "Ouvrir la page du Wi-Fi",
        "Dans la liste des réglages, un doigt touche la ligne du Wi-Fi.",
        zoom(380, 96, 600, 150, 104, symbol("wifi", 0, 0, 140)),
        phone(120, rows(("wifi", "speaker", "sun", "padlock", "person")), touch_row(0)),
    ),
    scene(
        "wifi-3-allumer",
        "Allumer le Wi-Fi",
        "Un doigt touche le bouton du Wi-Fi, qui est allumé.",
        zoom(320, 290, 600, 150, 116, switch(-78, -44, size=1.5)),
        phone(120, symbol("wifi", 126, 90, 130), switch(74, 212), touch_box(62, 200, 128, 82, 41, turn=-66)),
    ),
    scene(
        "wifi-4-nom",
        "Choisir le nom de sa box",
        "Un doigt touche dans la liste le même nom que sur l’étiquette.",
        phone(
            100,
            rows(("wifi", "wifi", "", "wifi", "wifi")),
            symbol("wifi", 40, 203, 50),
            write("MaBox", 156, 203, 48),
            touch_row(2),
        ),
        letter(500, 60, symbol("wifi", 52, 75, 60), write("MaBox", 178, 75, 48), w=280, h=150),
        write("=", 436, 150, 90),
    ),
    scene(
        "wifi-5-mot-de-passe",
        "Écrire le mot de passe du Wi-Fi",
        "Un doigt touche l’œil à côté du mot de passe pour pouvoir le relire.",
        zoom(390, 160, 610, 140, 104, symbol("eye", 0, 0, 150)),
        phone(
            110,
            symbol("wifi", 126, 46, 80),
            field(96, "7kP3", w=176),
            keyboard(),
            symbol("eye", 220, 128, 52),
            touch(220, 128, 40),
        ),
    ),
    scene(
        "wifi-6-page",
        "Ouvrir une page pour essayer",
        "Le signe du Wi-Fi est en haut de l’écran et une page internet s’affiche.",
        zoom(376, 88, 620, 150, 120, symbol("wifi", 0, 4, 160)),
        phone(
            140,
            symbol("wifi", 200, 34, 48),
            path("M0 66h252", stroke=LINE, width=5),
            address_bar("www.", y=82),
            symbol("photo", 126, 240, 170),
            bars(30, 344, 190, 120),
            ring(200, 34, 36),
        ),
        symbol("check", 620, 370, 130),
    ),
    scene(
        "wifi-7-donnees",
        "Regarder ses données mobiles",
        "Le téléphone montre une réserve de données, comme un réservoir à moitié plein.",
        phone(
            120,
            symbol("bars", 126, 80, 110),
            write("2 Go", 126, 210, 84),
            path("M36 310h180", stroke=LINE, width=26),
            path("M36 310h90", width=26),
        ),
        path("M520 90v280q0 40 40 40h120q40 0 40-40V90", fill=PAPER, width=12),
        path("M526 250h188v118q0 36-36 36H562q-36 0-36-36z", fill=FOCUS, stroke="none"),
        path("M520 250h200M690 170h30M690 330h30", width=9),
        path("M520 90v280q0 40 40 40h120q40 0 40-40V90", width=12),
    ),
]
