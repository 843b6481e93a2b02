"""What the hand does. The target gets a thick ring and a hand: it must show on a black-and-white print."""

from math import atan2, degrees

from tools.drawings.pen import BRAND, FOCUS, PAPER, at, box, disc, path

HAND = (
    "M-19 128V19a19 19 0 0 1 38 0v76v-12a18 18 0 0 1 36 0v14v-6a17 17 0 0 1 34 0v14v-2a16 16 0 0 1 32 0"
    "v58c0 34-12 50-24 70v20H4v-20c-24-22-54-56-66-90c-8-24 18-34 32-16z"
)
PALM = (
    "M-64 20v-76a15 15 0 0 1 30 0v-30a15 15 0 0 1 30 0v-12a15 15 0 0 1 30 0v24a15 15 0 0 1 30 0v78"
    "l22-20c16-12 34 6 22 24l-50 74c-8 14-16 22-32 24v34h-62v-34c-14-14-20-40-20-66z"
)


def press(x, y, turn=-32, scale=0.78):
    """A finger whose tip is at (x, y); the hand comes from below on the right, unless turned."""
    hand = path(HAND, fill=PAPER, width=10) + path("M19 95v32M55 97v26M89 105v18", width=8)
    return at(x, y, hand, box(-8, 250, 118, 46, 12, fill=BRAND), turn=turn, scale=scale)


def palm(x, y, scale=1.0):
    """An open hand that says stop."""
    lines = path("M-34 -56v62M-4 -86v88M26 -74v78", width=8)
    return at(
        x, y, path(PALM, fill=PAPER, width=10), lines, box(-54, 130, 90, 40, 12, fill=BRAND), scale=scale
    )


def swipe(x, y, to, turn=-32):
    """A finger that slid from x to `to`, with the arrow of its way just above."""
    way = f"M{x} {y - 62}H{to}m-24 -22l24 22l-24 22"
    return path(way, stroke=PAPER, width=22) + path(way, width=10) + press(to, y, turn)


def pointer(x, y, scale=1.4):
    """The arrow of a mouse."""
    return at(x, y, path("M0 0v62l15-14l12 28l14-6l-12-28h20z", fill=PAPER, width=6), scale=scale)


def ring(x, y, r):
    return disc(x, y, r, fill="none", stroke=FOCUS, width=24) + disc(x, y, r, fill="none", width=9)


def frame(x, y, w, h, r=22):
    return box(x, y, w, h, r, fill="none", stroke=FOCUS, width=24) + box(x, y, w, h, r, fill="none", width=9)


def touch(x, y, r=46, turn=-32):
    """A ringed target and the finger on its edge, so that the target stays in sight."""
    return ring(x, y, r) + press(x + r * 0.5, y + r * 0.7, turn)


def touch_box(x, y, w, h, r=22, turn=-32):
    """The same for something wide: a line of a list, a button."""
    return frame(x, y, w, h, r) + press(x + w * 0.72, y + h - 8, turn)


def arrow(x, y, to_x, to_y=None):
    """From one thing to the next, with a head that points the way."""
    to_y = y if to_y is None else to_y
    turn = round(degrees(atan2(to_y - y, to_x - x)))
    head = at(to_x, to_y, path("M-26 -26L0 0L-26 26", width=14), turn=turn)
    return path(f"M{x} {y}L{to_x} {to_y}", width=14) + head


def zoom(x, y, to_x, to_y, r, *content):
    """The same thing seen from near: a lens joined to where it is."""
    return path(f"M{x} {y}L{to_x} {to_y}", width=9) + at(to_x, to_y, disc(0, 0, r, width=12), *content)
