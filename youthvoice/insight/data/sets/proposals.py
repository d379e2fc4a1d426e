"""Proposals that anyone may find in the list, the newest first."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated

from flask_babel import lazy_gettext as _
from sqlalchemy import and_, select, tuple_
from sqlalchemy.orm import Session, aliased

from youthvoice.accounts.models import Person, School
from youthvoice.core.keyset import Page
from youthvoice.councils.models import Body
from youthvoice.insight.data.cursors import Key, micros, moment
from youthvoice.insight.data.shape import Address, AnySelect, DataSet, cut
from youthvoice.proposals.models import Proposal
from youthvoice.proposals.queries.names import sender_name
from youthvoice.proposals.rules import ProposalStatus, Topic
from youthvoice.responses.models import Answer
from youthvoice.responses.rules import Outcome, ReasonCode

_holders = aliased(Body)


@dataclass(frozen=True, slots=True)
class ProposalRow:
    """One proposal."""

    id: Annotated[int, _("Forslagets nummer")]
    url: Annotated[Address, _("Forslagets side")]
    title: Annotated[str, _("Overskrift")]
    what: Annotated[str, _("Hvad der skal ske")]
    why: Annotated[str, _("Hvorfor")]
    who: Annotated[str, _("Hvem der kan gøre det, som forslagsstilleren ser det")]
    author: Annotated[str, _("Dæknavn, eller klassen og skolen")]
    topic: Annotated[Topic, _("Emne")]
    school_id: Annotated[int | None, _("Skolens nummer. Tomt: hele kommunen")]
    school: Annotated[str | None, _("Skolens navn. Tomt: hele kommunen")]
    status: Annotated[ProposalStatus, _("Hvor forslaget er nu")]
    holder: Annotated[str | None, _("Det råd eller den klasse, der har forslaget nu")]
    outcome: Annotated[Outcome | None, _("Hvad kommunen svarer. Tomt: intet svar")]
    reason: Annotated[ReasonCode | None, _("Den vigtigste grund til svaret")]
    listed_at: Annotated[datetime, _("Da alle kunne læse forslaget")]
    answer_due_on: Annotated[date | None, _("Den dag, svaret skal være kommet")]
    answered_at: Annotated[datetime | None, _("Da svaret kom")]
    endorsements: Annotated[int, _("Hvor mange der støtter det")]
    comments: Annotated[int, _("Hvor mange kommentarer der er")]


_ROWS: AnySelect = (
    select(
        Proposal.id, Proposal.title, Proposal.what, Proposal.why, Proposal.who, sender_name(), Proposal.topic,
        Proposal.school_id, School.name, Proposal.status, _holders.name, Answer.outcome, Answer.reason_code,
        Proposal.listed_at, Proposal.answer_due_on, Proposal.answered_at, Proposal.endorsement_count,
        Proposal.comment_count,
    )
    .select_from(Proposal)
    .join(Person, Person.id == Proposal.author_id)
    .outerjoin(School, School.id == Proposal.school_id)
    .outerjoin(Body, Body.id == Proposal.on_behalf_of_id)
    .outerjoin(_holders, _holders.id == Proposal.holder_id)
    .outerjoin(Answer, and_(Answer.case_id == Proposal.case_id, Answer.replaced_at.is_(None)))
    .where(Proposal.listed_at.is_not(None))
    .order_by(Proposal.listed_at.desc(), Proposal.id.desc())
)  # fmt: skip


def read(session: Session, after: Key | None, size: int) -> Page[ProposalRow]:
    """One page: one query."""
    query = _ROWS.limit(size + 1)
    if after is not None:
        query = query.where(tuple_(Proposal.listed_at, Proposal.id) < (moment(after[0]), after[1]))
    rows = (ProposalRow(row[0], Address(f"/forslag/{row[0]}"), *row[1:]) for row in session.execute(query))
    return cut((((micros(row.listed_at), row.id), row) for row in rows), size)


PROPOSALS = DataSet(
    "proposals",
    _("Forslag"),
    _("Alle forslag, som alle kan læse. De nyeste står først."),
    ProposalRow,
    2,
    read,
)
