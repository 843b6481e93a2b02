"""Good passwords."""

from tools.drawings.devices import door, envelope, notebook, phone
from tools.drawings.gestures import arrow
from tools.drawings.pen import BRAND, FOCUS, LINE, PAPER, at, box, disc, path, write
from tools.drawings.people import face
from tools.drawings.scene import scene
from tools.drawings.symbols import symbol


def slot(x, y, sign, w=54, fill=PAPER):
    """One sign of a password, in its own box."""
    return box(x, y, w, 74, 8, fill=fill, width=6) + write(sign, x + w / 2, y + 37, 56 if w > 60 else 48)


SCENES = [
    scene(
        "mdp-1-phrase",
        "Inventer une phrase",
        "Une personne pense à une phrase avec un nombre : « Mes 2 chats noirs ».",
        face(150, 310, 1.1, hair="long"),
        disc(262, 250, 12),
        disc(300, 206, 18),
        box(320, 40, 450, 280, 90),
        write("Mes 2 chats", 545, 110, 60),
        write("noirs…", 456, 220, 56),
        symbol("cat", 602, 226, 90),
        symbol("cat", 696, 226, 90),
    ),
    scene(
        "mdp-2-lettres",
        "Garder la première lettre de chaque mot",
        "La première lettre de chaque mot de la phrase est mise à part, puis recopiée.",
        *(
            slot(x, 60, word[0], 68, FOCUS) + write(word[1:], x + 80, 97, 56, fill=LINE, anchor="start")
            for x, word in ((40, "Mes"), (244, "2"), (350, "chats"), (600, "noirs"))
        ),
        arrow(400, 190, 400, 270),
        *(slot(190 + 108 * i, 330, letter, 90, FOCUS) for i, letter in enumerate("M2cn")),
    ),
    scene(
        "mdp-3-douze",
        "Compter au moins 12 signes",
        "12 cases contiennent chacune un signe : une lettre, un chiffre ou un point d’exclamation.",
        *(slot(28 + 63 * i, 80, sign, 54) for i, sign in enumerate("R4pc2mvtd6k!")),
        path("M30 206v34h740v-34", width=10),
        path("M400 240v50", width=10),
        box(310, 300, 180, 150, 24, fill=BRAND),
        write("12", 400, 375, 110, fill=PAPER),
        symbol("check", 590, 375, 130),
    ),
    scene(
        "mdp-4-une-cle-par-porte",
        "Un mot de passe par compte",
        "3 portes ont chacune une clé différente : la banque, la maison, la boîte e-mail.",
        door(70, 40, "bank"),
        door(325, 40, "house"),
        door(580, 40, "envelope"),
        symbol("key", 145, 400, 150),
        at(
            400, 400, path("M-20 0h90v32M40 0v26", width=15), path("M-50 -36l36 36l-36 36l-36-36z", fill=LINE)
        ),
        at(655, 400, path("M-20 0h90v32M40 0v-26", width=15), box(-82, -32, 64, 64, 6)),
    ),
    scene(
        "mdp-5-boite-e-mail",
        "Protéger d’abord la boîte e-mail",
        "Une grande enveloppe fermée par un cadenas commande 3 comptes : banque, logement, santé.",
        envelope(40, 100, 400, 280),
        symbol("padlock", 240, 300, 190),
        arrow(470, 210, 570, 120),
        arrow(470, 245, 570, 245),
        arrow(470, 280, 570, 380),
        symbol("bank", 680, 90, 120),
        symbol("house", 680, 245, 120),
        symbol("heart", 680, 400, 120),
    ),
    scene(
        "mdp-6-ranger",
        "Ranger ses mots de passe",
        "Les mots de passe sont dans le coffre du téléphone, ou dans un carnet rangé dans un tiroir.",
        phone(40, symbol("safe", 126, 150, 200), symbol("key", 126, 330, 130)),
        write("ou", 396, 240, 68),
        path("M490 290V190h270v100", fill=LINE, width=10),
        notebook(550, 40, symbol("key", 95, 90, 120), w=170, h=240),
        box(466, 270, 316, 180, 10, width=12),
        path("M580 356h90", width=22),
    ),
]
