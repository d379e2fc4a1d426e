"""The pages of accounts: written on a phone, read by the municipality, approved or sent back; receipts are never public."""

from io import BytesIO
from typing import Any

import pytest
from PIL import Image
from pypdf import PdfReader
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.factories.accounts import OfficialFactory, PersonFactory
from tests.factories.grants import KR, Town, sent, town
from tests.factories.grants_accounts import ALL, bought, paid, photograph, shown_file, told, version_of
from tests.web.forms import press, submit
from youthvoice.accounts.models import Person
from youthvoice.core.clock import today
from youthvoice.grants.commands.accounts import send_accounts
from youthvoice.grants.models import Application, ApplicationFile, LedgerEntry, SpentLine
from youthvoice.grants.queries.accounts import find_report
from youthvoice.grants.rules.applications import ApplicationStatus, FileKind
from youthvoice.moderation.models import ContentReport

REPLY = "Vi mangler kvitteringen for lyd. Den er på 400 kr."
WRITING = (
    "regnskab",
    "regnskab/udgift",
    "regnskab/udgift/{spent}",
    "regnskab/hvad-laerte-i",
    "regnskab/hjaelp",
    "regnskab/billeder",
)


@pytest.fixture
def place(session: Session) -> Town:
    return town(session)


@pytest.fixture
def grant(session: Session, place: Town) -> Application:
    """A grant of 8,000 kr., paid."""
    application = sent(session, place.pool)
    paid(session, application, place.coordinator, ALL)
    return application


def lead(session: Session, application: Application) -> Person:
    return session.get_one(Person, application.lead_id)


def base(application: Application) -> str:
    return f"/puljen/ansoegninger/{application.id}"


def fresh(session: Session, application: Application) -> Application:
    session.expire_all()
    return session.get_one(Application, application.id)


def file_path(file: ApplicationFile, name: str = "billede.webp") -> str:
    return f"/puljen/ansoegninger/{file.application_id}/filer/{file.id}/{name}"


def test_from_the_first_receipt_to_approval(session: Session, place: Town, grant: Application, sign_in: Any) -> None:
    client, at = sign_in(lead(session, grant)), base(grant)
    photo = (BytesIO(photograph()), "IMG_2027.jpg")
    page = submit(client, f"{at}/regnskab/udgift", {"name": "Hal i to timer", "amount": "7.500,50", "file": photo})
    assert page.status_code == 303
    text = client.get(f"{at}/regnskab").get_data(as_text=True)
    assert "Hal i to timer" in text
    assert "7.500,50 kr." in text
    assert "Skriv lidt mere om, hvad I lærte" in text
    assert client.get(f"{at}/regnskab/hvad-laerte-i").status_code == 200
    words = {"learned": "Vi lærte at spørge om hjælp i god tid, og det gik.", "participants": "62"}
    assert submit(client, f"{at}/regnskab/hvad-laerte-i", words).status_code == 303
    assert submit(client, f"{at}/regnskab/send", {}, page=f"{at}/regnskab").status_code == 303
    assert fresh(session, grant).status is ApplicationStatus.accounting
    text = client.get(f"{at}/regnskab").get_data(as_text=True)
    assert "499,50 kr." in text
    assert f"{at}/regnskab/udgift" not in text

    client = sign_in(place.coordinator)
    text = client.get(f"{at}/regnskab").get_data(as_text=True)
    assert "Kvittering 1" in text
    early = submit(client, f"{at}/regnskab/godkend", {}, page=f"{at}/regnskab")
    assert early.status_code == 422
    assert "Skriv, hvilken dag de kom" in early.get_data(as_text=True)
    day = today().strftime("%d.%m.%Y")
    assert submit(client, f"{at}/regnskab/godkend", {"came_on": day}, page=f"{at}/regnskab").status_code == 303
    assert fresh(session, grant).status is ApplicationStatus.closed
    assert "godkendt" in client.get(f"{at}/regnskab").get_data(as_text=True).lower()


def test_what_is_missing_is_told_above_the_form(session: Session, grant: Application, sign_in: Any) -> None:
    client, at = sign_in(lead(session, grant)), base(grant)
    answer = submit(client, f"{at}/regnskab/send", {}, page=f"{at}/regnskab")
    assert answer.status_code == 422
    assert "Regnskabet er ikke sendt endnu" in answer.get_data(as_text=True)


