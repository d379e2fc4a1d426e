"""The pages of a decision: what is typed stays, who may not is refused, the inbox and the meeting lead to them."""

from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.factories.accounts import OfficialFactory, PersonFactory
from tests.factories.awarding import BETTER, COMPLAINT, award_facts, awarded, page_of, voted
from tests.factories.grants import KR, Town, town
from tests.web.forms import form_fields, press, submit
from tests.web.responses.facts import as_form
from youthvoice.accounts.models import Person
from youthvoice.grants.commands.complaints import complain
from youthvoice.grants.models import Application, Award, Panelist, PoolCriterion, PoolRule
from youthvoice.grants.queries.awards import current_award
from youthvoice.grants.rules.deciding import AwardOutcome, Conflict, FoundBy, MotionState
from youthvoice.responses.models import Answer
from youthvoice.responses.rules import Outcome


@pytest.fixture
def place(session: Session) -> Town:
    found = town(session, 20_000 * KR)
    session.add(PoolRule(pool_id=found.pool.id, number=1, words="Vi betaler ikke løn."))
    session.add(PoolCriterion(pool_id=found.pool.id, number=1, question="Kan alle være med?"))
    session.flush()
    return found


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
