"""Account numbers as people type them, payments' names in files, and the letter's parts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from youthvoice.grants.presenting.after_yes import letter_parts
from youthvoice.grants.rules.bank import BankAccount, BankProblem, bank_digits, bank_problems
from youthvoice.grants.rules.paying import PAYMENT_TRANSITIONS, PaymentState, payment_allowed
from youthvoice.grants.rules.payment_sheet import payment_id_of, same_account, same_text, voucher_of


@pytest.mark.parametrize(
    ("reg", "account", "problems"),
    [
        ("7321", "0948172635", []),
        ("0400", "123456", []),
        ("732", "0948172635", [BankProblem.reg]),
        ("73211", "0948172635", [BankProblem.reg]),
        ("0000", "0948172635", [BankProblem.reg]),
        ("7321", "12345", [BankProblem.account]),
        ("7321", "12345678901", [BankProblem.account]),
        ("7321", "0000000000", [BankProblem.account_zero]),
        ("73a1", "09481726x5", [BankProblem.reg, BankProblem.account]),
        ("٧٣٢١", "0948172635", [BankProblem.reg]),
        ("", "", [BankProblem.reg, BankProblem.account]),
    ],
)
def test_what_can_be_an_account(reg: str, account: str, problems: list[BankProblem]) -> None:
    assert bank_problems(reg, account) == problems


def test_as_people_type_it() -> None:
    assert bank_digits(" 0948 172-635 ") == "0948172635"
    assert bank_digits("73.21") == "7321"


def test_it_tells_nothing_by_mistake() -> None:
    account = BankAccount("7321", "0948172635")
    assert "2635" not in repr(account)
    assert "0948" not in f"{account}"
    assert account.ends_with == "2635"
    assert BankAccount("7321", "123456").ends_with == "56"


@given(st.from_regex(r"[0-9]{4}", fullmatch=True), st.from_regex(r"[0-9]{6,10}", fullmatch=True))
def test_packed_and_unpacked(reg: str, account: str) -> None:
    one = BankAccount(reg, account)
    assert BankAccount.unpacked(one.packed()) == one
    assert same_account(one.ends_with, account)
    assert same_account(one.ends_with, account.lstrip("0"))


@given(st.integers(1, 10**17))
def test_a_payment_is_found_by_its_name(payment_id: int) -> None:
    assert payment_id_of(voucher_of(payment_id)) == payment_id
    assert payment_id_of(f" {voucher_of(payment_id).lower()} ") == payment_id


@pytest.mark.parametrize("name", ["", "17", "UV-", "UV-1x", "UV-" + "9" * 19, "UV--1", "UV-²"])
def test_other_names_are_none(name: str) -> None:
    assert payment_id_of(name) is None


def test_cells_are_the_same_but_for_what_spreadsheets_do() -> None:
    assert same_text("=Lyd ApS", "'=Lyd  ApS ")
    assert not same_text("Virum Lyd", "Virum Lys")


def test_nothing_leaves_what_is_paid_or_cancelled() -> None:
    ends = {PaymentState.paid, PaymentState.cancelled}
    assert {one for one, after in PAYMENT_TRANSITIONS.items() if not after} == ends
    assert not payment_allowed(PaymentState.asked, PaymentState.paid)
    assert not payment_allowed(PaymentState.asked, PaymentState.sent)


def test_a_letter_in_its_parts() -> None:
    parts = letter_parts("Det får I\nHundrede kroner.\nMere.\n\nSpørg os\nLine")
    assert [(part.title, part.lines) for part in parts] == [
        ("Det får I", ("Hundrede kroner.", "Mere.")),
        ("Spørg os", ("Line",)),
    ]