def test_wrong_input_is_kept(session: Session, grant: Application, sign_in: Any) -> None:
    client, at = sign_in(lead(session, grant)), base(grant)
    wrong = submit(client, f"{at}/regnskab/udgift", {"name": "Saft og kage", "amount": "mange penge"})
    assert wrong.status_code == 422
    text = wrong.get_data(as_text=True)
    assert "Saft og kage" in text
    assert "mange penge" in text
    no_picture = {"name": "Saft", "amount": "12", "file": (BytesIO(b"MZ not a picture"), "x.exe")}
    refused = submit(client, f"{at}/regnskab/udgift", no_picture)
    assert refused.status_code == 415
    assert "Den slags fil kan vi ikke tage" in refused.get_data(as_text=True)
    assert session.scalars(select(SpentLine)).all() == []
    wrong = submit(client, f"{at}/regnskab/hvad-laerte-i", {"learned": "Ring til 010203-1234", "participants": "ti"})
    assert wrong.status_code == 422
    assert "Ring til 010203-1234" in wrong.get_data(as_text=True)


def test_a_photograph_tells_nothing_but_its_picture(session: Session, grant: Application, sign_in: Any) -> None:
    client, at = sign_in(lead(session, grant)), base(grant)
    raw = photograph()
    assert b"Emmas telefon" in raw
    submit(client, f"{at}/regnskab/udgift", {"name": "Saft", "amount": "12", "file": (BytesIO(raw), "emma.jpg")})
    spent = session.scalars(select(SpentLine)).one()
    line = f"{at}/regnskab/udgift/{spent.id}"
    second = {"file": (BytesIO(photograph("red")), "b.jpg")}
    assert submit(client, f"{line}/bilag", second, page=line).status_code == 303
    picture = {"file": (BytesIO(raw), "emma.jpg"), "alt_text": "Et bord med kager"}
    assert submit(client, f"{at}/regnskab/billeder", picture).status_code == 303
    files = session.scalars(select(ApplicationFile)).all()
    assert [file.kind for file in files] == [FileKind.receipt, FileKind.receipt, FileKind.result]
    for file in files:
        got = client.get(file_path(file)).data
        for data in (got, file.data, file.thumb or b""):
            image = Image.open(BytesIO(data))
            assert not image.getexif()
            assert not {"exif", "xmp", "comment"} & set(image.info)
            assert b"Emmas" not in data
    gone = submit(client, f"{at}/regnskab/filer/{files[0].id}/fjern", {}, page=line)
    assert gone.status_code == 303
    assert len(session.scalars(select(ApplicationFile.id)).all()) == 2


def test_whoever_was_first_is_not_overwritten(session: Session, grant: Application, sign_in: Any) -> None:
    told(session, grant)
    spent = bought(session, grant, 100)
    client, at = sign_in(lead(session, grant)), base(grant)
    first, mine = "Vi lærte noget helt andet, sagde den anden.", "Min egen tekst om det hele."
    submit(client, f"{at}/regnskab/hvad-laerte-i", {"learned": first})
    late = press(client, f"{at}/regnskab/hvad-laerte-i", {"learned": mine, "seen": "1"})
    assert late.status_code == 409
    assert first in late.get_data(as_text=True)
    assert mine in late.get_data(as_text=True)
    line = f"{at}/regnskab/udgift/{spent.id}"
    submit(client, line, {"amount": "200"})
    late = press(client, line, {"name": "Min linje", "amount": "5", "kind": "food", "line": "", "seen": "1"})
    assert late.status_code == 409
    assert "Min linje" in late.get_data(as_text=True)


def test_sent_back_with_a_reason(session: Session, place: Town, grant: Application, sign_in: Any) -> None:
    told(session, grant)
    bought(session, grant, ALL)
    send_accounts(session, lead(session, grant), grant)
    client, at = sign_in(place.coordinator), base(grant)
    short = submit(client, f"{at}/regnskab/send-tilbage", {"reply": "Nej"}, page=f"{at}/regnskab")
    assert short.status_code == 422
    assert submit(client, f"{at}/regnskab/send-tilbage", {"reply": REPLY}, page=f"{at}/regnskab").status_code == 303
    text = sign_in(lead(session, grant)).get(f"{at}/regnskab").get_data(as_text=True)
    assert "kvitteringen for lyd" in text
    assert "Ny udgift" in text


def test_words_of_a_crisis_call_for_a_human(session: Session, grant: Application, sign_in: Any) -> None:
    client, at = sign_in(lead(session, grant)), base(grant)
    sent_words = submit(client, f"{at}/regnskab/hvad-laerte-i", {"learned": "Jeg vil ikke leve mere."})
    assert sent_words.headers["Location"].endswith("/regnskab/hjaelp")
    alarm = session.scalars(select(ContentReport)).one()
    assert (alarm.target_kind, alarm.is_automatic) == ("account_report", True)


