"""Things one holds: devices and papers. What stands on them is drawn from their own top left corner."""

from tools.drawings.pen import BRAND, FOCUS, LINE, PAPER, at, bars, box, disc, path, write
from tools.drawings.symbols import symbol


def phone(x, *screen, y=16, scale=1.0):
    """An upright phone; its screen is 252 wide and 400 high."""
    body = box(0, 0, 280, 468, 38, fill=BRAND) + box(14, 34, 252, 400, 10, stroke="none")
    marks = path("M118 18h44M104 451h72", stroke=PAPER, width=7)
    return at(x, y, body, marks, at(14, 34, *screen), scale=scale)


def tablet(x, y, *screen):
    """A tablet on its side; its screen is 440 wide and 300 high."""
    body = box(0, 0, 500, 348, 34, fill=BRAND) + box(30, 24, 440, 300, 8, stroke="none")
    return at(x, y, body, at(30, 24, *screen))


def laptop(x, y, *screen):
    """A portable computer; its screen is 480 wide and 290 high."""
    body = box(0, 0, 520, 330, 22, fill=BRAND) + box(20, 20, 480, 290, 6, stroke="none")
    foot = path("M-46 336h612l24 44q4 12-12 12h-636q-16 0-12-12z", fill=LINE) + path("M210 350h100", width=10)
    return at(x, y, body, foot, at(20, 20, *screen))


def letter(x, y, *content, w=300, h=420):
    """A sheet of paper."""
    return at(x, y, box(0, 0, w, h, 8), *content)


def card(x, y, *content, w=380, h=236):
    """A bank card or another card of that size."""
    return at(x, y, box(0, 0, w, h, 24), *content)


def router(x, y):
    """The box that brings the internet home."""
    body = box(0, 30, 300, 120, 22, fill=BRAND) + path("M40 158h30M230 158h30", width=14)
    lights = path("M40 90h.1M80 90h.1M120 90h.1", stroke=FOCUS, width=20)
    return at(x, y, symbol("wifi", 150, -34, 90), body, lights)


def notebook(x, y, *content, w=230, h=290):
    """A paper notebook with its rings."""
    rings = path("".join(f"M-16 {40 + i * 52}h34" for i in range(h // 58)), width=9)
    return at(x, y, box(0, 0, w, h, 12), rings, *content)


def envelope(x, y, w=260, h=170):
    return at(x, y, box(0, 0, w, h, 10), path(f"M8 12L{w / 2} {h * 0.58:.0f}L{w - 8} 12"))


def door(x, y, sign, fill=FOCUS):
    """A closed door under the sign of what it protects."""
    keyhole = disc(75, 175, 13, fill=BRAND) + path("M75 180v24", width=12)
    return at(x, y, box(0, 0, 150, 250, 8, fill=fill), symbol(sign, 75, 80, 92), keyhole)


def month(x, y, w=330, h=320, title="", marked=(), days=20):
    """A page of a calendar, five days a line: some days, and those to remember."""
    step, high = (w - 40) / 5, (h - 110) / (days // 5)
    spots = [(round(20 + step * (i % 5 + 0.5)), round(96 + high * (i // 5 + 0.5))) for i in range(days)]
    shown = "".join(
        disc(a, b, 24, fill=FOCUS) if i in marked else path(f"M{a - 9} {b}h18", stroke=LINE, width=12)
        for i, (a, b) in enumerate(spots)
    )
    top = path(f"M0 84V16q0-16 16-16h{w - 32}q16 0 16 16v68z", fill=BRAND)
    rings = path(f"M70 -18v36M{w - 70} -18v36", width=14)
    words = write(title, w / 2, 48, 60, w - 40, fill=PAPER)
    return at(x, y, box(0, 0, w, h, 16), top, rings, words, shown)


def notice(x, y, *content):
    """The landlord's letter: a building on top, then what it says."""
    return letter(x, y, symbol("building", 60, 70, 84), bars(120, 54, 140, 100), *content, w=330, h=440)
