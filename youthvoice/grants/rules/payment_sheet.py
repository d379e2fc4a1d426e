"""The file of payments for a finance system: its columns, which are the same in every language, and a payment's name in it."""

from enum import StrEnum


class Column(StrEnum):
    """A column by its heading."""

    voucher = "bilagsnr"
    pool = "pulje"
    grant = "bevilling"
    payee = "modtager"
    reg = "reg.nr."
    account = "kontonr."
    amount = "beløb"
    text = "tekst"
    due = "forfaldsdato"
    paid = "betalt"
    """Empty in what we write; the day it was paid in what we read."""


READ: tuple[Column, ...] = (Column.voucher, Column.amount, Column.paid)
"""What a file must have to be read back; the others may be there, and are compared."""
PREFIX = "UV-"
MOST_ROWS = 5000
MOST_BYTES = 2 * 2**20
MOST_DIGITS = 18


def voucher_of(payment_id: int) -> str:
    """How a payment is called in files; spreadsheets take it for text, never for a day."""
    return f"{PREFIX}{payment_id}"


def payment_id_of(voucher: str) -> int | None:
    """The payment that is called so; None where nothing can be."""
    digits = voucher.strip().upper().removeprefix(PREFIX)
    is_number = voucher.strip().upper().startswith(PREFIX) and digits.isascii() and digits.isdigit()
    return int(digits) if is_number and len(digits) <= MOST_DIGITS else None


def same_text(ours: str, theirs: str) -> bool:
    """Tell whether a cell came back as it went, but for blanks, case and the ' before what a spreadsheet would reckon with."""
    return _plain(ours) == _plain(theirs)


def same_account(ends_with: str, theirs: str) -> bool:
    """Tell whether an account number can be ours by its last digits; spreadsheets lose zeros in front."""
    digits = "".join(one for one in theirs if one.isdigit())
    return digits.zfill(len(ends_with)).endswith(ends_with)


def _plain(text: str) -> str:
    return " ".join(text.lstrip("'").split()).casefold()