def test_receipts_are_for_the_group_and_the_municipality(
    session: Session, place: Town, grant: Application, client: Any, sign_in: Any
) -> None:
    told(session, grant)
    spent = bought(session, grant, ALL)
    receipt = shown_file(session, grant, FileKind.receipt, spent)
    picture = shown_file(session, grant, FileKind.result)
    session.commit()
    for file in (receipt, picture):
        assert client.get(file_path(file)).status_code in (302, 401, 404)
    insiders = [lead(session, grant), place.coordinator, place.treasurer, place.administrator]
    for person in insiders:
        assert sign_in(person).get(file_path(receipt)).status_code == 200
        assert sign_in(person).get(f"{base(grant)}/regnskab").status_code == 200
    for person in (place.members[1], PersonFactory(), OfficialFactory()):
        assert sign_in(person).get(file_path(receipt)).status_code == 404
        for path in WRITING:
            address = f"{base(grant)}/{path.format(spent=spent.id)}"
            assert sign_in(person).get(address).status_code == 403, address


def test_only_the_group_writes_and_only_the_coordinator_judges(
    session: Session, place: Town, grant: Application, sign_in: Any
) -> None:
    told(session, grant)
    bought(session, grant, ALL)
    at = base(grant)
    assert press(sign_in(place.coordinator), f"{at}/regnskab/send").status_code == 403
    assert press(sign_in(place.coordinator), f"{at}/regnskab/udgift", {"name": "Saft"}).status_code == 403
    send_accounts(session, lead(session, grant), grant)
    seen = str(version_of(session, grant))
    for person in (lead(session, grant), place.treasurer, place.members[0]):
        assert press(sign_in(person), f"{at}/regnskab/godkend", {"seen": seen}).status_code == 403
        assert press(sign_in(person), f"{at}/regnskab/send-tilbage", {"seen": seen}).status_code == 403
    assert press(sign_in(place.administrator), f"{at}/regnskab/godkend", {"seen": seen}).status_code == 303


def test_before_the_letter_there_are_no_accounts(session: Session, place: Town, sign_in: Any) -> None:
    application = sent(session, place.pool)
    client = sign_in(lead(session, application))
    assert client.get(f"{base(application)}/regnskab").status_code == 404


def test_on_paper(session: Session, place: Town, grant: Application, sign_in: Any) -> None:
    told(session, grant)
    spent = bought(session, grant, 7_500 * KR, name="Leje af lyd", without_receipt="")
    shown_file(session, grant, FileKind.receipt, spent)
    bought(session, grant, 250 * KR, number=None, name="Plaster")
    send_accounts(session, lead(session, grant), grant)
    answer = sign_in(place.treasurer).get(f"{base(grant)}/regnskab.pdf")
    assert answer.mimetype == "application/pdf"
    assert answer.headers["Cache-Control"] == "private, no-store"
    reader = PdfReader(BytesIO(answer.data))
    text = " ".join(" ".join(page.extract_text() for page in reader.pages).split())
    for words in (
        f"{place.pool.year}-{grant.number}",
        "Hal-holdet",
        "Leje af lyd",
        "7.500 kr.",
        "Plaster",
        "250 kr.",
        "1 kvittering",
    ):
        assert words in text, words
    assert lead(session, grant).display_name not in text


def test_a_constant_number_of_queries(
    session: Session, place: Town, grant: Application, sign_in: Any, count_queries: Any
) -> None:
    told(session, grant)
    counts = []
    for more in (1, 12):
        for _ in range(more):
            spent = bought(session, grant, 100)
            shown_file(session, grant, FileKind.receipt, spent)
        client = sign_in(lead(session, grant))
        for path in ("regnskab", f"regnskab/udgift/{spent.id}", "regnskab/hvad-laerte-i", "regnskab/billeder"):
            with count_queries() as seen:
                client.get(f"{base(grant)}/{path}")
            counts.append((path.split("/")[1:2], len(seen)))
    half = len(counts) // 2
    assert [count for _path, count in counts[:half]] == [count for _path, count in counts[half:]]
    assert max(count for _path, count in counts) <= 8


def test_every_entry_rests_on_the_accounts(session: Session, place: Town, grant: Application, sign_in: Any) -> None:
    told(session, grant)
    bought(session, grant, 7_000 * KR)
    send_accounts(session, lead(session, grant), grant)
    at, day = base(grant), today().isoformat()
    submit(sign_in(place.coordinator), f"{at}/regnskab/godkend", {"came_on": day}, page=f"{at}/regnskab")
    rows = session.scalars(select(LedgerEntry).order_by(LedgerEntry.number.desc()).limit(3)).all()
    assert {row.document for row in rows} == {f"Regnskab {place.pool.year}-{grant.number}"}
    report = find_report(session, grant.id)
    assert report is not None
    assert (report.given_back_on, report.approved_by_id) == (today(), place.coordinator.id)
