"""What is stored of the ladder in words: for agendas, and for whoever answers at the municipality."""

from flask import current_app
from flask_babel import gettext
from sqlalchemy import select
from sqlalchemy.orm import Session

from youthvoice.core.translating import speaking
from youthvoice.councils.models import Body
from youthvoice.councils.rules.bodies import SCHOOL_KINDS
from youthvoice.councils.rules.decisions import DecisionOutcome
from youthvoice.proposals.commands.submit import Asked, question_of
from youthvoice.proposals.labels import body_label, hands_line, votes_line
from youthvoice.proposals.models import Proposal, ProposalEvent
from youthvoice.proposals.queries.ladder import StopRow, carried_bodies, shown_stops, stops_of
from youthvoice.proposals.rules import EventKind
from youthvoice.responses.commands import LONGEST_ASKER


def label_of(body: Body) -> str:
    """A body's name with its school, where the name does not tell it. The school must be loaded, if it has one."""
    school = body.school.name if body.kind in SCHOOL_KINDS and body.school is not None else None
    return body_label(body.kind, body.name, school)


def name_of(proposal: Proposal, on_behalf_of: Body | None) -> str:
    """In whose name it was sent: a class, or its author. The author must be loaded where it is no class."""
    return label_of(on_behalf_of) if on_behalf_of is not None else proposal.author.byline


def asked(session: Session, proposal: Proposal) -> Asked:
    """Who asks the municipality now, and in which words: the author's own, and then what each body said with them."""
    stops = stops_of(session, proposal.id)
    with speaking(str(current_app.config["BABEL_DEFAULT_LOCALE"])):
        names = [label_of(body) for body in carried_bodies(stops)]
        own = next((stop.body for stop in stops if stop.body_id == proposal.on_behalf_of_id), None)
        first = name_of(proposal, own)
        through = [name for name in names if name != first]
        asker = gettext("%(name)s, båret af %(bodies)s", name=first, bodies=", ".join(through)) if through else first
    question = "\n\n".join([question_of(proposal), *support_words(session, proposal.id)])
    return Asked(asker[:LONGEST_ASKER], question)


def support_words(session: Session, proposal_id: int) -> list[str]:
    """For each body that said yes: who, with which votes, and its own words. Two queries."""
    stops = [s for s in shown_stops(session, proposal_id, None) if s.outcome is DecisionOutcome.adopted]
    hands = _hands(session, proposal_id) if stops else {}
    with speaking(str(current_app.config["BABEL_DEFAULT_LOCALE"])):
        return [_said(stop, hands.get(stop.body_id)) for stop in stops]


def _said(stop: StopRow, hands: tuple[int, int] | None) -> str:
    line = gettext("%(body)s har sagt ja.", body=body_label(stop.kind, stop.name, stop.school))
    if hands is not None:
        line += " " + hands_line(*hands)
    elif stop.votes_for is not None:
        line += " " + votes_line(stop.votes_for, stop.votes_against or 0, stop.votes_abstaining or 0)
    return f"{line}\n«{stop.statement}»" if stop.statement else line


def _hands(session: Session, proposal_id: int) -> dict[int, tuple[int, int]]:
    """Raised hands in classes, which stand on the timeline alone."""
    query = select(ProposalEvent.data).where(
        ProposalEvent.proposal_id == proposal_id, ProposalEvent.kind == EventKind.council_adopted
    )
    found = session.scalars(query)
    return {data["body_id"]: (data["hands"], data["children"]) for data in found if "hands" in data}
