"""The gallery: only what was approved and may be shown; one page after the other; reported, hidden and shown again."""

from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.factories.accounts import ModeratorFactory
from tests.factories.grants import KR, Town, sent, town
from tests.factories.grants_accounts import ALL, bought, paid, shown_file
from tests.factories.grants_decided import accepted, closed, decided
from youthvoice.grants.models import AccountReport, Application
from youthvoice.grants.presenting.accounts import PublicAccounts, told_accounts
from youthvoice.grants.queries.accounts import find_report, spent_of
from youthvoice.grants.queries.accounts_lists import CARDS, PAGE_SIZE
from youthvoice.grants.queries.applications import files_of, lines_of
from youthvoice.grants.rules.applications import FileKind
from youthvoice.moderation.targets import find_target, hide_target, restore_target


@pytest.fixture
def place(session: Session) -> Town:
    return town(session, 1_000_000 * KR, name="Puljen for i år")


def finished(session: Session, place: Town, title: str, **more: Any) -> tuple[Application, AccountReport]:
    """A grant that is closed, with a picture; ``more`` are fields of its report."""
    application = sent(session, place.pool, title=title)
    decided(session, application, ALL, place.coordinator)
    accepted(session, application)
    bought(session, application, 7_000 * KR, name="Kassekreditten hos Emma")
    report = closed(session, application, ALL, place.coordinator, unused=1_000 * KR)
    for name, value in more.items():
        setattr(report, name, value)
    shown_file(session, application, FileKind.result)
    session.flush()
    return application, report


def panel(session: Session, application: Application) -> PublicAccounts:
    """What the application's page shows everybody of its accounts."""
    report, spent = find_report(session, application.id), spent_of(session, application.id)
    assert report is not None
    pictures = files_of(session, application.id, FileKind.result)
    sums = [(line.line_id, line.amount) for line in spent]
    return told_accounts(application, lines_of(session, application.id), report, sums, pictures)


def test_only_what_may_be_shown(session: Session, place: Town, client: Any) -> None:
    shown, _report = finished(session, place, "Syv dage med musik")
    finished(session, place, "Noget hemmeligt", shows_in_gallery=False)
    waiting = sent(session, place.pool, title="Noget der venter")
    paid(session, waiting, place.coordinator, ALL)
    session.commit()
    answer = client.get("/puljen/galleri")
    text = answer.get_data(as_text=True)
    assert "Syv dage med musik" in text
    assert "7.000 kr." in text
    assert "Et langt bord med mad" in text
    assert "Noget" not in text.replace("Noget andet", "")
    assert "Set-Cookie" not in answer.headers
    again = client.get("/puljen/galleri", headers={"If-None-Match": answer.headers["ETag"]})
    assert again.status_code == 304
    picture = next(part for part in text.split('"') if "/filer/" in part)
    assert client.get(picture).mimetype == "image/webp"
    assert f"/puljen/ansoegninger/{shown.id}" in text


def test_a_moderator_hides_and_shows(session: Session, place: Town, client: Any) -> None:
    application, report = finished(session, place, "Syv dage med musik")
    session.commit()
    assert client.get(f"/anmeld/account_report/{report.id}").status_code == 200
    picture = next(p for p in client.get("/puljen/galleri").get_data(as_text=True).split('"') if "/filer/" in p)
    for _ in range(2):
        hide_target(session, "account_report", report.id)
    session.commit()
    assert "Syv dage" not in client.get("/puljen/galleri").get_data(as_text=True)
    assert client.get(picture).status_code in (302, 401, 404)
    target = find_target(session, "account_report", report.id)
    assert target is not None
    assert not target.is_readable
    told = panel(session, application)
    assert (told.is_told, told.learned, list(told.pictures)) == (False, "", [])
    restore_target(session, "account_report", report.id)
    session.commit()
    assert "Syv dage" in client.get("/puljen/galleri").get_data(as_text=True)


