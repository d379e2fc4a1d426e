"""One application wherever one can stand, and in each of its fields a word that stands nowhere else."""

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from sqlalchemy import update
from sqlalchemy.orm import Session

from tests.factories.accounts import ModeratorFactory, OfficialFactory, PersonFactory
from tests.factories.awarding import award_facts, voted
from tests.factories.councils import MeetingFactory
from tests.factories.grants import KR, Town, draft, key, sent, town
from tests.web.grants.leaks.planting import give, give_late, tell_accounts
from tests.web.grants.leaks.words import ANY, STATUSES, secret
from tests.web.responses.facts import good_explanation
from youthvoice.accounts.models import Person
from youthvoice.core.clock import now, today
from youthvoice.core.events import publish
from youthvoice.grants.commands.accepting import accept, adult_answers
from youthvoice.grants.commands.accounts import approve, send_accounts, send_back
from youthvoice.grants.commands.asking import ask_more, withdraw
from youthvoice.grants.commands.awarding import give_award
from youthvoice.grants.commands.complaints import complain, settle_complaint
from youthvoice.grants.commands.conflicts import declare
from youthvoice.grants.commands.members import join, renew_invitation
from youthvoice.grants.events import ApplicationSent
from youthvoice.grants.models import Application, Award, BudgetLine, PoolRound
from youthvoice.grants.queries.accounts import find_report
from youthvoice.grants.queries.paying import get_agreement
from youthvoice.grants.rules.deciding import Conflict, MotionState
from youthvoice.grants.targets import hide_application


@dataclass
class SecretWorld:
    """Who is there, and which application stands where."""

    place: Town
    people: dict[str, Person]
    meeting_id: int
    round_id: int
    applications: dict[str, Application] = field(default_factory=dict)


def make_world(session: Session) -> SecretWorld:
    """Everything at once, by the ordinary commands where there is one."""
    place = town(session, 900_000 * KR, is_rolling=True)
    place.members[1].display_name = secret("voter", ANY)
    people = {
        "stranger": PersonFactory(display_name="En fremmed"),
        "lead": PersonFactory(display_name=secret("lead", ANY), birth_year=today().year - 15),
        "member": PersonFactory(display_name=secret("member", ANY), birth_year=today().year - 16),
        "voter": place.members[1],
        "council": place.members[3],
        "conflicted": place.members[2],
        "chair": place.chair,
        "coordinator": place.coordinator,
        "official": OfficialFactory(display_name="Sagsbehandler", unit=place.pool.unit),
        "treasurer": place.treasurer,
        "moderator": ModeratorFactory(),
        "administrator": place.administrator,
    }
    place.treasurer.unit_id = OfficialFactory().unit_id
    meeting = MeetingFactory(body=place.council, number=1)
    round_ = PoolRound(
        pool_id=place.pool.id, name="Runden", opens_on=today() - timedelta(days=9), closes_at=now() + timedelta(days=9),
        decides_on=today() + timedelta(days=20),
    )  # fmt: skip
    session.add(round_)
    session.flush()
    world = SecretWorld(place, people, meeting.id, round_.id)
    for status in STATUSES:
        world.applications[status] = _one(session, world, status)
    session.flush()
    return world


def _one(session: Session, world: SecretWorld, status: str) -> Application:
    place, people = world.place, world.people
    application = (draft if status == "draft" else sent)(session, place.pool, people["lead"], **_words(status))
    _name_lines(session, application, status)
    renew_invitation(session, people["lead"], application)
    join(session, people["member"], application)
    if status == "draft":
        application.half_typed = {"begins_on": secret("half", status)}
        give(session, world.people, application, status)
        return application
    declare(session, application, people["conflicted"].id, Conflict.family, by_id=people["conflicted"].id)
    give(session, people, application, status)
    publish(session, ApplicationSent(application.id, place.pool.id, people["lead"].id))
    _go_on(session, world, application, status)
    return application


