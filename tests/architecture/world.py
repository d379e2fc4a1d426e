"""One small world with something behind every address, and people of every kind to look at it."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from flask import Flask
from sqlalchemy.orm import Session

from tests.architecture.world_of_admin import make_admin
from tests.architecture.world_of_answering import make_answering
from tests.architecture.world_of_answers import make_answers
from tests.architecture.world_of_asking import make_asking
from tests.architecture.world_of_classroom import make_classroom
from tests.architecture.world_of_councils import make_councils
from tests.architecture.world_of_data import make_data
from tests.architecture.world_of_day import make_day
from tests.architecture.world_of_elections import make_elections
from tests.architecture.world_of_evaluation import make_evaluation
from tests.architecture.world_of_grants import make_grants
from tests.architecture.world_of_ladder import make_ladder
from tests.architecture.world_of_live_day import make_live_day
from tests.architecture.world_of_motions import make_motions
from tests.architecture.world_of_papers import make_papers
from tests.architecture.world_of_polls import make_polls
from tests.architecture.world_of_promises import make_promise
from tests.architecture.world_of_resolutions import make_resolutions
from tests.architecture.world_of_results import make_results
from tests.architecture.world_of_understood import make_understood
from tests.architecture.world_of_votes import make_votes
from tests.architecture.world_of_years import make_years
from tests.factories.accounts import (
    AdministratorFactory,
    ModeratorFactory,
    OfficialFactory,
    PersonFactory,
    TeacherFactory,
)
from tests.factories.discussions import CommentFactory
from tests.factories.proposals import DraftFactory, ProposalFactory
from tests.factories.responses import AnswerFactory
from youthvoice.accounts.models import Passkey, Person
from youthvoice.accounts.rules import Role
from youthvoice.core.clock import now
from youthvoice.core.signing import sign
from youthvoice.discussions.models import Thread
from youthvoice.moderation.models import ContentReport
from youthvoice.moderation.rules import ReportReason
from youthvoice.notifications.models import Notification, PushSubscription
from youthvoice.proposals.commands.attachments import IMAGE_NAME
from youthvoice.proposals.commands.coauthors import invitation_token
from youthvoice.proposals.models import Proposal, ProposalAttachment, ProposalRevision
from youthvoice.proposals.rules import ProposalStatus
from youthvoice.responses.models import Case
from youthvoice.responses.rules import CaseState, Outcome

ROLES = (
    "anonymous",
    "author",
    "young_person",
    "council_member",
    "council_chair",
    "former_member",
    "pupil",
    "teacher",
    "class_teacher",
    "council_coordinator",
    "official",
    "other_official",
    "moderator",
    "administrator",
)


@dataclass
class World:
    """People by role, and a value for every variable part of an address."""

    people: dict[str, Person]
    proposal: Proposal
    draft: Proposal
    case: Case
    values: dict[str, Any]
    own: dict[str, dict[str, Any]]
    """Values that only one endpoint wants."""
    sent: dict[str, Any]
    """What an endpoint must be sent to be willing at all."""


def make_world(session: Session) -> World:
    """The author has a listed proposal (with a comment, an answer, a file, a revision) and a draft."""
    people = _people()
    proposal = ProposalFactory(
        author=people["author"], attachment_kind="image", invite_nonce="n" * 16, status=ProposalStatus.needs_more
    )
    case = session.get_one(Case, proposal.case_id)
    people["official"].unit_id, case.state = case.unit_id, CaseState.needs_more
    session.flush()
    session.refresh(people["official"])
    AnswerFactory(
        case=case,
        written_by=people["official"],
        outcome=Outcome.needs_more,
        asked_for="Hvor skal banen ligge?",
        reason_code=None,
    )
    comment = CommentFactory(thread=session.get_one(Thread, proposal.thread_id), author=people["author"])
    proposal.comment_count = 1
    draft = DraftFactory(author=people["author"])
    report, notification = _report(proposal), _notification(people["author"], proposal)
    device = _device(people["author"])
    session.add_all([report, notification, device, _attachment(proposal), _revision(proposal)])
    session.flush()
    values = {
        "proposal_id": proposal.id,
        "case_id": case.id,
        "thread_id": proposal.thread_id,
        "comment_id": comment.id,
        "report_id": report.id,
        "notification_id": notification.id,
        "subscription_id": device.id,
        "kind": "proposal",
        "target_id": proposal.id,
        "name": IMAGE_NAME,
        "step": "hvad",
        "token": "no-token",
        "provider": "unilogin",
        "passkey_id": _passkey(session, people["author"]).id,
        "person_id": people["young_person"].id,
        "id": proposal.id,
        "slug": "klassemoede",
        **make_councils(people),
        **make_answers(session, people, case),
    }
    classroom, of_classroom, sent_to_classroom = make_classroom(session, values["class_id"])
    of_admin, own_of_admin, sent_to_admin = make_admin(session, people)
    values = {**classroom, **values, **of_admin}
    of_draft = {"proposal_id": draft.id}
    own: dict[str, dict[str, Any]] = dict.fromkeys(
        ("proposals.write_step", "proposals.review", "proposals.submit"), of_draft
    )
    own["moderation.receipt"] = {"token": sign("report-receipt", report.id)}
    no_more = {"token": sign("unsubscribe", [people["author"].id, "own"])}
    own |= {"notifications.ask_to_stop": no_more, "notifications.stop": no_more}
    invitation = {"token": invitation_token(proposal)}
    own |= {"proposals.invitation": invitation, "proposals.accept_invitation": invitation}
    own |= of_classroom | own_of_admin
    of_elections, own_of_elections = make_elections(session, people, values["body_id"], values["class_id"])
    values, own = {**of_elections, **values}, own | own_of_elections
    of_grants, own_of_grants = make_grants(session, people, values["body_id"])
    values, own = {**of_grants, **values}, own | own_of_grants
    own |= make_live_day(session, people)
    own |= make_asking(people)
    own |= make_answering(session, people, values["body_id"], values["class_id"])
    own |= make_resolutions(session, people) | make_years(session, people)
    own |= make_motions(session, people)
    own |= make_day(session, people)
    own |= make_results(session)
    own_of_votes, sent_to_votes = make_votes(session, people)
    own |= own_of_votes
    of_promise, own_of_promise = make_promise(session, people)
    values, own = {**values, **of_promise}, own | own_of_promise
    own |= make_papers(session, people, values["body_id"], values["class_id"])
    own |= make_polls(session, people, values["body_id"])
    own |= make_ladder(session, people["author"], values["body_id"])
    own |= make_understood(session, people["author"])
    own["insight.unit_scorecard"] = {"unit_id": case.unit_id}
    own |= make_data()
    own |= make_evaluation(session)
    sent = {
        "accounts.choose_persona": {"person": str(_persona().id)},
        **sent_to_classroom,
        **sent_to_admin,
        **sent_to_votes,
    }
    return World(people, proposal, draft, case, values, own, sent)


def get_paths(app: Flask, world: World) -> dict[str, str]:
    """The address of every page that can be read, by endpoint."""
    with app.test_request_context("/"):
        return {
            rule.endpoint: _path(app, rule.endpoint, rule.arguments, world)
            for rule in app.url_map.iter_rules()
            if "GET" in (rule.methods or ())
        }


def post_paths(app: Flask, world: World) -> dict[str, str]:
    """The address of everything that can be sent, by endpoint."""
    with app.test_request_context("/"):
        return {
            rule.endpoint: _path(app, rule.endpoint, rule.arguments, world)
            for rule in app.url_map.iter_rules()
            if "POST" in (rule.methods or ())
        }


def _path(app: Flask, endpoint: str, arguments: set[str], world: World) -> str:
    return app.url_for(
        endpoint,
        _external=False,
        **{name: {**world.values, **world.own.get(endpoint, {})}[name] for name in arguments},
    )


def _people() -> dict[str, Person]:
    return {
        "author": PersonFactory(display_name="Forfatter"),
        "young_person": PersonFactory(),
        "council_member": PersonFactory(),
        "council_chair": PersonFactory(),
        "former_member": PersonFactory(),
        "pupil": PersonFactory(),
        "teacher": TeacherFactory(),
        "class_teacher": TeacherFactory(),
        "council_coordinator": OfficialFactory(role=Role.council_coordinator),
        "official": OfficialFactory(),
        "other_official": OfficialFactory(),
        "moderator": ModeratorFactory(),
        "administrator": AdministratorFactory(),
    }


def _passkey(session: Session, person: Person) -> Passkey:
    passkey = Passkey(
        person_id=person.id, name="Min telefon", credential_id="x", public_key=b"", sign_count=0, created_at=now()
    )
    session.add(passkey)
    session.flush()
    return passkey


def _persona() -> Person:
    return PersonFactory(is_persona=True)


def _report(proposal: Proposal) -> ContentReport:
    return ContentReport(
        target_kind="proposal",
        target_id=proposal.id,
        target_title=proposal.title,
        target_path=f"/forslag/{proposal.id}",
        quoted=proposal.what,
        reason=ReportReason.mean,
        created_at=now(),
        due_at=now() + timedelta(days=1),
    )


def _device(person: Person) -> PushSubscription:
    facts = {"endpoint": "https://push.example.test/1", "p256dh": "A", "auth": "A", "label": "Firefox"}
    return PushSubscription(person_id=person.id, created_at=now(), **facts)


def _notification(person: Person, proposal: Proposal) -> Notification:
    return Notification(
        person_id=person.id,
        kind="comment",
        event_key="comment:1",
        path=f"/forslag/{proposal.id}",
        data={"title": proposal.title},
        created_at=now(),
    )


def _attachment(proposal: Proposal) -> ProposalAttachment:
    return ProposalAttachment(
        proposal_id=proposal.id,
        kind="image",
        content_type="image/webp",
        file_name=IMAGE_NAME,
        alt_text="En bane",
        size_bytes=3,
        created_at=now(),
        data=b"abc",
        thumb=b"abc",
    )


def _revision(proposal: Proposal) -> ProposalRevision:
    return ProposalRevision(
        proposal_id=proposal.id,
        number=1,
        title="En bane",
        what=proposal.what,
        why="",
        who="",
        replaced_at=now(),
        replaced_by_label="Forfatter",
    )