def test_a_hidden_application_is_hidden_here_too(session: Session, place: Town, client: Any) -> None:
    application, _report = finished(session, place, "Syv dage med musik")
    hide_target(session, "application", application.id)
    session.commit()
    assert "Syv dage" not in client.get("/puljen/galleri").get_data(as_text=True)


def test_one_page_after_the_other(session: Session, place: Town, client: Any, count_queries: Any) -> None:
    finished(session, place, "Den første")
    session.commit()
    with count_queries() as few:
        client.get("/puljen/galleri")
    for number in range(CARDS):
        finished(session, place, f"Nummer {number}")
    session.commit()
    with count_queries() as many:
        text = client.get("/puljen/galleri").get_data(as_text=True)
    assert len(few) == len(many) <= 6
    assert "Den første" not in text
    onward = next(part for part in text.split('"') if "efter=" in part)
    rest = client.get(onward.replace("&amp;", "&")).get_data(as_text=True)
    assert "Den første" in rest
    assert "Nummer" not in rest


def test_by_pool_and_year(session: Session, place: Town, client: Any) -> None:
    older = town(session, 100_000 * KR, name="Puljen før", year=place.pool.year - 1)
    finished(session, place, "Af i år")
    finished(session, older, "Af før")
    session.commit()
    asked = {
        f"pulje={older.pool.id}": (False, True),
        f"aar={place.pool.year}": (True, False),
        "aar=1999": (False, False),
        "pulje=x": (True, True),
        "efter=galt": (True, True),
    }
    for query, wanted in asked.items():
        text = client.get(f"/puljen/galleri?{query}").get_data(as_text=True)
        assert ("Af i år" in text, "Af før" in text) == wanted, query


def test_the_panel_never_tells_what_was_bought(session: Session, place: Town) -> None:
    application, _report = finished(session, place, "Syv dage med musik")
    bought(session, application, 300 * KR, number=None, name="Til Emma")
    told = panel(session, application)
    assert told.drawing.chart.rows == ("Linje 1", "Linje 2", "Andet end planlagt")
    planned, spent = (part.values for part in told.drawing.chart.series)
    assert planned == (4_000 * KR, 4_000 * KR, 0)
    assert spent == (7_000 * KR, 0, 300 * KR)
    assert "Emma" not in repr(told.drawing)


def test_the_list_of_whoever_coordinates(
    session: Session, place: Town, client: Any, sign_in: Any, count_queries: Any
) -> None:
    path = f"/puljen/{place.pool.id}/regnskaber"
    finished(session, place, "En der er færdig")
    for number in range(PAGE_SIZE + 1):
        paid(session, sent(session, place.pool, asked=500 * KR, title=f"Nummer {number:02}"), place.coordinator, 0)
    session.commit()
    assert client.get(path).status_code in (302, 401)
    client = sign_in(place.coordinator)
    assert "Her er ingen lige nu" in client.get(path).get_data(as_text=True)
    assert "En der er færdig" in client.get(f"{path}?vis=godkendt").get_data(as_text=True)
    with count_queries() as seen:
        text = client.get(f"{path}?vis=mangler").get_data(as_text=True)
    assert len(seen) <= 8
    assert ("Nummer 00" in text, f"Nummer {PAGE_SIZE:02}" in text) == (True, False)
    onward = next(part for part in text.split('"') if "efter=" in part).replace("&amp;", "&")
    assert f"Nummer {PAGE_SIZE:02}" in client.get(onward).get_data(as_text=True)
    assert sign_in(place.members[1]).get(path).status_code == 403
    assert sign_in(ModeratorFactory()).get(path).status_code == 403


def test_reports_of_a_draft_are_nobodys_business(session: Session, place: Town, client: Any) -> None:
    _application, report = finished(session, place, "Noget hemmeligt", shows_in_gallery=False)
    session.commit()
    assert client.get(f"/anmeld/account_report/{report.id}").status_code == 404
    assert session.scalars(select(AccountReport.id)).one() == report.id
