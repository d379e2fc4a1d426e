"""Sheets of slips as tests need them."""

import re
from datetime import timedelta
from itertools import count

import segno
from sqlalchemy.orm import Session

from tests.apps import SECRET
from tests.factories.councils import ClassFactory, CoordinatorSeatFactory
from youthvoice.accounts.models import Person
from youthvoice.core.clock import today
from youthvoice.councils.commands.codes import SheetFacts, make_sheet
from youthvoice.councils.models import Body, CodeSheet
from youthvoice.councils.rules.codes import code_of

_numbers = count(1)


def class_and_teacher(name: str = "7.B") -> tuple[Body, Person]:
    """A class, and the adult who helps it."""
    body = ClassFactory(name=name)
    return body, CoordinatorSeatFactory(body=body).person


def sheet_for(session: Session, body: Body, teacher: Person, size: int = 3, days: int = 14) -> CodeSheet:
    """A sheet made by the command."""
    facts = SheetFacts(size=size, last_day=today() + timedelta(days=days))
    return make_sheet(session, SECRET, body, facts, f"f{next(_numbers):031x}", actor_id=teacher.id)


def codes_on(sheet: CodeSheet) -> list[str]:
    """The codes that are printed on it."""
    return [code_of(SECRET, sheet.nonce, number) for number in range(1, sheet.size + 1)]


def matrix_of(svg: str) -> list[list[int]]:
    """The dark squares of a QR code that was drawn by segno (a path of M, h and m), without its quiet zone."""
    size, path = re.search(r'viewBox="0 0 (\d+) \d+"', svg), re.search(r' d="([^"]+)"', svg)
    assert size
    assert path
    width = int(size[1])
    matrix = [[0] * width for _ in range(width)]
    x = y = 0.0
    for command, numbers in re.findall(r"([Mmh])([-\d. ]+)", path[1]):
        values = [float(number) for number in re.findall(r"-?[\d.]+", numbers)]
        if command == "h":
            for at in range(int(values[0])):
                matrix[int(y)][int(x) + at] = 1
            x += values[0]
        else:
            x, y = (values[0], values[1]) if command == "M" else (x + values[0], y + values[1])
    return [row[2:-2] for row in matrix[2:-2]]


def matrix_for(address: str) -> list[list[int]]:
    """What the QR code of that address must look like."""
    return [list(row) for row in segno.make_qr(address, error="m").matrix]
