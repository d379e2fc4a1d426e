"""The pages of a decision: what is typed stays, who may not is refused, the inbox and the meeting lead to them."""

import re
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.factories.accounts import OfficialFactory, PersonFactory
from tests.factories.awarding import BETTER, COMPLAINT, award_facts, awarded, voted
from tests.factories.councils import OpenMeetingFactory
from tests.factories.grants import KR, Town, sent, town
from tests.web.forms import form_fields, press, submit
from tests.web.responses.facts import as_form
from youthvoice.accounts.models import Person
from youthvoice.grants.commands.complaints import complain
from youthvoice.grants.commands.minutes import place_motion
from youthvoice.grants.events import MotionPut
from youthvoice.grants.models import Application, Award, Complaint, Panelist, PoolCriterion, PoolRule
from youthvoice.grants.presenting.awards import award_panel
from youthvoice.grants.queries.awards import current_award
from youthvoice.grants.queries.pools import get_application, place_before
from youthvoice.grants.rules.deciding import AwardOutcome, Conflict, FoundBy, MotionState, MotionWay
from youthvoice.moderation.models import ContentReport
from youthvoice.responses.models import Answer, Case
from youthvoice.responses.rules import Outcome


@pytest.fixture
def place(session: Session) -> Town:
    found = town(session, 20_000 * KR)
    session.add(PoolRule(pool_id=found.pool.id, number=1, words="Vi betaler ikke løn."))
    session.add(PoolCriterion(pool_id=found.pool.id, number=1, question="Kan alle være med?"))
    session.flush()
    return found


@pytest.fixture
def application(session: Session, place: Town) -> Application:
    return sent(session, place.pool, asked=8_000 * KR)


def page_of(application: Application, page: str) -> str:
    return f"/puljen/ansoegninger/{application.id}/{page}"


def typed(session: Session, application: Application, **changes: str) -> dict[str, str]:
    """What somebody types for a no or a smaller grant."""
    rule = session.scalars(select(PoolRule.id).where(PoolRule.pool_id == application.pool_id)).one()
    fields = as_form(award_facts().answer)
    del fields["outcome"], fields["asked_for"]
    return {**fields, "rule": f"regel-{rule}", "better": BETTER, "complaint": COMPLAINT, **changes}


def test_the_chair_writes_a_smaller_grant(
    session: Session, sign_in: Any, place: Town, application: Application
) -> None:
    voted(session, place.chair, application, 5_000 * KR, conditions="I skal invitere alle i 8. klasse.")
    chair = sign_in(place.chair)
    shown = chair.get(page_of(application, "afgoer")).text
    assert "3 for, 0 imod, 1 undlod" in shown
    assert "I skal invitere alle i 8. klasse." in shown
    fields = form_fields(shown, page_of(application, "afgoer"))
    assert (fields["contact_name"], fields["complaint"]) == (place.pool.contact_name, place.pool.complaint)
    done = submit(chair, page_of(application, "afgoer"), typed(session, application))
    assert (done.status_code, done.location) == (303, f"/puljen/ansoegninger/{application.id}")
    award = current_award(session, application.id)
    assert award is not None
    assert (award.outcome, award.rule) == (AwardOutcome.reduced, "1. Vi betaler ikke løn.")
    again = chair.get(page_of(application, "afgoer")).text
    assert "Ansøgningen er afgjort" in again


@pytest.mark.parametrize("rule", ["penge", "kriterium", "regel-0", "", "noget andet"])
def test_which_rule_it_rests_on(
    session: Session, sign_in: Any, place: Town, application: Application, rule: str
) -> None:
    voted(session, place.chair, application, 0)
    if rule == "kriterium":
        rule = f"kriterium-{session.scalars(select(PoolCriterion.id)).one()}"
    done = submit(sign_in(place.chair), page_of(application, "afgoer"), typed(session, application, rule=rule))
    award = current_award(session, application.id)
    if rule.startswith(("penge", "kriterium")):
        wanted = "Der er ikke penge nok i puljen." if rule == "penge" else "Kan alle være med?"
        assert award is not None
        assert award.rule == wanted
    else:
        assert (done.status_code, award) == (422, None)
        assert "Vælg den regel, svaret bygger på." in done.text


def test_nothing_typed_is_lost(session: Session, sign_in: Any, place: Town, application: Application) -> None:
    voted(session, place.chair, application, 0)
    bad = typed(session, application, explanation="Kort nej.", better="", expected_on="engang")
    done = submit(sign_in(place.chair), page_of(application, "afgoer"), bad)
    assert done.status_code == 422
    fields = form_fields(done.text, page_of(application, "afgoer"))
    assert (fields["explanation"], fields["complaint"], fields["next_step"]) == (
        "Kort nej.",
        COMPLAINT,
        bad["next_step"],
    )
    assert fields["rule"] == bad["rule"]
    assert "Skriv, hvordan gruppen kan søge bedre næste gang." in done.text
    assert "Forklaringen er for kort" in done.text


