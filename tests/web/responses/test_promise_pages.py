"""«I sagde – vi gjorde» and the pages around a promise: what each shows, to whom, and at what cost."""

from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from PIL import Image
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.apps import make_settings
from tests.factories.accounts import OfficialFactory, TeacherFactory
from tests.factories.base import bind_factories
from tests.factories.proposals import ProposalFactory
from tests.factories.responses import CaseFactory
from tests.races import SECONDS, at_once, client_of
from tests.web.forms import form_fields
from tests.web.responses.promising import answer, keys, promised
from youthvoice.accounts.export import export
from youthvoice.core.clock import now, today
from youthvoice.core.db import Database
from youthvoice.proposals.commands.visibility import hide_proposal
from youthvoice.proposals.rules import ProposalStatus
from youthvoice.responses.commands.marks import mark_promise
from youthvoice.responses.commands.plan import MilestoneFacts, ReportFacts, add_milestone, report_progress
from youthvoice.responses.models import Case, Milestone, ProgressReport, Promise, PromiseCheck, PromiseMark
from youthvoice.responses.queries.promise_lists import PROMISE_ROWS
from youthvoice.responses.queries.promises import find_promise
from youthvoice.responses.rules import Outcome
from youthvoice.responses.rules.follow_up import MAX_MARK_WORDS, PromiseState, Verdict

LIST = "/i-sagde-vi-gjorde"
MOST_QUERIES, MOST_SIGNED_IN = 6, 8
WORDS = "Vi har fundet et sted ved søen."


def photo(place: str = "N") -> bytes:
    """A JPEG with the place it was taken in its metadata."""
    exif = Image.Exif()
    exif.get_ifd(0x8825)[1] = place
    target = BytesIO()
    Image.new("RGB", (1400, 700), "teal").save(target, "JPEG", exif=exif)
    return target.getvalue()


def send(client: Any, path: str, **changes: Any) -> Any:
    """Open the form there, fill it in, and send it."""
    fields = form_fields(client.get(path).text, path.partition("?")[0])
    return client.post(path.partition("?")[0], data={**fields, **changes}, content_type="multipart/form-data")


def some_promise(session: Session, official: Any, title: str, **changes: Any) -> Promise:
    """A promise of its own case; ``changes`` are made to its row."""
    case = CaseFactory(unit=official.unit, title=title, subject_kind="plain")
    promise, _people = promised(session, case, official)
    for name, value in changes.items():
        setattr(promise, name, value)
    session.flush()
    return promise


class TestList:
    def test_each_state_has_a_tab_a_word_and_a_number(self, session: Session, client: Any, official: Any) -> None:
        some_promise(session, official, "Under vejs")
        some_promise(session, official, "For sent", due_on=today() - timedelta(days=12))
        for title, verdict in (("Holdt ord", Verdict.kept), ("Brudt ord", Verdict.broken)):
            case = CaseFactory(unit=official.unit, title=title, subject_kind="plain")
            promise, (young,) = promised(session, case, official)
            report_progress(session, promise, case, official, ReportFacts(WORDS, is_done=True), next(keys))
            mark_promise(session, promise, case, young, verdict, "", next(keys))
        session.commit()
        everything = client.get(LIST).text
        for title in ("Under vejs", "For sent", "Holdt ord", "Brudt ord"):
            assert title in everything
        assert "12 dage for sent" in everything
        tabs = everything[: everything.index("cards")]
        order = ["Alle", "Forsinket", "Ikke holdt", "I gang", "Holdt"]
        assert sorted(order, key=lambda word: tabs.index(f">{word}")) == order
        for word, title in (
            ("forsinket", "For sent"),
            ("ikke-holdt", "Brudt ord"),
            ("holdt", "Holdt ord"),
            ("i-gang", "Under vejs"),
        ):
            text = client.get(LIST, query_string={"vis": word}).text
            assert text.count('class="card"') == 1
            assert title in text

    def test_of_one_unit_and_page_after_page(self, session: Session, client: Any, official: Any) -> None:
        for number in range(PROMISE_ROWS + 2):
            some_promise(session, official, f"Forslag nummer {number}.")
        some_promise(session, OfficialFactory(), "Fra en anden enhed")
        session.commit()
        text = client.get(LIST, query_string={"enhed": official.unit_id}).text
        assert "Fra en anden enhed" not in text
        assert text.count('class="card"') == PROMISE_ROWS
        address = text[text.index("efter=") + 6 :].partition('"')[0].partition("&")[0]
        rest = client.get(LIST, query_string={"enhed": official.unit_id, "efter": address}).text
        assert rest.count('class="card"') == 2

    @pytest.mark.parametrize("tab", ["alle", "forsinket", "i-gang", "holdt", "ikke-holdt"])
    def test_costs_the_same_for_many(
        self, session: Session, client: Any, official: Any, count_queries: Any, sign_in: Any, tab: str
    ) -> None:
        for number in range(4):
            promise = some_promise(session, official, f"Forslag {number}")
            if tab == "forsinket":
                promise.due_on = today() - timedelta(days=1)
        session.commit()
        with count_queries() as seen:
            assert client.get(LIST, query_string={"vis": tab}).status_code == 200
        assert len(seen) <= MOST_QUERIES
        with count_queries() as seen:
            sign_in(official).get(LIST, query_string={"vis": tab})
        assert len(seen) <= MOST_SIGNED_IN

    @pytest.mark.parametrize(
        "asked",
        ["vis=x", "enhed=x", "enhed=99999999999999999", "efter=x", "efter=MC4w", "vis=forsinket&efter=MC4w", "vis=%00"],
    )
    def test_whatever_stands_in_the_address(self, session: Session, client: Any, asked: str) -> None:
        assert client.get(f"{LIST}?{asked}").status_code == 200


