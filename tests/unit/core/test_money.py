"""Money as people type it: both languages' ways are read, what could be meant otherwise is refused, and nothing is rounded."""

from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st
from werkzeug.datastructures import MultiDict
from wtforms import Form
from wtforms.validators import Optional

from youthvoice.core import i18n
from youthvoice.core.forms import MoneyField, Needed
from youthvoice.core.money import LONGEST, MOST_OERE, MoneyKind, NoMoney, parse_money, write_money

AMOUNTS = st.integers(0, MOST_OERE)
LOCALES = st.sampled_from(i18n.LOCALES)


@pytest.fixture(scope="module")
def flask_app() -> Flask:
    """As much of an application as languages need."""
    app = Flask("money")
    i18n.init_i18n(app, "da")
    return app


@pytest.fixture(params=["da", "en"])
def locale(request: pytest.FixtureRequest, flask_app: Flask) -> Iterator[str]:
    """The language of the address."""
    with flask_app.test_request_context("/", environ_overrides={i18n.ENVIRON_KEY: request.param}):
        yield request.param


BOTH = {
    "1.234,50 kr.": 123_450,
    "1,234.50": 123_450,
    "DKK 1,234.50": 123_450,
    "1234,5": 123_450,
    "1234.5": 123_450,
    "1 234,50": 123_450,
    "1\xa0234,50\xa0kr.": 123_450,
    "1\u202f234.50": 123_450,
    "1.234.567": 123_456_700,
    "1,234,567": 123_456_700,
    "1 234 567": 123_456_700,
    "1.234.567,89": 123_456_789,
    "kr. 500": 50_000,
    "kr.500": 50_000,
    "KR 500": 50_000,
    "kroner 500": 50_000,
    "500 kroner": 50_000,
    "500kr": 50_000,
    "500 dkk": 50_000,
    "500,-": 50_000,
    "500.-": 50_000,
    "500,–": 50_000,
    "kr. 500,- ": 50_000,
    "500,00": 50_000,
    "500.00": 50_000,
    " 7 ": 700,
    "0": 0,
    "0,05": 5,
    "0.5": 50,
    "007": 700,
    "100000000000": MOST_OERE,
}


@pytest.mark.parametrize(("typed", "oere"), BOTH.items())
def test_what_can_only_be_meant_one_way_is_read_in_both_languages(typed: str, oere: int) -> None:
    assert parse_money(typed, "da") == oere
    assert parse_money(typed, "en") == oere


@pytest.mark.parametrize(("in_danish", "in_english"), [("1.234", "1,234"), ("12.000 kr.", "DKK 12,000")])
def test_the_language_decides_where_both_could_be_meant(in_danish: str, in_english: str) -> None:
    assert parse_money(in_danish, "da") == parse_money(in_english, "en")
    for typed, locale in ((in_danish, "en"), (in_english, "da")):
        with pytest.raises(NoMoney) as refused:
            parse_money(typed, locale)
        assert refused.value.kind is MoneyKind.too_many_decimals


REFUSED = {
    "": "empty",
    " \xa0\t": "empty",
    "-500": "negative",
    "−1,50": "negative",
    "- kr. 500": "negative",
    "kr. -500": "negative",
    "-0": "negative",
    "1,2345": "too_many_decimals",
    "1.234,567": "too_many_decimals",
    "1,234.567": "too_many_decimals",
    "1234.567": "too_many_decimals",
    "0.500": "too_many_decimals",
    "100000000000,01": "too_large",
    "9" * 40: "too_large",
    "9" * (LONGEST + 1): "not_a_number",
    "kr.": "not_a_number",
    "mange": "not_a_number",
    "1e5": "not_a_number",
    "10k": "not_a_number",
    "+500": "not_a_number",
    "500 €": "not_a_number",
    "500-600": "not_a_number",
    "1,23.50": "not_a_number",
    "12.34.567": "not_a_number",
    "1.234 567": "not_a_number",
    "1 23": "not_a_number",
    "1..5": "not_a_number",
    "5,": "not_a_number",
    ",5": "not_a_number",
    "½": "not_a_number",
    "５００": "not_a_number",
    "٥٠٠": "not_a_number",
    "500\x00": "not_a_number",
}


