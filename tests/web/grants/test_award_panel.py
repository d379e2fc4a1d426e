"""A complaint on its pages, and what the application's page tells of a decision."""

from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.factories.accounts import OfficialFactory
from tests.factories.awarding import awarded, page_of
from tests.factories.grants import KR, Town, town
from tests.web.forms import form_fields, press, submit
from youthvoice.accounts.models import Person
from youthvoice.grants.commands.complaints import complain
from youthvoice.grants.models import Application, Complaint, Panelist, PoolCriterion, PoolRule
from youthvoice.grants.presenting.awards import award_panel
from youthvoice.grants.queries.pools import get_application, place_before
from youthvoice.grants.rules.deciding import Conflict, FoundBy
from youthvoice.moderation.models import ContentReport


@pytest.fixture
def place(session: Session) -> Town:
    found = town(session, 20_000 * KR)
    session.add(PoolRule(pool_id=found.pool.id, number=1, words="Vi betaler ikke løn."))
    session.add(PoolCriterion(pool_id=found.pool.id, number=1, question="Kan alle være med?"))
    session.flush()
    return found


def test_the_group_complains_and_an_adult_answers(
    session: Session, sign_in: Any, place: Town, application: Application
) -> None:
    awarded(session, place, application, 0)
    lead = session.get_one(Person, application.lead_id)
    group = sign_in(lead)
    assert "som ikke har været med til at afgøre sagen" in group.get(page_of(application, "klage")).text
    short = submit(group, page_of(application, "klage"), {"words": "Nej!"})
    assert (short.status_code, form_fields(short.text, page_of(application, "klage"))["words"]) == (422, "Nej!")
    words = "I har overset, at kassereren er frivillig og ikke får løn."
    for _ in range(2):
        done = submit(group, page_of(application, "klage"), {"words": words}, page_of(application, "klage")) if not (
            session.scalars(select(Complaint.id)).all()
        ) else press(group, page_of(application, "klage"), {"words": words})  # fmt: skip
        assert done.status_code in (303, 409)
    assert len(session.scalars(select(Complaint.id)).all()) == 1
    assert "En voksen ser på klagen" in group.get(page_of(application, "klage")).text
    adult = sign_in(place.coordinator)
    assert words in adult.get(page_of(application, "klage/svar")).text
    bad = submit(adult, page_of(application, "klage/svar"), {"reply": "Nej."})
    assert bad.status_code == 422
    reply = "Jeg har læst det hele igen. Rådet stemmer en gang til på mandag."
    assert submit(adult, page_of(application, "klage/svar"), {"reply": reply}).status_code == 303
    assert reply in sign_in(lead).get(page_of(application, "klage")).text


def test_words_of_a_crisis_in_a_complaint(
    session: Session, sign_in: Any, place: Town, application: Application
) -> None:
    awarded(session, place, application, 0)
    group = sign_in(session.get_one(Person, application.lead_id))
    done = submit(
        group, page_of(application, "klage"), {"words": "Nu har jeg ikke lyst til at leve mere. Alt er håbløst."}
    )
    assert done.location == page_of(application, "klage")
    assert "bekymrede" in group.get(done.location).text
    assert session.scalars(select(ContentReport.target_kind)).all() == ["grant_complaint"]


def test_who_decided_cannot_settle(session: Session, sign_in: Any, place: Town, application: Application) -> None:
    award = awarded(session, place, application, 0)
    complain(
        session, application, award, session.get_one(Person, application.lead_id), "I har overset, at det er gratis."
    )
    session.commit()
    award_by_chair = sign_in(place.chair)
    assert award_by_chair.get(page_of(application, "klage/svar")).status_code == 403


def panel_for(session: Session, application: Application, person: Person | None) -> Any:
    found = get_application(session, application.id)
    here = place_before(session, found, person)
    return award_panel(session, found, here, person.id if person else None)


def test_the_panel_takes_two_queries(
    session: Session, count_queries: Any, place: Town, application: Application
) -> None:
    awarded(session, place, application, 5_000 * KR)
    session.commit()
    found = get_application(session, application.id)
    here = place_before(session, found, None)
    with count_queries() as seen:
        panel = award_panel(session, found, here, None)
    assert len(seen) == 2
    assert panel is not None
    assert (panel.line, panel.rule) == ("5.000 kr. af de 8.000 kr., gruppen søgte om", "2. Vi betaler ikke løn.")
    assert panel.told.current is not None
    assert panel.told.current.headline == f"{place.council.name} siger delvist ja"
    assert (panel.complain_url, panel.reword_url, panel.complaint) == ("", "", None)


def test_nobody_sees_a_panel_before_there_is_an_answer(session: Session, application: Application) -> None:
    assert panel_for(session, application, None) is None


@pytest.mark.parametrize(
    ("who", "sees"),
    [
        ("lead", True),
        ("member", True),
        ("coordinator", True),
        ("of the unit", False),
        ("conflicted", False),
        ("", False),
    ],
)
def test_who_reads_a_complaint(
    session: Session, client: FlaskClient, sign_in: Any, place: Town, application: Application, who: str, *, sees: bool
) -> None:
    award = awarded(session, place, application, 5_000 * KR)
    words = "I har overset, at kassereren er frivillig."
    complain(session, application, award, session.get_one(Person, application.lead_id), words)
    conflicted = place.members[2]
    session.add(
        Panelist(
            application_id=application.id, person_id=conflicted.id, is_conflicted=True, conflict=Conflict.family,
            found_by=FoundBy.member, at=application.created_at,
        )
    )  # fmt: skip
    person = {
        "lead": session.get_one(Person, application.lead_id),
        "member": place.members[1],
        "coordinator": place.coordinator,
        "of the unit": OfficialFactory(unit=place.pool.unit),
        "conflicted": conflicted,
    }.get(who)
    session.commit()
    browser = sign_in(person) if person else client
    shown = browser.get(f"/puljen/ansoegninger/{application.id}").text
    assert "siger delvist ja" in shown
    assert (words in shown) is sees