class TestOnePromise:
    def test_shows_all_of_it_and_is_made_anew(
        self, session: Session, client: Any, case: Any, official: Any, count_queries: Any
    ) -> None:
        promise, (young,) = promised(session, case, official)
        path = f"/loefter/{promise.id}"
        session.commit()
        first = client.get(path)
        assert "har ikke fortalt noget endnu" in first.text
        session.add(PromiseCheck(promise_id=promise.id, months=4, due_on=today(), asked_at=now()))
        facts = MilestoneFacts("Vi vælger stedet", official, today() + timedelta(days=10))
        milestone = add_milestone(session, promise, case, official, facts, next(keys))
        milestone.first_due_on = today() + timedelta(days=1)
        session.commit()
        with count_queries() as seen:
            text = client.get(path, headers={"If-None-Match": first.headers["ETag"]}).text
        assert len(seen) <= MOST_QUERIES
        assert "Vi vælger stedet" in text
        assert "Flyttet fra" in text
        assert "Kommunen blev spurgt den" in text
        report_progress(session, promise, case, official, ReportFacts(WORDS), next(keys))
        mark_promise(session, promise, case, young, Verdict.kept, "Det siger jeg kun til jer", next(keys))
        session.commit()
        text = client.get(path).text
        assert WORDS in text
        assert "Kommunen blev spurgt den" not in text
        assert "Ja, løftet er holdt" in text
        assert "Det siger jeg kun til jer" not in text
        assert young.display_name not in text

    def test_is_gone_with_its_proposal(self, session: Session, client: Any, official: Any) -> None:
        proposal = ProposalFactory(status=ProposalStatus.awaiting)
        answer(session, session.get_one(Case, proposal.case_id), official, Outcome.yes)
        promise = find_promise(session, proposal.case_id)
        assert promise is not None
        session.commit()
        page = client.get(f"/forslag/{proposal.id}").text
        assert f"/loefter/{promise.id}" in page
        assert proposal.title in client.get(LIST).text
        hide_proposal(session, proposal, "Moderator")
        session.commit()
        assert client.get(f"/loefter/{promise.id}").status_code == 404
        assert proposal.title not in client.get(LIST).text

    def test_the_proposals_page_tells_how_it_goes(self, session: Session, client: Any, count_queries: Any) -> None:
        proposal = ProposalFactory(status=ProposalStatus.awaiting)
        case = session.get_one(Case, proposal.case_id)
        official = OfficialFactory(unit=case.unit)
        answer(session, case, official, Outcome.yes)
        promise = find_promise(session, case.id)
        assert promise is not None
        session.commit()
        client.get(f"/forslag/{proposal.id}")
        facts = MilestoneFacts("Vi vælger stedet", official, today() + timedelta(days=10))
        add_milestone(session, promise, case, official, facts, next(keys))
        session.commit()
        with count_queries() as seen:
            assert "Vi vælger stedet" in client.get(f"/forslag/{proposal.id}").text
        assert len(seen) <= MOST_QUERIES