def test_a_check_sends_nothing(session: Session, sign_in: Any, place: Town, application: Application) -> None:
    voted(session, place.chair, application, 0)
    chair = sign_in(place.chair)
    found = submit(chair, page_of(application, "afgoer"), typed(session, application, handling="tjek"))
    assert "Svaret er klar til at blive sendt" in found.text
    assert f"{place.council.name} siger nej" in found.text
    missing = submit(chair, page_of(application, "afgoer"), typed(session, application, handling="tjek", better=""))
    assert "Det mangler, før svaret kan sendes" in missing.text
    assert current_award(session, application.id) is None


def test_somebody_was_first(session: Session, sign_in: Any, place: Town, application: Application) -> None:
    motion = voted(session, place.chair, application, 5_000 * KR)
    chair = sign_in(place.chair)
    fields = form_fields(chair.get(page_of(application, "afgoer")).text, page_of(application, "afgoer"))
    motion.state, motion.in_favour, motion.against = MotionState.lost, 1, 3
    session.flush()
    voted(session, place.chair, application, 3_000 * KR)
    session.commit()
    sent_late = {**fields, **typed(session, application)}
    done = chair.post(page_of(application, "afgoer"), data=sent_late)
    assert done.status_code == 409
    assert "Der er sket noget, mens du skrev" in done.text
    assert form_fields(done.text, page_of(application, "afgoer"))["explanation"] == sent_late["explanation"]
    again = {**form_fields(done.text, page_of(application, "afgoer"))}
    assert chair.post(page_of(application, "afgoer"), data=again).status_code == 303
    award = current_award(session, application.id)
    assert award is not None
    assert award.amount == 3_000 * KR


def test_pressed_twice_it_is_sent_once(session: Session, sign_in: Any, place: Town, application: Application) -> None:
    voted(session, place.chair, application, 5_000 * KR)
    chair = sign_in(place.chair)
    fields = {
        **form_fields(chair.get(page_of(application, "afgoer")).text, page_of(application, "afgoer")),
        **typed(session, application),
    }
    codes = [chair.post(page_of(application, "afgoer"), data=fields).status_code for _ in range(2)]
    assert codes == [303, 303]
    assert len(session.scalars(select(Award.id)).all()) == 1


@pytest.mark.parametrize(
    ("state", "words"),
    [(None, "Rådet skal stemme først"), (MotionState.open, "Rådet stemmer stadig")],
)
def test_what_must_happen_first(
    session: Session, sign_in: Any, place: Town, application: Application, state: MotionState | None, words: str
) -> None:
    if state is not None:
        voted(session, place.chair, application, 5_000 * KR, state)
    chair = sign_in(place.chair)
    shown = chair.get(page_of(application, "afgoer")).text
    assert words in shown
    assert "<textarea" not in shown
    assert press(chair, page_of(application, "afgoer"), typed(session, application)).status_code == 409


def test_a_member_with_a_conflict_writes_nothing(
    session: Session, sign_in: Any, place: Town, application: Application
) -> None:
    voted(session, place.chair, application, 5_000 * KR)
    panelist = Panelist(
        application_id=application.id, person_id=place.chair.id, is_conflicted=True, conflict=Conflict.family,
        found_by=FoundBy.member, at=application.created_at,
    )  # fmt: skip
    session.add(panelist)
    chair = sign_in(place.chair)
    for page in ("afgoer", "svar-klarere"):
        assert chair.get(page_of(application, page)).status_code == 403
        assert press(chair, page_of(application, page), typed(session, application)).status_code == 403


def test_clearer_words(session: Session, sign_in: Any, place: Town, application: Application) -> None:
    award = awarded(session, place, application, 0)
    chair = sign_in(place.chair)
    anew = "Vi sagde nej, fordi I vil betale en træner. Puljen må ikke betale løn til nogen. Find en frivillig, så ser vi på det."
    bad = submit(chair, page_of(application, "svar-klarere"), {"explanation": "Nej."})
    assert bad.status_code == 422
    assert form_fields(bad.text, page_of(application, "svar-klarere"))["explanation"] == "Nej."
    done = submit(chair, page_of(application, "svar-klarere"), {"explanation": anew})
    assert done.status_code == 303
    answers = session.scalars(select(Answer).where(Answer.case_id == application.case_id).order_by(Answer.number)).all()
    assert [(one.outcome, one.replaced_at is None) for one in answers] == [(Outcome.no, False), (Outcome.no, True)]
    assert answers[-1].explanation == anew
    assert answers[0].id == award.answer_id


