"""The record of a case: what stands in it, what does not, who gets it, and that it is what its schema says."""

import json
from datetime import datetime
from importlib.resources import files
from io import BytesIO
from typing import Any

import fastjsonschema
import pytest
from pypdf import PdfReader
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.factories.accounts import AdministratorFactory, ModeratorFactory, OfficialFactory
from tests.factories.responses import AnswerFactory
from tests.web.responses.asked import UNCLEAR
from tests.web.responses.recorded import DRAFTED, REASON, everything
from youthvoice.core.audit import AuditEntry
from youthvoice.core.clock import COPENHAGEN, now
from youthvoice.moderation.models import ContentReport
from youthvoice.moderation.rules import ReportReason, ReportState
from youthvoice.responses.models import AnswerFeedback, CaseMove
from youthvoice.responses.records import bulk

SCHEMA = json.loads(files("youthvoice.responses.records").joinpath(bulk.SCHEMA).read_text("utf-8"))
valid = fastjsonschema.compile(SCHEMA)
RECORD_QUERIES = 17
"""Who asks, the case twice (may they?), and one for each part: however much there is of it."""


def test_the_file_tells_all_that_happened(session: Session, sign_in: Any) -> None:
    found = everything(session)
    case, official = found.at.case, found.at.official
    answer = sign_in(official).get(f"/svar/{case.id}/akt.json")
    told = json.loads(answer.text)
    valid(told)
    assert answer.text == sign_in(official).get(f"/en/svar/{case.id}/akt.json").text
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert "ETag" not in answer.headers
    assert told["number"] == f"YV-173-{told['registered_on'][:4]}-{case.id:06d}"
    assert (told["subject"], told["question"], told["asked_by"]) == (case.title, case.question, case.asked_by)
    opened = datetime.fromisoformat(told["registered_at"])
    assert opened == case.opened_at.replace(microsecond=0)
    assert opened.utcoffset() == case.opened_at.astimezone(COPENHAGEN).utcoffset()
    assert {one["name"] for one in told["parties"]} == {one.display_name for one in found.at.parties}
    assert told["assignee"]["name"] == "Bo Berg"
    assert told["receipt"]["by"]["name"] == "Line Holm"
    deadline = told["deadline"]
    assert (deadline["extension"]["reason"], deadline["reopening"]["answer_number"]) == (REASON, 1)
    assert deadline["reopening"]["cause"]["code"] == "party"
    (move,) = told["handovers"]
    assert (move["by"], move["to_person"]) == ("Line Holm", "Bo Berg")
    first, second = told["answers"]
    assert first["outcome"] == {"code": "no", "label": "Nej"}
    assert first["reason"] == {"code": "budget", "label": "Pengene"}
    assert first["replaced_at"] == second["created_at"]
    assert (second["outcome"]["code"], second["replaced_at"]) == ("yes", None)
    assert told["promise"]["state"]["code"] == "kept"
    assert [one["verdict"]["code"] for one in told["promise"]["marks"]] == ["kept"]
    assert told["promise"]["checks"] == []
    assert "Den er god" not in answer.text


def test_feedback_is_counted_and_told_without_names(session: Session, sign_in: Any) -> None:
    found = everything(session)
    browser, address = sign_in(found.at.official), f"/svar/{found.at.case.id}/akt.json"
    told = browser.get(address).json
    first, second = (one["feedback"] for one in told["answers"])
    assert first == {"said": 2, "understood": 1, "taken_seriously": 2, "unclear": [UNCLEAR], "clearer_wished": 0}
    assert second["said"] == 0
    names = {one.display_name for one in found.at.parties}
    assert names.isdisjoint(str(one["actor"]) for one in told["log"])
    said = session.scalars(select(AnswerFeedback).where(AnswerFeedback.unclear != "")).one()
    session.add(
        ContentReport(
            target_kind="feedback", target_id=said.id, target_title="", target_path="", quoted="", created_at=now(),
            reason=ReportReason.mean, due_at=now(), state=ReportState.hidden, handled_at=now(), handled_by_id=found.colleague.id,
        )
    )  # fmt: skip
    session.commit()
    again = browser.get(address).json["answers"][0]["feedback"]
    assert (again["said"], again["unclear"]) == (2, [])