class TestPlanPages:
    def test_a_step_is_planned_moved_and_done(self, session: Session, sign_in: Any, case: Any, official: Any) -> None:
        promise, _people = promised(session, case, official)
        path, browser = f"/loefter/{promise.id}/skridt", sign_in(official)
        day = today() + timedelta(days=9)
        bad = send(browser, path, words="x", due_on="i morgen")
        assert bad.status_code == 422
        assert "i morgen" in bad.text
        assert send(browser, path, words="Vi vælger stedet", due_on=day.isoformat()).status_code == 303
        step = session.scalars(select(Milestone)).one()
        stale = form_fields(browser.get(f"{path}/{step.id}").text, f"{path}/{step.id}")
        later = (day + timedelta(days=5)).isoformat()
        assert send(browser, f"{path}/{step.id}", due_on=later).status_code == 303
        lost = browser.post(f"{path}/{step.id}", data={**stale, "words": "Vi bygger den selv"})
        assert lost.status_code == 409
        assert "Vi bygger den selv" in lost.text
        again = form_fields(lost.text, f"{path}/{step.id}")
        assert browser.post(f"{path}/{step.id}", data={**again, "words": "Vi bygger den selv"}).status_code == 303
        done = f"{path}/{step.id}/gjort"
        assert (
            browser.post(done, data=form_fields(browser.get(f"/loefter/{promise.id}/plan").text, done)).status_code
            == 303
        )
        session.expire_all()
        assert (step.words, step.first_due_on, step.done_at is None) == ("Vi bygger den selv", day, False)

    def test_a_report_with_a_picture_that_tells_no_place(
        self, session: Session, sign_in: Any, client: Any, case: Any, official: Any
    ) -> None:
        promise, _people = promised(session, case, official)
        path, browser = f"/loefter/{promise.id}/nyt", sign_in(official)
        nameless = send(browser, path, words=WORDS, file=(BytesIO(photo()), "IMG_1.jpg"))
        assert nameless.status_code == 422
        assert "hvad man ser" in nameless.text
        told = {"words": WORDS, "alt_text": "En sø med en bænk"}
        for wrong in (b"%PDF-1.7 x", b"GIF89a", b"\xff\xd8\xff broken"):
            got = send(browser, path, **told, file=(BytesIO(wrong), "x.jpg"))
            assert got.status_code == 415
            assert WORDS in got.text
        assert send(browser, path, **told, file=(BytesIO(photo()), "IMG_1.jpg"), is_done="y").status_code == 303
        report = session.scalars(select(ProgressReport)).one()
        session.expire_all()
        assert promise.done_at is not None
        got = client.get(f"/loefter/{promise.id}/billeder/{report.id}?v=1")
        assert got.mimetype == "image/webp"
        assert "sandbox" in got.headers["Content-Security-Policy"]
        assert "max-age=86400" in got.headers["Cache-Control"]
        with Image.open(BytesIO(got.data)) as picture:
            assert picture.size == (960, 480)
            assert not picture.getexif()
        assert client.get(f"/loefter/{promise.id + 1}/billeder/{report.id}").status_code == 404

    def test_only_the_unit_and_the_owner(self, session: Session, sign_in: Any, case: Any, official: Any) -> None:
        promise, (young,) = promised(session, case, official)
        for person in (young, TeacherFactory(), OfficialFactory()):
            assert sign_in(person).get(f"/loefter/{promise.id}/plan").status_code == 403
        away = OfficialFactory()
        promise.owner_id = away.id
        assert sign_in(away).get(f"/loefter/{promise.id}/plan").status_code == 200
        assert sign_in(OfficialFactory(unit=official.unit)).get(f"/loefter/{promise.id}/plan").status_code == 200

    def test_ones_own_promises_late_first(
        self, session: Session, sign_in: Any, official: Any, count_queries: Any
    ) -> None:
        some_promise(session, official, "Ikke endnu")
        some_promise(session, official, "For længe siden", due_on=today() - timedelta(days=3))
        some_promise(session, OfficialFactory(unit=official.unit), "En kollegas")
        session.commit()
        browser = sign_in(official)
        with count_queries() as seen:
            text = browser.get("/svar/loefter").text
        assert len(seen) <= MOST_SIGNED_IN
        assert text.index("For længe siden") < text.index("Ikke endnu")
        assert "En kollegas" not in text
        assert "En kollegas" in browser.get("/svar/loefter?vis=enheden").text


