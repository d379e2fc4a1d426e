"""Files for the finance system: what stands in them, and what comes back, line by line."""

import csv
from datetime import timedelta
from io import BytesIO, StringIO
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.apps import SECRET
from tests.factories.grants import KR, Town, key, town
from tests.factories.grants_after import ACCOUNT, REG, asked, planned, running, with_account, yesterday
from tests.web.forms import submit
from youthvoice.core.clock import today
from youthvoice.core.errors import Conflict, RuleBroken
from youthvoice.grants.commands.batches import batch_file, send_batch
from youthvoice.grants.commands.ledger import balance_of
from youthvoice.grants.commands.payments import take_back
from youthvoice.grants.commands.reading_back import read_back
from youthvoice.grants.models import Payment, PaymentBatch
from youthvoice.grants.rules.paying import PaymentState, PaymentWay


@pytest.fixture
def place(session: Session) -> Town:
    return town(session)


def two_payments(session: Session, place: Town) -> tuple[Payment, Payment]:
    application = with_account(session, running(session, place))
    transfer = planned(session, place, application, 2_000, PaymentWay.transfer)
    return planned(session, place, application, 1_250), transfer


def sent_file(session: Session, place: Town, *payments: Payment) -> list[dict[str, str]]:
    """The lines of a file with those payments, as Danish Excel reads them."""
    batch = send_batch(session, place.pool, [one.id for one in payments], key(), by_id=place.treasurer.id)
    text = batch_file(session, SECRET, place.pool, batch, by_id=place.treasurer.id)
    return list(csv.DictReader(StringIO(text.removeprefix("\ufeff"), newline=""), delimiter=";"))


def file_of(lines: list[dict[str, str]], **changes: str) -> BytesIO:
    """The file as somebody saves it, in Excel's letters; ``changes`` are made in its first line."""
    out = StringIO()
    writer = csv.DictWriter(out, list(lines[0]), delimiter=";", lineterminator="\r\n")
    writer.writeheader()
    writer.writerows([{**lines[0], **changes}, *lines[1:]])
    return BytesIO(out.getvalue().encode("cp1252"))


def test_the_file_has_what_a_finance_system_needs(session: Session, place: Town) -> None:
    invoice, transfer = two_payments(session, place)
    first, second = sorted(sent_file(session, place, invoice, transfer), key=lambda line: line["beløb"])
    assert list(first) == [
        "bilagsnr", "pulje", "bevilling", "modtager", "reg.nr.", "kontonr.", "beløb", "tekst", "forfaldsdato", "betalt",
    ]  # fmt: skip
    assert (first["modtager"], first["reg.nr."], first["kontonr."], first["beløb"]) == ("Virum Lyd", "", "", "1250,00")
    assert (second["modtager"], second["reg.nr."], second["kontonr."]) == ("Hal-holdet", REG, ACCOUNT)
    assert (first["tekst"], second["beløb"]) == ("Faktura 1234 fra Virum Lyd", "2000,00")
    assert first["bevilling"] == f"Bevilling {place.pool.year}-1"
    assert first["pulje"] == place.pool.name
    assert {invoice.state, transfer.state} == {PaymentState.sent}


def test_what_goes_into_a_file_must_be_ready(session: Session, place: Town) -> None:
    application = running(session, place)
    waiting = asked(session, application, 100)
    with pytest.raises(Conflict):
        send_batch(session, place.pool, [waiting.id], key(), by_id=place.treasurer.id)
    with pytest.raises(RuleBroken):
        send_batch(session, place.pool, [], key(), by_id=place.treasurer.id)
    other = town(session)
    with pytest.raises(Conflict):
        send_batch(session, other.pool, [planned(session, place, application, 100).id], key(), by_id=other.treasurer.id)


def test_sent_twice_it_is_one_file(session: Session, place: Town) -> None:
    payments, once = two_payments(session, place), key()
    ids = [one.id for one in payments]
    first, second = (send_batch(session, place.pool, ids, once, by_id=place.treasurer.id) for _ in range(2))
    assert first is second
    assert session.scalars(select(PaymentBatch)).all() == [first]


