"""Parts of a screen. They are placed from the top left of the screen of a phone, 252 wide and 400 high."""

from tools.drawings.gestures import touch_box
from tools.drawings.pen import BRAND, FOCUS, LINE, PAPER, SOFT, bars, box, disc, path, write
from tools.drawings.symbols import symbol

ACROSS, DOWN = 252, 400


def address_bar(text="www.", lock=False, y=10):
    """Where an address is typed."""
    sign = symbol("padlock", 36, y + 28, 40) if lock else symbol("globe", 38, y + 29, 36)
    words = write(text, 64, y + 29, 36, 160, anchor="start") if text else bars(72, y + 29, 140)
    return box(6, y, 240, 58, 29, fill=SOFT, width=6) + sign + words


def field(y, content="", sign=None, x=12, w=228):
    """A box to fill in: empty, « *** » for a hidden word, « --- » for words, or letters to read."""
    start = x + (66 if sign else 20)
    inside = (
        {
            "": "",
            "---": bars(start, y + 32, (x + w - start) * 0.65),
            "***": path(f"M{start + 6} {y + 32}" + "h.1m28 0" * 5 + "h.1", width=17),
        }.get(content)
        if content in ("", "---", "***")
        else write(content, start, y + 32, 40, x + w - start - 12, anchor="start")
    )
    return (
        box(x, y, w, 64, 10, stroke=BRAND, width=6)
        + (symbol(sign, x + 36, y + 32, 42) if sign else "")
        + inside
    )


def button(y, text="", x=12, w=228, fill=BRAND, sign=None):
    """A button; a dark one is the one to press."""
    letters = PAPER if fill == BRAND else BRAND
    content = write(text, x + w / 2, y + 33, 44, w - 8, fill=letters) if text else ""
    return (
        box(x, y, w, 66, 16, fill=fill, width=6)
        + content
        + (symbol(sign, x + w / 2, y + 33, 48) if sign else "")
    )


def rows(signs, y=8, step=78, x=0, w=ACROSS):
    """A list to choose from: one sign and some words a line; an empty line is left to the scene."""
    return "".join(
        symbol(sign, x + 44, y + step * i + step / 2, 50)
        + (bars(x + 88, y + step * i + step / 2, (w - 112) * (0.95, 0.7, 0.85)[i % 3]) if sign else "")
        + (path(f"M{x + 10} {y + step * i}h{w - 20}", stroke=LINE, width=4) if i else "")
        for i, sign in enumerate(signs)
    )


def touch_row(i, y=8, step=78):
    """A finger on the i-th line of a list."""
    return touch_box(4, y + step * i + 5, 244, step - 10)


def switch(x, y, on=True, size=1.0):
    w, h = 104 * size, 58 * size
    knob = x + (w - h / 2 if on else h / 2)
    return box(x, y, w, h, h / 2, fill=BRAND if on else PAPER) + disc(
        knob, y + h / 2, h / 2 - 10, stroke=BRAND, width=5
    )


def slider(x, y, w, value):
    """A bar with a round knob, filled up to `value` (0 to 1)."""
    knob = x + w * value
    return (
        path(f"M{x} {y}h{w}", stroke=LINE, width=14)
        + path(f"M{x} {y}H{knob}", width=14)
        + disc(knob, y, 22, fill=FOCUS)
    )


def bubble(x, y, w, h, tail="left", fill=PAPER):
    """What someone writes or says."""
    foot = {"left": f"M{x + 34} {y + h}v34l40-34", "right": f"M{x + w - 34} {y + h}v34l-40-34"}[tail]
    return box(x, y, w, h, 24, fill=fill) + path(foot + "z", fill=fill, stroke=fill) + path(foot, fill=fill)


def keyboard(y=260, h=140):
    """The letters at the foot of the screen."""
    step = h / 4
    keys = "".join(
        path(
            f"M{28 + shift} {y + step * (i + 0.75):.0f}" + "h8m24 0" * (6 - (i > 0)) + "h8",
            width=18,
            stroke=PAPER,
        )
        for i, shift in enumerate((0, 14, 14))
    )
    space = path(f"M84 {y + step * 3.6:.0f}h84", width=18, stroke=PAPER)
    return box(0, y, ACROSS, h, 0, fill=LINE, stroke="none") + keys + space


def grid(signs):
    """The small pictures of the first screen of a phone, three in a row."""
    return "".join(
        box(
            12 + 80 * (i % 3),
            20 + 92 * (i // 3),
            68,
            68,
            16,
            fill=PAPER if sign else LINE,
            stroke=BRAND,
            width=6,
        )
        + (symbol(sign, 46 + 80 * (i % 3), 54 + 92 * (i // 3), 48) if sign else "")
        for i, sign in enumerate(signs)
    )
