"""Signs, each drawn in a square of 100 around (0, 0): symbol("key", x, y, 120)."""

from tools.drawings.pen import BRAND, FOCUS, GO, LINE, PAPER, STOP, at, box, disc, path, write

TEETH = "".join(f'<g transform="rotate({a})">{path("M0 -36v-8", width=20)}</g>' for a in range(0, 360, 45))
SHIELD = "M0 -46q18 14 38 14v30q0 34-38 48q-38-14-38-48v-30q20 0 38-14z"
CALENDAR = box(-44, -36, 88, 80, 10) + path("M-44 -12v-14q0-10 10-10h68q10 0 10 10v14z", fill=BRAND)
CALENDAR += path("M-22 -46v18M22 -46v18", width=10)
BODY = "M-40 46q0-40 40-40t40 40z"
EYE = path("M-46 0q46-58 92 0q-46 58-92 0z", fill=PAPER, width=9) + disc(0, 0, 13, fill=BRAND)
HANDSET = "M-34 -32q10-14 20 0l8 14q4 8-6 14q6 18 22 26q8-8 16-4l14 10q10 8 0 18q-16 14-44-10t-36-48z"
HOUSE = "M-36 42v-44h72v44z"
BIN = "M-30 -22h60l-6 66h-48z"

SYMBOLS = {
    "": "",
    "bank": path("M-44 -14L0 -44L44 -14z", fill=FOCUS)
    + path("M-28 -6v32M0 -6v32M28 -6v32M-42 38h84", width=11),
    "bars": path("M-36 36v-14M-12 36v-34M12 36v-54M36 36v-76", width=17),
    "bell": path("M-38 24q12-12 12-36a26 26 0 0 1 52 0q0 24 12 36z", fill=FOCUS) + path("M-10 36q10 10 20 0"),
    "bin": path(BIN, fill=PAPER) + path("M-40 -22h80M-12 -34h24M-10 -4v32M10 -4v32"),
    "building": box(-34, -46, 68, 92, 6)
    + path("M-14 -26h.1M14 -26h.1M-14 -2h.1M14 -2h.1", width=14)
    + path("M-10 46v-22h20v22z", fill=FOCUS, width=7),
    "calculator": box(-36, -46, 72, 92, 10)
    + box(-22, -32, 44, 18, 4, fill=FOCUS, width=6)
    + path("M-18 4h.1M0 4h.1M18 4h.1M-18 26h.1M0 26h.1M18 26h.1", width=14),
    "calendar": CALENDAR,
    "camera": box(-46, -28, 92, 66, 12)
    + path("M-18 -30l8-12h20l8 12", fill=PAPER)
    + disc(0, 5, 19, fill=FOCUS),
    "cat": path("M-36 38q-8-60 0-80l20 18h32l20-18q8 20 0 80q-36 14-72 0z", fill=BRAND)
    + path("M-16 2h.1M16 2h.1", stroke=PAPER, width=13)
    + path("M-8 22q8 8 16 0", stroke=PAPER, width=5),
    "check": disc(0, 0, 42, fill=GO, stroke=PAPER, width=6)
    + path("M-19 2l13 15l26-31", stroke=PAPER, width=12),
    "clock": disc(0, 0, 42) + path("M0 -24v26l18 12", width=10),
    "coin": disc(0, 0, 42, fill=FOCUS) + write("€", 0, 0, 58),
    "cross": disc(0, 0, 42, fill=STOP, stroke=PAPER, width=6)
    + path("M-16 -16l32 32M16 -16l-32 32", stroke=PAPER, width=12),
    "dots": path("M0 -28h.1M0 0h.1M0 28h.1", width=18),
    "envelope": box(-46, -32, 92, 66, 8) + path("M-42 -26l42 32l42-32"),
    "eye": EYE,
    "eye-shut": EYE + path("M-40 38L40 -38", stroke=PAPER, width=20) + path("M-40 38L40 -38", width=10),
    "folder": path("M-46 36v-66h32l12 14h48v52z", fill=FOCUS),
    "friends": at(22, 0, disc(0, -20, 16), path(BODY, fill=LINE), scale=0.85)
    + at(-18, 4, disc(0, -22, 19), path(BODY, fill=FOCUS), scale=0.9),
    "gear": TEETH + disc(0, 0, 32, fill=PAPER, width=13) + disc(0, 0, 9, fill=BRAND),
    "gift": box(-38, -8, 76, 52, 4)
    + box(-44, -24, 88, 22, 4, fill=FOCUS)
    + path("M0 -24v68M0 -26q-32-30-26 0M0 -26q32-30 26 0"),
    "globe": disc(0, 0, 42) + path("M-42 0h84M0 -42q-36 42 0 84M0 -42q36 42 0 84", width=7),
    "handset": path(HANDSET, fill=BRAND, width=6),
    "heart": path("M0 40q-46-36-42-60q8-26 42 0q34-26 42 0q4 24-42 60z", fill=FOCUS),
    "house": path(HOUSE, fill=PAPER)
    + path("M-46 2L0 -42L46 2", width=11)
    + path("M-10 42v-26h20v26z", fill=FOCUS),
    "key": disc(-22, 0, 22, fill=FOCUS, width=9)
    + disc(-22, 0, 5, fill=BRAND, width=4)
    + path("M2 0h44v20M26 0v16", width=11),
    "leave": path("M4 -42h-42v84h42", fill=PAPER, width=10)
    + path("M-12 0h54m-20 -20l20 20l-20 20", width=11),
    "menu": path("M-34 -24h68M-34 0h68M-34 24h68", width=13),
    "mic": box(-16, -46, 32, 56, 16, fill=FOCUS)
    + path("M-32 -8q0 34 32 34t32-34M0 26v18M-16 44h32", width=9),
    "more": path("M0 -32v64M-32 0h64", width=15),
    "padlock": path("M-22 -6v-18a22 22 0 0 1 44 0v18", width=11)
    + box(-34, -8, 68, 52, 8, fill=FOCUS)
    + path("M0 12v12", width=10),
    "pen": path("M-42 42l8-28l54-54l20 20l-54 54z", fill=FOCUS) + path("M-34 14l20 20"),
    "person": disc(0, -22, 20) + path(BODY, fill=LINE),
    "phone-white": path(HANDSET, fill=PAPER, stroke=PAPER, width=6),
    "photo": box(-44, -36, 88, 72, 8)
    + path("M-40 26l24-28l16 18l14-14l24 24", width=7)
    + disc(18, -14, 7, fill=FOCUS, width=5),
    "pin": path("M0 46q-32-38-32-58a32 32 0 0 1 64 0q0 20-32 58z", fill=FOCUS) + disc(0, -14, 10, width=7),
    "question": disc(0, 0, 42) + write("?", 0, 0, 60),
    "safe": box(-44, -42, 88, 80, 8, fill=LINE)
    + disc(0, -2, 22, fill=FOCUS)
    + path("M0 -24v44M-22 -2h44M-28 46h.1M28 46h.1", width=8),
    "shield": path(SHIELD, fill=BRAND) + path("M-15 0l11 13l21-25", stroke=PAPER, width=11),
    "spanner": path("M-40 40l44-46", width=22) + path("M2 -36a24 24 0 1 0 36 32", width=14),
    "speaker": path("M-40 -14h16l24-22v72l-24-22h-16z", fill=BRAND)
    + path("M16 -16q12 16 0 32M30 -30q22 30 0 60", width=9),
    "sun": disc(0, 0, 20, fill=FOCUS)
    + "".join(f'<g transform="rotate({a})">{path("M0 -34v-10", width=9)}</g>' for a in range(0, 360, 45)),
    "video": box(-46, -28, 60, 56, 12, fill=BRAND) + path("M22 -6l24-18v48l-24-18z", fill=BRAND),
    "warning": path("M0 -40l44 78h-88z", fill=FOCUS, width=9) + path("M0 -12v22M0 26h.1", width=11),
    "wheelchair": disc(-8, -38, 8, fill=BRAND)
    + path("M-8 -22v30h28l12 26h10M-8 -6h24", width=9)
    + path("M-22 -4a26 26 0 1 0 36 34", width=9),
    "wifi": path("M-42 -10q42-40 84 0M-26 10q26-24 52 0", width=12) + disc(0, 28, 8, fill=BRAND),
}


def symbol(name, x, y, size=100):
    return at(x, y, SYMBOLS[name], scale=round(size / 100, 3))


def badge(number, x, y, size=40):
    """A figure in a disc: the order of things, or how many messages wait."""
    return disc(x, y, size * 0.75, fill=BRAND, stroke=PAPER, width=6) + write(
        str(number), x, y, size, fill=PAPER
    )
