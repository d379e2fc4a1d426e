"""Pictures and receipts of the made-up grants, drawn here so that nobody's photograph is needed."""

from collections.abc import Callable
from functools import cache
from io import BytesIO
from typing import Any

from youthvoice.core.files import CleanFile, clean_picture
from youthvoice.demo.chance import seeded

SIZE = (960, 640)
PAPER = (300, 420)
MOST_BYTES = 5_000_000
INKS = ("#e4572e", "#17bebb", "#ffc914", "#76b041", "#5b5f97")


@cache
def picture(name: str) -> CleanFile:
    """The drawing of that name (``DRAWINGS``), as it would have been stored."""
    return _made(SIZE, "#dfe7ef", DRAWINGS[name])


@cache
def receipt() -> CleanFile:
    """A slip of paper with lines that cannot be read."""
    return _made(PAPER, "#fbfaf5", _slip)


def _made(size: tuple[int, int], ground: str, draw: Callable[[Any], None]) -> CleanFile:
    # Here, not above: a web worker reads this module too, and draws nothing.
    from PIL import Image, ImageDraw

    image, target = Image.new("RGB", size, ground), BytesIO()
    draw(ImageDraw.Draw(image))
    image.save(target, "PNG", compress_level=1)
    return clean_picture(target.getvalue(), MOST_BYTES)


def _slip(pen: Any) -> None:
    rng = seeded("slip")
    for row in range(12):
        top = 40 + row * 26
        pen.rectangle((30, top, 30 + rng.randint(60, 150), top + 8), "#8a8a86")
        pen.rectangle((230, top, 268, top + 8), "#8a8a86")
    pen.rectangle((30, 372, 268, 384), "#444442")


def _wall(pen: Any) -> None:
    rng = seeded("wall")
    pen.rectangle((0, 500, 960, 640), "#8aa05f")
    pen.rectangle((40, 150, 920, 520), "#c9b8a6")
    for number in range(60):
        x, y, side = rng.randint(50, 820), rng.randint(160, 420), rng.randint(30, 90)
        shape = pen.ellipse if number % 2 else pen.rectangle
        shape((x, y, x + side, y + side), INKS[number % 3])


def _cans(pen: Any) -> None:
    pen.rectangle((0, 380, 960, 640), "#6f9a4b")
    for number in range(9):
        left = 60 + number * 96
        pen.rectangle((left, 230, left + 64, 470), INKS[number % len(INKS)])
        pen.rectangle((left + 18, 190, left + 46, 232), "#f2f2f2")


def _stage(pen: Any) -> None:
    pen.rectangle((0, 0, 960, 640), "#1d1b2a")
    for left, ink in ((140, INKS[0]), (420, INKS[2]), (700, INKS[1])):
        pen.polygon([(left + 60, 0), (left - 60, 520), (left + 180, 520)], ink)
    pen.rectangle((0, 500, 960, 640), "#38344f")
    for left in (180, 440, 700):
        pen.ellipse((left, 300, left + 56, 356), "#111018")
        pen.rectangle((left - 12, 352, left + 68, 510), "#111018")


def _screens(pen: Any) -> None:
    pen.rectangle((0, 0, 960, 640), "#20242c")
    for row in range(4):
        for column in range(6 + row):
            width = 90 - row * 6
            left, top = 40 + column * (width + 18), 470 - row * 110
            pen.rectangle((left, top, left + width, top + width * 0.62), INKS[(row + column) % len(INKS)])


def _pitch(pen: Any) -> None:
    pen.rectangle((60, 120, 900, 560), "#7a7f87", "#f2f2f2", 8)
    pen.line((480, 120, 480, 560), "#f2f2f2", 8)
    pen.ellipse((400, 260, 560, 420), None, "#f2f2f2", 8)
    for left in (60, 850):
        pen.rectangle((left, 270, left + 50, 410), None, INKS[0], 8)


DRAWINGS: dict[str, Callable[[Any], None]] = {
    "wall": _wall,
    "cans": _cans,
    "stage": _stage,
    "screens": _screens,
    "pitch": _pitch,
}