def _words(status: str) -> dict[str, Any]:
    names = {
        "title": "title", "what": "what", "group_name": "group", "about_group": "about", "place": "place",
        "for_whom": "forwhom", "how_to_join": "join", "other_income_from": "otherfrom", "risks": "risks",
        "adult_name": "adultname",
    }  # fmt: skip
    return {
        **{column: f"{secret(what, status)} og mere end nok af ord" for column, what in names.items()},
        "video_link": f"https://example.test/{secret('video', status)}",
        "adult_email": f"{secret('adultmail', status)}@example.test",
        "other_income": 100 * KR,
        "budget": 8_100 * KR,
    }


def _name_lines(session: Session, application: Application, status: str) -> None:
    lines = update(BudgetLine).where(BudgetLine.application_id == application.id)
    session.execute(lines.values(name=secret("line", status)))


def _go_on(session: Session, world: SecretWorld, application: Application, status: str) -> None:
    """From «sent» to where it shall stand."""
    place, lead = world.place, world.people["lead"]
    if status == "more":
        ask_more(session, place.chair, application, f"{secret('asked', status)}: hvad koster hallen?", key())
    elif status == "withdrawn":
        withdraw(session, lead, application)
    elif status == "voting":
        _motion(session, world, application, status, 5_000 * KR, MotionState.open)
    elif status == "hiddensent":
        hide_application(session, application.id)
    elif status != "sent":
        _decided(session, world, application, status)


def _motion(
    session: Session, world: SecretWorld, application: Application, status: str, amount: int, state: MotionState
) -> Any:
    more: dict[str, Any] = {"conditions": f"{secret('conditions', status)}: ryd op bagefter."}
    if state is MotionState.open:
        more["closes_at"] = now() + timedelta(days=2)
    return voted(session, world.place.chair, application, amount, state, **more)


def _decided(session: Session, world: SecretWorld, application: Application, status: str) -> None:
    place, people = world.place, world.people
    amount = {"rejected": 0, "reduced": 5_000 * KR}.get(status, application.asked)
    motion = _motion(session, world, application, status, amount, MotionState.carried)
    facts = award_facts(
        better=f"{secret('better', status)}: søg igen med en kasserer.",
        complaint=f"{secret('howto', status)}: skriv til Line Holm.",
        explanation=f"{good_explanation()} {secret('answer', status)}.",
    )
    award = give_award(session, application, motion, place.chair, facts, key())
    if status in ("rejected", "reduced"):
        _complained(session, world, application, award, status)
    elif status == "granted":
        agreement = get_agreement(session, application.id)
        adult_answers(session, agreement, says_yes=False, reply=f"{secret('adultreply', status)} for dyrt")
    elif status != "letter":
        adult_answers(session, get_agreement(session, application.id), says_yes=True, reply="")
        accept(session, application, by_id=people["lead"].id)
        give_late(session, world.place, people, application, status)
        _accounted(session, world, application, status)


def _complained(session: Session, world: SecretWorld, application: Application, award: Award, status: str) -> None:
    lead, coordinator = world.people["lead"], world.place.coordinator
    complaint = complain(session, application, award, lead, f"{secret('complaint', status)} er overset af jer.")
    reply = f"{secret('settled', status)}: vi har set på det igen."
    settle_complaint(session, application, complaint, award, coordinator, reply)


def _accounted(session: Session, world: SecretWorld, application: Application, status: str) -> None:
    people = world.people
    tell_accounts(session, people, application, status, shows=status != "hidden")
    if status in ("accounts", "back", "closed", "hidden"):
        send_accounts(session, people["lead"], application)
    report = find_report(session, application.id)
    assert report is not None
    if status == "back":
        send_back(
            session, people["coordinator"], application, f"{secret('reply', status)}: en regning.", report.version
        )
    if status in ("closed", "hidden"):
        approve(session, people["coordinator"], application, today(), report.version)
    if status == "late":
        application.accounts_due_on = today() - timedelta(days=30)
    if status == "hidden":
        hide_application(session, application.id)
    session.flush()