@pytest.mark.parametrize(("typed", "kind"), REFUSED.items())
@pytest.mark.parametrize("locale_of_reader", ["da", "en"])
def test_what_is_no_amount_is_refused_with_its_reason(typed: str, kind: str, locale_of_reader: str) -> None:
    with pytest.raises(NoMoney) as refused:
        parse_money(typed, locale_of_reader)
    assert refused.value.kind is MoneyKind(kind)


@given(AMOUNTS)
def test_what_is_shown_is_read_as_it_was(flask_app: Flask, oere: int) -> None:
    for locale in i18n.LOCALES:
        with flask_app.test_request_context("/", environ_overrides={i18n.ENVIRON_KEY: locale}):
            assert parse_money(i18n.format_money(oere), locale) == oere
        assert parse_money(write_money(oere, locale), locale) == oere


@given(st.text(alphabet="0123456789., kr-DK\xa0−", max_size=20) | st.text(max_size=80), LOCALES)
def test_every_text_is_an_amount_or_refused(text: str, locale: str) -> None:
    try:
        oere = parse_money(text, locale)
    except NoMoney:
        return
    assert 0 <= oere <= MOST_OERE
    assert parse_money(write_money(oere, locale), locale) == oere


def test_no_oere_is_lost_in_a_large_amount(locale: str) -> None:
    shown = i18n.format_money(99_999_999_999_999_999).replace("\xa0", " ")
    assert shown == {"da": "999.999.999.999.999,99 kr.", "en": "DKK 999,999,999,999,999.99"}[locale]
    assert write_money(-123_450, "da") == "-1.234,50"


class Asking(Form):
    """A form with an amount that is needed, and one that may lack."""

    amount = MoneyField("Beløb", [Needed("Skriv, hvor meget I søger.")], low=50_000, high=1_000_000)
    other = MoneyField("Andre penge", [Optional()])


def sent(**typed: str) -> Any:
    form = Asking(MultiDict(typed))
    form.validate()
    return form


def test_a_form_has_oere_and_shows_what_was_typed(locale: str) -> None:
    form = sent(amount=" 1 234,50 kr.", other="")
    assert (form.errors, form.amount.data, form.other.data) == ({}, 123_450, None)
    assert 'value="1 234,50 kr."' in form.amount()
    assert 'inputmode="decimal"' in form.amount()
    assert 'value=""' in form.other()
    kept = Asking(data={"amount": 123_450})
    assert f'value="{write_money(123_450, locale)}"' in kept.amount()


def test_what_is_wrong_is_told_once_and_what_was_typed_stays(flask_app: Flask) -> None:
    told = {
        "": "Skriv, hvor meget I søger.",
        "mange <b>": "Skriv beløbet i kroner, for eksempel 1.250,50.",
        "-600": "Skriv beløbet uden minus.",
        "600,123": "Skriv højst to tal efter kommaet, for eksempel 1.250,50.",
        "499,99": "Skriv 500 kr. eller mere.",
        "10.000,01": "Beløbet er for stort. Skriv 10.000 kr. eller mindre.",
        "9" * 30: "Beløbet er for stort. Skriv 10.000 kr. eller mindre.",
    }
    with flask_app.test_request_context("/", environ_overrides={i18n.ENVIRON_KEY: "da"}):
        for typed, words in told.items():
            form = sent(amount=typed, other="-5")
            assert [str(text).replace("\xa0", " ") for text in form.amount.errors] == [words]
            assert form.amount._value() == typed
            assert form.other.errors == ["Skriv beløbet uden minus."]


def test_a_field_that_was_emptied_is_empty() -> None:
    form = Asking(MultiDict({"amount": "600", "other": " "}), data={"other": 700})
    form.validate()
    assert form.other.data is None
