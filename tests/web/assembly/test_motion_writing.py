"""Delegations write motions: drafts that nobody else sees, sent in before the deadline, as many as each may."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tests.factories.assembly import AssemblyYearFactory
from tests.web.assembly.motions import TEXT, Hall, hall, motion_in, state_of, texts
from tests.web.forms import form_fields, press, submit
from youthvoice.assembly.models import Motion, MotionCredit
from youthvoice.assembly.rules.motions import MotionState
from youthvoice.core.clock import now
from youthvoice.moderation.models import ContentReport

TYPED = {"title": "Flere træer ved skolerne", "topic": "climate", "text": TEXT}


@pytest.fixture
def at(session: Session) -> Hall:
    return hall(session)


def begun(client: Any, at: Hall, **changes: str) -> str:
    """The address of a draft that was begun."""
    answer = submit(client, f"{at.base}/forslag/nyt", TYPED | changes)
    assert answer.status_code == 303
    return str(answer.headers["Location"])


def test_a_delegation_writes_together_and_sends_what_everybody_reads_as_version_one(
    sign_in: Any, session: Session, at: Hall
) -> None:
    draft = begun(sign_in(at.oak_pupil), at, text="Flere træer.")
    other = sign_in(at.oak_other)
    assert other.get(draft).status_code == 200
    assert submit(other, draft, {"text": TEXT}).status_code == 303
    sent = submit(other, f"{draft}/send", {}, page=draft)
    assert sent.headers["Location"] == f"{at.base}/forslag/1"
    motion = session.scalars(select(Motion)).one()
    assert (motion.state, motion.number, motion.versions) == (MotionState.submitted, 1, 1)
    assert texts(session, motion.id) == [TEXT]
    assert session.scalars(select(MotionCredit.label)).all() == ["Egeskolen"]
    page = other.get(f"{at.base}/forslag/1").text
    assert "Bygger på forslag fra Egeskolen." in page
    assert at.oak_pupil.display_name not in page


def test_a_draft_is_nobody_elses(sign_in: Any, client: Any, at: Hall) -> None:
    draft = begun(sign_in(at.oak_pupil), at)
    assert "Flere træer ved skolerne" in client.get(f"{at.base}/forslag").text
    for person in (at.beech_pupil, at.chair, at.stranger):
        someone = sign_in(person)
        assert someone.get(draft, check=False).status_code == 403
        assert "Flere træer ved skolerne" not in someone.get(f"{at.base}/forslag").text
        assert press(someone, f"{draft}/send", check=False).status_code == 403


def test_sent_twice_it_is_begun_once(sign_in: Any, session: Session, at: Hall) -> None:
    client, address = sign_in(at.oak_pupil), f"{at.base}/forslag/nyt"
    fields = form_fields(client.get(address).text, address) | TYPED
    places = {client.post(address, data=fields).headers["Location"] for _ in range(2)}
    assert len(places) == 1
    assert session.scalar(select(func.count()).select_from(Motion)) == 1


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"title": ""}, "Skriv, hvad forslaget hedder."),
        ({"text": "Ring til 010199-1234."}, "CPR-nummer"),
        ({"text": "a" * 4001}, "Skriv højst 4000 tegn."),
    ],
)
def test_what_is_not_in_order_is_told_beside_its_field_and_stays(
    sign_in: Any, session: Session, at: Hall, changes: dict[str, str], said: str
) -> None:
    answer = submit(sign_in(at.oak_pupil), f"{at.base}/forslag/nyt", TYPED | changes)
    assert answer.status_code == 422
    assert said in answer.text
    name, typed = next(iter(changes.items()))
    assert form_fields(answer.text, f"{at.base}/forslag/nyt")[name] == typed
    assert session.scalar(select(func.count()).select_from(Motion)) == 0


def test_too_short_a_text_is_kept_but_not_sent(sign_in: Any, session: Session, at: Hall) -> None:
    client = sign_in(at.oak_pupil)
    draft = begun(client, at, text="Træer.")
    answer = submit(client, f"{draft}/send", {}, page=draft)
    assert answer.status_code == 422
    assert "Skriv mindst 30 tegn" in answer.text
    assert state_of(session, session.scalars(select(Motion.id)).one()) is MotionState.draft


def test_two_of_a_delegation_who_save_at_once_see_both_texts(sign_in: Any, session: Session, at: Hall) -> None:
    client = sign_in(at.oak_pupil)
    draft = begun(client, at)
    first = form_fields(client.get(draft).text, draft)
    assert submit(sign_in(at.oak_other), draft, {"text": TEXT + "\nDer skal også bænke til."}).status_code == 303
    client = sign_in(at.oak_pupil)
    mine = first | {"csrf_token": form_fields(client.get(draft).text, draft)["csrf_token"]}
    answer = client.post(draft, data=mine | {"text": "Vi vil have grønne skoler.\n" + TEXT})
    assert answer.status_code == 409
    both = form_fields(answer.text, draft)
    assert both["text"].splitlines() == ["Vi vil have grønne skoler.", *TEXT.splitlines(), "Der skal også bænke til."]
    assert client.post(draft, data=both).status_code == 303
    assert session.scalars(select(Motion.text)).one() == both["text"]


def test_after_the_deadline_nothing_is_sent_and_the_text_stays(sign_in: Any, session: Session, at: Hall) -> None:
    client = sign_in(at.oak_pupil)
    draft = begun(client, at)
    at.year.motions_due_at = now() - timedelta(minutes=1)
    session.commit()
    answer = press(client, f"{draft}/send")
    assert answer.status_code == 422
    assert "Fristen for at sende forslag ind var" in answer.text
    assert state_of(session, session.scalars(select(Motion.id)).one()) is MotionState.draft


def test_a_delegation_sends_as_many_as_it_may_and_another_when_it_takes_one_back(
    sign_in: Any, session: Session
) -> None:
    at = hall(session, most_motions=1)
    first = motion_in(at, 1)
    client = sign_in(at.oak_pupil)
    draft = begun(client, at)
    answer = submit(client, f"{draft}/send", {}, page=draft)
    assert answer.status_code == 422
    assert "I har sendt 1 forslag ind." in answer.text
    taken_back = submit(client, f"{at.base}/forslag/1/traek-tilbage", {"reason": "Vi har et bedre."})
    assert taken_back.status_code == 303
    assert state_of(session, first.id) is MotionState.withdrawn
    assert submit(client, f"{draft}/send", {}, page=draft).headers["Location"] == f"{at.base}/forslag/2"
    assert "Vi har et bedre." in client.get(f"{at.base}/forslag/1").text


def test_a_draft_is_thrown_away_and_what_was_sent_is_not(sign_in: Any, session: Session, at: Hall) -> None:
    client = sign_in(at.oak_pupil)
    draft = begun(client, at)
    assert submit(client, f"{draft}/slet", {}, page=draft).status_code == 303
    assert session.scalar(select(func.count()).select_from(Motion)) == 0
    motion = motion_in(at, 7)
    assert press(client, f"{at.base}/kladder/{motion.id}/slet", check=False).status_code == 404


def test_the_adult_who_helps_writes_for_a_delegation(sign_in: Any, session: Session, at: Hall) -> None:
    answer = submit(sign_in(at.helper), f"{at.base}/forslag/nyt", TYPED | {"delegation": str(at.beech.id)})
    assert answer.status_code == 303
    assert session.scalars(select(Motion.delegation_id)).one() == at.beech.id
    missing = submit(sign_in(at.helper), f"{at.base}/forslag/nyt", TYPED)
    assert missing.status_code == 422
    assert "Vælg, hvem der skriver forslaget." in missing.text


def test_a_delegate_writes_for_no_other_delegation(sign_in: Any, session: Session, at: Hall) -> None:
    answer = submit(sign_in(at.oak_pupil), f"{at.base}/forslag/nyt", TYPED | {"delegation": str(at.beech.id)})
    assert answer.status_code == 303
    assert session.scalars(select(Motion.delegation_id)).one() == at.oak.id


def test_words_of_a_crisis_show_help_and_call_for_a_human_when_they_are_sent(
    sign_in: Any, session: Session, at: Hall
) -> None:
    client = sign_in(at.oak_pupil)
    draft = begun(client, at, text="Jeg vil ikke leve mere, og ingen på skolen hører på mig.")
    assert session.scalar(select(func.count()).select_from(ContentReport)) == 0
    sent = submit(client, f"{draft}/send", {}, page=draft)
    assert sent.headers["Location"] == f"{at.base}/hjaelp?forslag=1"
    assert "116 111" in client.get(sent.headers["Location"]).text
    assert session.scalars(select(ContentReport.target_kind)).one() == "assembly_motion"


def test_a_year_that_is_not_announced_takes_nothing(sign_in: Any, session: Session) -> None:
    at = hall(session, announced_at=None)
    assert sign_in(at.oak_pupil).get(f"{at.base}/forslag/nyt", check=False).status_code == 403
    other = AssemblyYearFactory(announced_at=None)
    assert sign_in(at.oak_pupil).get(f"/bytinget/{other.year}/forslag", check=False).status_code == 404