def test_the_whole_way_by_the_pages(session: Session, place: Town, sign_in: Any) -> None:
    payments = two_payments(session, place)
    client, page = sign_in(place.treasurer), f"/puljen/{place.pool.id}/betalinger"
    none = submit(client, f"{page}/fil", {}, page=page)
    assert none.status_code == 422
    assert "Vælg mindst én betaling" in none.text
    ticked = {"betaling": [str(one.id) for one in payments]}
    assert submit(client, f"{page}/fil", ticked, page=page).status_code == 303
    got = submit(client, f"{page}/fil/1", {}, page=f"{page}?vis=paa-vej")
    assert got.headers["Content-Disposition"].startswith("attachment")
    assert got.headers["Cache-Control"] == "private, no-store"
    lines = list(csv.DictReader(StringIO(got.data.decode("utf-8-sig"), newline=""), delimiter=";"))
    assert {line["kontonr."] for line in lines} == {"", ACCOUNT}
    back = file_of(lines, betalt=yesterday().strftime("%d-%m-%Y"))
    answer = submit(client, f"{page}/indlaes", {"file": (back, "betalinger.csv")}, follow_redirects=True)
    assert "1 er nu betalt. 1 mangler stadig en dato." in answer.text
    wrong = submit(client, f"{page}/indlaes", {"file": (file_of(lines, betalt="i går"), "betalinger.csv")})
    assert wrong.status_code == 422
    assert "Linje 2" in wrong.text
    session.expire_all()
    assert sorted(one.state for one in payments) == [PaymentState.paid, PaymentState.sent]


CHANGED = (
    ({"beløb": "1250,01"}, "Beløbet er ændret"),
    ({"modtager": "En anden"}, "Modtageren er ændret"),
    ({"bilagsnr": "UV-999999"}, "Vi kender ikke bilag"),
    ({"bilagsnr": "17"}, "Vi kender ikke bilag"),
    ({"betalt": "32-13-2027"}, "er ikke en dato"),
    ({"betalt": "31-12-2999"}, "er ikke kommet endnu"),
)


@pytest.mark.parametrize(("changes", "words"), CHANGED)
def test_a_line_that_does_not_fit_stops_it_all(
    session: Session, place: Town, changes: dict[str, str], words: str
) -> None:
    invoice, transfer = two_payments(session, place)
    lines = sent_file(session, place, invoice, transfer)
    lines.sort(key=lambda line: line["beløb"])
    lines[1]["betalt"] = str(yesterday())
    found = read_back(session, place.pool, file_of(lines, **{"betalt": str(yesterday()), **changes}), by_id=1)
    assert [(one.line, words in one.words) for one in found.problems] == [(2, True)]
    assert {invoice.state, transfer.state} == {PaymentState.sent}
    assert balance_of(session, place.pool.id).paid == 0


def test_a_changed_account_is_told(session: Session, place: Town) -> None:
    _invoice, transfer = two_payments(session, place)
    lines = sent_file(session, place, transfer)
    found = read_back(session, place.pool, file_of(lines, **{"kontonr.": "1111111111"}), by_id=1)
    assert [one.words for one in found.problems] == ["Kontonummeret er ændret."]
    without_zero = ACCOUNT.lstrip("0")
    assert not read_back(session, place.pool, file_of(lines, **{"kontonr.": without_zero}), by_id=1).problems


def test_a_line_twice_is_told(session: Session, place: Town) -> None:
    invoice, _transfer = two_payments(session, place)
    lines = sent_file(session, place, invoice)
    found = read_back(session, place.pool, file_of(lines * 2), by_id=1)
    assert [(one.line, "linje 2" in one.words) for one in found.problems] == [(3, True)]


def test_read_twice_it_is_paid_once(session: Session, place: Town) -> None:
    invoice, _transfer = two_payments(session, place)
    lines, by = sent_file(session, place, invoice), place.treasurer.id
    day = yesterday().strftime("%d.%m.%Y")
    assert read_back(session, place.pool, file_of(lines, betalt=day), by_id=by).days
    again = read_back(session, place.pool, file_of(lines, betalt=day), by_id=by)
    assert (again.again, again.days, again.problems) == (1, {}, [])
    other = (yesterday() - timedelta(days=3)).isoformat()
    assert "betalt før" in read_back(session, place.pool, file_of(lines, betalt=other), by_id=by).problems[0].words
    assert balance_of(session, place.pool.id).paid == 1_250 * KR


def test_taken_out_of_the_file_it_is_not_paid_by_it(session: Session, place: Town) -> None:
    invoice, _transfer = two_payments(session, place)
    lines = sent_file(session, place, invoice)
    take_back(session, invoice, "Forkert regning", by_id=place.treasurer.id)
    found = read_back(session, place.pool, file_of(lines, betalt=str(today())), by_id=place.treasurer.id)
    assert "taget ud af filen" in found.problems[0].words
    assert invoice.state is PaymentState.planned
    assert len(sent_file(session, place, invoice)) == 1


@pytest.mark.parametrize(
    "raw", [b"", b"PK\x03\x04 a workbook", b"navn;alder\r\nEva;12\r\n", b"bilagsnr;bel\xf8b;betalt\r\n"]
)
def test_a_file_that_is_none(session: Session, place: Town, raw: bytes) -> None:
    found = read_back(session, place.pool, BytesIO(raw), by_id=place.treasurer.id)
    assert [one.line for one in found.problems] == [0]
