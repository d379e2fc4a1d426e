"""A young person goes by another name: lines that keep a name as a text follow, and pages that show it are made anew."""

from sqlalchemy import Select, exists, select, update
from sqlalchemy.orm import Session

from youthvoice.accounts.events import PersonRenamed
from youthvoice.discussions.models import Comment
from youthvoice.proposals.models import Proposal, ProposalEvent, ProposalRevision, ProposalStop
from youthvoice.proposals.queries.mine import own_ids
from youthvoice.responses.commands import rename_asker
from youthvoice.responses.models import Answer


def rename_person(session: Session, event: PersonRenamed) -> None:
    """Put the new name where the old one stands. Names of adults stay: they answer for what they did."""
    mine = own_ids(event.person_id).subquery()
    ids: Select[int] = select(mine.c[0])
    for model, column in (
        (ProposalEvent, ProposalEvent.actor_label),
        (ProposalRevision, ProposalRevision.replaced_by_label),
        (ProposalStop, ProposalStop.brought_by_label),
    ):
        lines = update(model).where(model.proposal_id.in_(ids), column == event.before)
        session.execute(lines.values({column: event.after}).execution_options(synchronize_session=False))
    _rename_asker(session, event)
    _show_anew(session, event.person_id, ids)


def _rename_asker(session: Session, event: PersonRenamed) -> None:
    """Where a class asks, no person is named; where bodies carried it, they stand behind the name."""
    own = Proposal.author_id == event.person_id, Proposal.on_behalf_of_id.is_(None)
    carried = exists().where(ProposalStop.proposal_id == Proposal.id, ProposalStop.carried_at.is_not(None))
    asked: Select[int | None] = select(Proposal.case_id).where(*own)
    rename_asker(session, asked.where(~carried), event.after)
    rename_asker(session, asked.where(carried), event.after, before=event.before)


def _show_anew(session: Session, person_id: int, ids: Select[int]) -> None:
    talked_in = select(Comment.thread_id).where(Comment.author_id == person_id)
    answered = select(Answer.case_id).where(Answer.written_by_id == person_id)
    shown = Proposal.id.in_(ids) | Proposal.thread_id.in_(talked_in) | Proposal.case_id.in_(answered)
    raised = update(Proposal).where(shown).values(version=Proposal.version + 1)
    session.execute(raised.execution_options(synchronize_session=False))