class TestMarkPage:
    def test_said_once_for_each_form_and_the_unit_reads_the_words(
        self, session: Session, sign_in: Any, case: Any, official: Any
    ) -> None:
        promise, (young,) = promised(session, case, official)
        path, browser = f"/loefter/{promise.id}/holdt", sign_in(young)
        nothing = send(browser, path, words="Næsten")
        assert nothing.status_code == 422
        assert "Næsten" in nothing.text
        too_soon = send(browser, path, verdict="broken", words="Næsten")
        assert too_soon.status_code == 422
        long = send(browser, path, verdict="kept", words="x" * (MAX_MARK_WORDS + 1))
        assert long.status_code == 422
        fields = {**form_fields(browser.get(path).text, path), "verdict": "kept", "words": "Den er god"}
        for _twice in range(2):
            assert browser.post(path, data=fields).status_code == 303
        assert len(session.scalars(select(PromiseMark)).all()) == 1
        assert export(session, young)["promise_marks"][0]["words"] == "Den er god"
        plan = sign_in(official).get(f"/loefter/{promise.id}/plan").text
        assert "Den er god" in plan
        assert young.display_name not in plan

    def test_help_for_whoever_cries_for_it(self, session: Session, sign_in: Any, case: Any, official: Any) -> None:
        promise, (young,) = promised(session, case, official)
        path, browser = f"/loefter/{promise.id}/holdt", sign_in(young)
        said = send(browser, path, verdict="kept", words="Jeg vil ikke leve mere")
        assert said.status_code == 303
        assert "116 111" in browser.get(said.headers["Location"]).text.partition("site-footer")[0]

    def test_no_adult_and_no_stranger(self, session: Session, sign_in: Any, case: Any, official: Any) -> None:
        promise, _people = promised(session, case, official)
        session.commit()
        for person in (official, TeacherFactory(), ProposalFactory().author):
            browser = sign_in(person)
            path = f"/loefter/{promise.id}/holdt"
            assert browser.get(path).status_code == 403
            assert browser.post(path, data={"verdict": "kept"}).status_code in (400, 403)


def mark_at_once(url: str, promise_id: int, person_id: int, verdict: str, key: str, start: Any, results: Any) -> None:
    """One of those who asked, in a process of their own."""
    client, path = client_of(url, person_id), f"/loefter/{promise_id}/holdt"
    fields = {**form_fields(client.get(path).text, path), "verdict": verdict, "form_key": key}
    start.wait(SECONDS)
    results.put(client.post(path, data=fields).status_code)


def test_two_who_speak_at_once_are_both_heard_and_a_double_press_once(own_url: str) -> None:
    database = Database(make_settings(own_url))
    with database.session(read_only=False) as session:
        bind_factories(session)
        official = OfficialFactory()
        case = CaseFactory(unit=official.unit, subject_kind="plain")
        promise, (one, other) = _promised_before(session, case, official)
        session.commit()
    arguments = [
        (own_url, promise.id, one.id, "kept", "a" * 32),
        (own_url, promise.id, one.id, "kept", "a" * 32),
        (own_url, promise.id, other.id, "broken", "b" * 32),
    ]
    assert at_once(mark_at_once, arguments) == [303, 303, 303]
    with database.session(read_only=True) as session:
        said = session.scalars(select(PromiseMark).order_by(PromiseMark.id)).all()
        assert sorted(mark.verdict for mark in said) == [Verdict.broken, Verdict.kept]
        stands = session.scalars(select(Promise.state)).one()
        assert stands == (PromiseState.kept if said[-1].verdict is Verdict.kept else PromiseState.broken)
    database.dispose()


def _promised_before(session: Session, case: Any, official: Any) -> tuple[Promise, list[Any]]:
    promise, people = promised(session, case, official, askers=2)
    promise.done_at = now()
    return promise, people