def test_two_who_make_it_clearer(session: Session, sign_in: Any, place: Town, application: Application) -> None:
    awarded(session, place, application, 0)
    chair = sign_in(place.chair)
    fields = form_fields(chair.get(page_of(application, "svar-klarere")).text, page_of(application, "svar-klarere"))
    anew = "Vi sagde nej, fordi I vil betale en træner. Puljen må ikke betale løn til nogen. Find en frivillig i stedet for."
    assert chair.post(page_of(application, "svar-klarere"), data={**fields, "explanation": anew}).status_code == 303
    other = {**fields, "form_key": "a" * 32, "explanation": f"{anew} Det er vores regel."}
    late = chair.post(page_of(application, "svar-klarere"), data=other)
    assert late.status_code == 409
    assert "Nogen kom før dig" in late.text
    assert form_fields(late.text, page_of(application, "svar-klarere"))["explanation"] == other["explanation"]


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


# --- The panel on the application's page.


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


# --- The inbox and the meeting.


def test_the_inbox_leads_to_the_council(session: Session, sign_in: Any, place: Town, application: Application) -> None:
    case = session.get_one(Case, application.case_id)
    adult = sign_in(place.coordinator)
    shown = adult.get(f"/svar/{case.id}").text
    assert "Rådet afgør ansøgningen" in shown
    assert f'href="/puljen/ansoegninger/{application.id}"' in shown
    assert 'name="explanation"' not in shown
    assert press(adult, f"/svar/{case.id}/modtaget").status_code == 303
    session.refresh(case)
    assert case.receipt_by_id == place.coordinator.id
    assert adult.get(f"/svar/{case.id}/frist").status_code == 200
    given = adult.get(f"/svar/{case.id}/giv").text
    assert "Til en kollega" in given
    assert "Til en anden enhed" not in given


@pytest.mark.parametrize(
    "part", ["", "/kladde", "/vis", "/kladde/tid", "/kladde/spoerg", "/kladde/ord", "/formulering", "/enhed"]
)
def test_the_inbox_takes_no_answer(
    session: Session, sign_in: Any, place: Town, application: Application, part: str
) -> None:
    adult = sign_in(place.coordinator)
    refused = press(adult, f"/svar/{application.case_id}{part}", as_form(award_facts().answer))
    assert refused.status_code in (403, 404)
    assert session.scalars(select(Answer.id)).all() == []


def test_the_meeting_leads_to_the_decision(
    session: Session, sign_in: Any, place: Town, application: Application
) -> None:
    meeting = OpenMeetingFactory(body=place.council)
    motion = voted(session, place.chair, application, 5_000 * KR, way=MotionWay.meeting, meeting_id=meeting.id)
    place_motion(session, MotionPut(motion.id, application.id, place.pool.id, place.chair.id, None))
    chair = sign_in(place.chair)
    shown = chair.get(f"/moeder/{meeting.id}").text
    assert page_of(application, "afgoer") in shown
    assert application.title not in shown
    item_id = re.search(r'id="punkt-(\d+)"', shown)
    assert item_id is not None
    assert f"/punkter/{item_id[1]}/beslut" not in shown
    assert chair.get(f"/punkter/{item_id[1]}/beslut").location == page_of(application, "afgoer")
    data = {"outcome": "adopted", "text": "Vi giver dem det hele."}
    assert press(chair, f"/punkter/{item_id[1]}/beslut", data).location == page_of(application, "afgoer")
    assert current_award(session, application.id) is None


@pytest.mark.parametrize("page", ["afgoer", "svar-klarere", "klage", "klage/svar"])
def test_queries(
    session: Session, sign_in: Any, count_queries: Any, place: Town, application: Application, page: str
) -> None:
    award = awarded(session, place, application, 0)
    lead = session.get_one(Person, application.lead_id)
    if page == "klage/svar":
        complain(session, application, award, lead, "I har overset, at det er gratis for alle.")
    who = {"klage": lead, "klage/svar": place.coordinator}.get(page, place.chair)
    browser: FlaskClient = sign_in(who)
    browser.get(page_of(application, page))
    with count_queries() as seen:
        assert browser.get(page_of(application, page)).status_code == 200
    assert len(seen) <= 8, "\n".join(seen)


def test_strangers(session: Session, sign_in: Any, place: Town, application: Application) -> None:
    awarded(session, place, application, 0)
    for stranger in (PersonFactory(), OfficialFactory(), place.treasurer):
        browser = sign_in(stranger)
        for page in ("afgoer", "svar-klarere", "klage", "klage/svar"):
            assert browser.get(page_of(application, page)).status_code == 403
