"""What several guides show."""

from tools.drawings.devices import door, letter, phone
from tools.drawings.gestures import arrow, touch, touch_box, zoom
from tools.drawings.pen import FOCUS, PAPER, bars, box, disc, path, write
from tools.drawings.people import family
from tools.drawings.scene import scene
from tools.drawings.screens import address_bar, bubble, button, field, grid, keyboard
from tools.drawings.symbols import badge, symbol

SCENES = [
    scene(
        "adresse",
        "Écrire l’adresse du site",
        "Un doigt touche la barre d’adresse, en haut de l’écran, au-dessus du clavier.",
        zoom(380, 90, 650, 150, 120, symbol("globe", 0, -40, 80), write("www.", 0, 44, 64)),
        phone(
            100, address_bar("www."), bars(30, 120, 190, 150, 170), keyboard(), touch_box(6, 10, 240, 58, 29)
        ),
    ),
    scene(
        "ajouter-papiers",
        "Ajouter ses papiers",
        "Un doigt touche le bouton « Ajouter » et un papier va dans le téléphone.",
        phone(
            90,
            symbol("folder", 126, 100, 160),
            bars(40, 206, 172),
            button(256, "Ajouter"),
            touch_box(6, 248, 240, 82, turn=-66),
        ),
        arrow(530, 130, 400, 130),
        letter(
            560,
            40,
            symbol("person", 56, 60, 76),
            bars(108, 50, 70, 50, step=30),
            bars(28, 136, 150, 120, 150),
            w=206,
            h=250,
        ),
    ),
    scene(
        "connexion",
        "Entrer dans son compte",
        "2 cases sont remplies : le nom du compte et le mot de passe caché par des points.",
        phone(
            120,
            field(60, "---", sign="person"),
            field(150, "***", sign="padlock"),
            button(250, "Entrer"),
            touch_box(6, 242, 240, 82, turn=-66),
        ),
        door(605, 30, "house", PAPER),
        symbol("key", 692, 400, 130),
    ),
    scene(
        "deuxieme-serrure",
        "Ajouter une deuxième protection",
        "Après le mot de passe, un code arrive par message sur le téléphone.",
        badge(1, 70, 80, 56),
        symbol("padlock", 200, 170, 180),
        field(300, "***", x=70, w=260),
        arrow(380, 250, 450, 250),
        phone(
            480,
            bubble(14, 40, 224, 130),
            write("482 915", 126, 106, 56, 200),
            symbol("padlock", 126, 300, 150),
        ),
        badge(2, 480, 80, 56),
    ),
    scene(
        "documents-photo",
        "Photographier ses documents",
        "Un téléphone prend en photo un papier posé à plat.",
        letter(
            14,
            60,
            symbol("coin", 70, 76, 80),
            bars(130, 60, 84, 60),
            bars(40, 170, 170, 130, 170, 110, 160),
            w=250,
            h=380,
        ),
        arrow(284, 250, 336, 250),
        phone(
            360,
            box(46, 24, 160, 200, 4, width=6),
            symbol("coin", 86, 66, 46),
            bars(74, 120, 104, 80, 104),
            path("M16 40V8h32M204 8h32v32M16 212v32h32M204 244h32v-32", width=9),
            disc(126, 300, 36, fill=FOCUS),
            touch(126, 300, 46, turn=-70),
        ),
    ),
    scene(
        "envoyer",
        "Envoyer",
        "Après la relecture, un doigt touche le bouton « Envoyer ».",
        phone(
            110,
            *(symbol("check", 44, 46 + 76 * i, 56) + bars(90, 46 + 76 * i, 136) for i in range(3)),
            button(256, "Envoyer"),
            touch_box(6, 248, 240, 82, turn=-66),
        ),
        symbol("envelope", 640, 150, 170),
        path("M440 110h70M470 150h50M440 190h70", width=12),
    ),
    scene(
        "foyer-revenus",
        "Décrire son foyer et ses revenus",
        "Une famille dans sa maison, et un papier qui montre les revenus en euros.",
        family(),
        letter(
            560,
            90,
            symbol("coin", 95, 90, 110),
            bars(30, 190, 130, 100, 130),
            symbol("check", 95, 312, 80),
            w=190,
            h=370,
        ),
    ),
    scene(
        "garder-preuve",
        "Garder la preuve",
        "L’écran montre une coche de réussite, un papier et un appareil photo en gardent la preuve.",
        phone(90, symbol("check", 126, 130, 190), bars(36, 270, 180, 140, 180)),
        arrow(400, 240, 470, 240),
        letter(510, 70, symbol("check", 115, 110, 130), bars(30, 220, 170, 120), w=230, h=300),
        symbol("camera", 660, 380, 190),
    ),
    scene(
        "mot-de-passe",
        "Choisir un mot de passe",
        "Les signes du mot de passe sont cachés, et 3 règles sont cochées : lettres, chiffres, signe.",
        phone(90, symbol("padlock", 126, 60, 100), field(130, "***"), keyboard(), touch_box(8, 126, 236, 72)),
        *(
            box(530, 40 + 140 * i, 230, 116, 18)
            + write(sign, 600, 98 + 140 * i, 60)
            + symbol("check", 706, 98 + 140 * i, 80)
            for i, sign in enumerate(("Aa", "12", "!"))
        ),
    ),
    scene(
        "reglages",
        "Ouvrir les réglages",
        "Sur l’écran du téléphone, un doigt touche la roue dentée des réglages.",
        zoom(320, 196, 600, 140, 104, symbol("gear", 0, 0, 140)),
        phone(
            120,
            grid(("envelope", "handset", "photo", "clock", "gear", "calendar", "camera", "sun", "pin")),
            touch(126, 146, 50),
        ),
    ),
]
