"""Accounts: what is missing, what keeps them from being approved, and how the money ends."""

from datetime import date, timedelta

import pytest

from youthvoice.grants.rules.accounts import (
    STAGES,
    Hindrance,
    Missing,
    Reckoning,
    Spent,
    compared,
    hindrance,
    missing,
)

TODAY = date(2027, 5, 1)
LEARNED = "Vi lærte at spørge i god tid, og at mange vil hjælpe."
SHOWN, BARE = Spent(1, 100, has_receipt=True), Spent(1, 100, has_receipt=False)


@pytest.mark.parametrize(
    ("unpaid", "paid", "spent", "ends"),
    [
        # gives back, closes out, own share
        (0, 800, 800, (0, 800, 0)),
        (0, 800, 799, (1, 799, 0)),
        (0, 800, 801, (0, 800, 1)),
        (200, 600, 0, (600, 0, 0)),
        (800, 0, 500, (0, 0, 500)),
        (0, 0, 0, (0, 0, 0)),
    ],
)
def test_every_krone_ends_somewhere(unpaid: int, paid: int, spent: int, ends: tuple[int, int, int]) -> None:
    money = Reckoning(unpaid, paid, spent)
    assert (money.gives_back, money.closes_out, money.own_share) == ends
    assert money.gives_back + money.closes_out == paid


@pytest.mark.parametrize(
    ("learned", "participants", "spent", "found"),
    [
        (LEARNED, 40, [SHOWN], []),
        (LEARNED, 0, [], []),
        ("x" * 40, 1, [SHOWN, SHOWN], []),
        ("x" * 39 + "   ", 1, [SHOWN], [Missing.learned]),
        (LEARNED, None, [SHOWN], [Missing.participants]),
        (LEARNED, 40, [SHOWN, BARE], [Missing.receipts]),
        ("", None, [BARE], [Missing.receipts, Missing.learned, Missing.participants]),
    ],
)
def test_what_is_missing(learned: str, participants: int | None, spent: list[Spent], found: list[Missing]) -> None:
    assert list(missing(learned, participants, spent)) == found


@pytest.mark.parametrize(
    ("paid", "came_on", "is_paying", "found"),
    [
        (100, None, False, None),
        (100, None, True, Hindrance.payments),
        (150, None, False, Hindrance.money_not_back),
        (150, TODAY, False, None),
        (150, TODAY + timedelta(days=1), False, Hindrance.day_to_come),
        (150, TODAY, True, Hindrance.payments),
        # Nothing is owed: a day means nothing.
        (100, TODAY + timedelta(days=1), False, None),
    ],
)
def test_what_keeps_them_from_being_approved(
    paid: int, came_on: date | None, is_paying: bool, found: Hindrance | None
) -> None:
    assert hindrance(Reckoning(0, paid, 100), came_on, TODAY, is_paying=is_paying) is found


def test_lines_beside_what_was_spent() -> None:
    budget = [(1, "Leje", 500), (2, "Mad", 300)]
    spent = [Spent(1, 200, True), Spent(1, 350, True), Spent(None, 40, True)]
    found = [(one.name, one.planned, one.spent, one.difference) for one in compared(budget, spent, "Andet")]
    assert found == [("Leje", 500, 550, -50), ("Mad", 300, 0, 300), ("Andet", 0, 40, -40)]
    assert len(compared(budget, [], "Andet")) == 2


def test_stages_follow_each_other() -> None:
    assert list(STAGES) == [-14, -3, 1, 8, 22]
