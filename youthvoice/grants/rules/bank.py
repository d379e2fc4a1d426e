"""Danish bank accounts: a registration number of four digits and an account of at most ten."""

from dataclasses import dataclass
from enum import StrEnum

REG_DIGITS = 4
FEWEST_DIGITS, MOST_DIGITS = 6, 10
SHOWN = 4
"""So many last digits may be shown to those who typed it."""
SEPARATORS = str.maketrans("", "", " .-–\u00a0")


class BankProblem(StrEnum):
    """Why something cannot be a bank account."""

    reg = "reg"
    account = "account"
    account_zero = "account_zero"


@dataclass(frozen=True)
class BankAccount:
    """Where money is sent. It must never be printed, logged or compared in public: its ``repr`` tells nothing."""

    reg: str
    account: str

    def __repr__(self) -> str:
        return "BankAccount(…)"

    @property
    def ends_with(self) -> str:
        """The last digits, for those who typed it to know it again; fewer of a short number."""
        return self.account[-SHOWN:] if len(self.account) >= 2 * SHOWN else self.account[-SHOWN // 2 :]

    def packed(self) -> str:
        """As it is sealed."""
        return f"{self.reg} {self.account}"

    @classmethod
    def unpacked(cls, text: str) -> "BankAccount":
        """What ``packed`` made."""
        reg, _, account = text.partition(" ")
        return cls(reg, account)


def bank_digits(typed: str) -> str:
    """What was typed without blanks, dots and dashes."""
    return typed.translate(SEPARATORS)


def bank_problems(reg: str, account: str) -> list[BankProblem]:
    """What is wrong with a registration and an account number in digits; empty where nothing is."""
    found = []
    if not (_is_digits(reg) and len(reg) == REG_DIGITS and int(reg)):
        found.append(BankProblem.reg)
    if not (_is_digits(account) and FEWEST_DIGITS <= len(account) <= MOST_DIGITS):
        found.append(BankProblem.account)
    elif not int(account):
        found.append(BankProblem.account_zero)
    return found


def _is_digits(text: str) -> bool:
    return text.isascii() and text.isdigit()
