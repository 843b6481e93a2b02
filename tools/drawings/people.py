"""People: simple figures, nobody in particular."""

from tools.drawings.pen import BRAND, FOCUS, LINE, PAPER, at, disc, path

FRINGE = "M-62 -6q-8-64 62-64t62 64q-10-36-42-40q-54 16-82 40z"
BEHIND = {
    "short": "",
    "long": "M-66 74q-22-146 66-146t66 146q-66 26-132 0z",
    "bun": "M-28 -66a28 26 0 1 1 56 0z",
}


def head(hair="short", fill=BRAND, glasses=False):
    back = path(BEHIND[hair], fill=fill) if BEHIND[hair] else ""
    smile = path("M-22 2h.1M22 2h.1", width=14) + path("M-20 28q20 18 40 0")
    lenses = disc(-25, 2, 20, fill="none", width=6) + disc(25, 2, 20, fill="none", width=6)
    return back + disc(0, 0, 62) + path(FRINGE, fill=fill) + smile + (lenses if glasses else "")


def face(x, y, size=1.0, hair="short", fill=BRAND, glasses=False, clothes=FOCUS):
    """Head and shoulders; the middle of the head at (x, y), 150 high under it at size 1."""
    shoulders = path("M-104 150q0-82 104-82t104 82z", fill=clothes)
    return at(x, y, shoulders, head(hair, fill, glasses), scale=size)


def someone(x, y, size=1.0, hair="short", fill=BRAND, clothes=FOCUS):
    """A whole standing figure, 260 high at size 1, its feet at (x, y)."""
    legs = path("M-22 -70v66M22 -70v66", width=24)
    body = path("M-52 -68v-56q0-44 52-44t52 44v56z", fill=clothes, width=10)
    return at(x, y, legs, body, at(0, -205, head(hair, fill), scale=0.72), scale=size)


def elder(x, y, size=1.0):
    return someone(x, y, size, hair="bun", fill=LINE, clothes=PAPER)


def family():
    """Those of one home, in their house, on the left of the drawing."""
    house = path("M60 470V200L270 50L480 200v270z", fill=PAPER, width=12)
    roof = path("M30 222L270 46L510 222", width=16)
    children = someone(342, 462, 0.57, clothes=LINE) + someone(420, 462, 0.57)
    return house + roof + someone(150, 462, 0.86) + elder(250, 462, 0.86) + children