def test_drafts_stay_in_the_unit_and_the_log_tells_who_did_what(session: Session, sign_in: Any) -> None:
    found = everything(session)
    browser = sign_in(found.at.official)
    answer = browser.get(f"/svar/{found.at.case.id}/akt.json")
    assert DRAFTED not in answer.text
    log = [(one["action"], one["actor"]) for one in answer.json["log"]]
    assert log == [
        ("response.answer", "Line Holm"),
        ("response.reopen", None),
        ("response.assign", "Line Holm"),
        ("response.extend", "Line Holm"),
        ("draft.write", "Bo Berg"),
        ("response.answer", "Line Holm"),
        ("promise.make", "Line Holm"),
        ("promise.mark", None),
    ]
    assert all(
        entry.actor_id is None for entry in session.scalars(select(AuditEntry)) if entry.action == "promise.mark"
    )
    page = browser.get(f"/svar/{found.at.case.id}").text
    shown = page.partition("Hvem gjorde hvad")[2].partition("</details>")[0]
    assert "Én af de unge sagde, om et løfte blev holdt." in shown
    assert "Ja, løftet er holdt" in shown
    assert "Line Holm gav sagen til Bo Berg." in shown
    assert REASON in shown
    assert shown.count("<li>") == len(log)
    assert all(name not in shown for name in {one.display_name for one in found.at.parties})


def test_the_record_is_for_those_who_answer(session: Session, sign_in: Any, case: Any, official: Any) -> None:
    for kind in ("json", "pdf"):
        address = f"/svar/{case.id}/akt.{kind}"
        for person in (OfficialFactory(), ModeratorFactory(unit=official.unit)):
            assert sign_in(person).get(address).status_code == 403
        assert sign_in(official).get(f"/svar/999999/akt.{kind}").status_code == 404
        assert sign_in(official).get(f"/svar/99999999999999999999999/akt.{kind}").status_code == 404
    assert sign_in(AdministratorFactory()).get(f"/svar/{case.id}/akt.json").status_code == 200
    assert sign_in(official).get(f"/svar/{case.id}/akt.json").status_code == 200


def test_the_record_of_a_new_case_is_whole_too(session: Session, sign_in: Any, case: Any, official: Any) -> None:
    told = sign_in(official).get(f"/svar/{case.id}/akt.json").json
    valid(told)
    assert (told["answers"], told["promise"], told["log"], told["assignee"]) == ([], None, [], None)


def test_the_record_asks_the_same_queries_however_long_it_is(
    session: Session, sign_in: Any, case: Any, official: Any, count_queries: Any
) -> None:
    browser, address = sign_in(official), f"/svar/{case.id}/akt.json"
    seen = []
    for more in (range(1, 9), range(0)):
        with count_queries() as asked:
            assert browser.get(address).status_code == 200
        seen.append(len(asked))
        for number in more:
            AnswerFactory(case=case, number=number, replaced_at=now() if number < 8 else None)
            units = {"from_unit_id": case.unit_id, "to_unit_id": case.unit_id}
            session.add(CaseMove(case_id=case.id, by_id=official.id, at=now(), **units))
        session.commit()
    assert seen[0] == seen[1] <= RECORD_QUERIES


def test_the_paper_is_in_danish_numbered_and_shows_what_was_typed(session: Session, sign_in: Any) -> None:
    found = everything(session)
    case = found.at.case
    case.question = f"<b>Fed</b> & {'x' * 300}\n\n" + "Vi vil gerne have en skatebane. " * 300
    session.commit()
    answer = sign_in(found.at.official).get(f"/en/svar/{case.id}/akt.pdf")
    assert (answer.status_code, answer.mimetype) == (200, "application/pdf")
    assert answer.headers["Cache-Control"] == "private, no-store"
    reader = PdfReader(BytesIO(answer.data))
    pages = [page.extract_text() for page in reader.pages]
    text = " ".join(" ".join(pages).split())
    assert len(pages) > 2
    assert f"Side 2 af {len(pages)}" in " ".join(pages[1].split())
    assert reader.trailer["/Root"]["/Lang"] == "da"
    assert f"Sag YV-173-{case.opened_at.astimezone(COPENHAGEN).year}-{case.id:06d}" in text
    for words in ("<b>Fed</b> &", REASON, "Det koster", "Hvem gjorde hvad", "1 af 2 forstod svaret", UNCLEAR):
        assert words in text, words
    assert DRAFTED not in text


@pytest.mark.parametrize("damage", [{"number": "173"}, {"registered_at": "2026-11-24T12:00:00"}, {"more": 1}])
def test_the_schema_refuses_what_is_no_record(
    session: Session, sign_in: Any, case: Any, official: Any, damage: dict[str, Any]
) -> None:
    told = sign_in(official).get(f"/svar/{case.id}/akt.json").json
    with pytest.raises(fastjsonschema.JsonSchemaException):
        valid({**told, **damage})
