"""The part of polls in the file with a person's own data: what the person has asked on behalf of a body."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from youthvoice.accounts.models import Person
from youthvoice.councils.models import Body
from youthvoice.elections.models import Poll
from youthvoice.voting.models import Contest


def polls_asked(session: Session, person: Person) -> list[dict[str, Any]]:
    """Every poll with its words: two queries."""
    query = select(Contest, Poll, Body.name).join(Poll, Poll.contest_id == Contest.id)
    query = query.join(Body, Body.id == Poll.body_id).where(Poll.asked_by_id == person.id).order_by(Contest.id)
    return [
        {
            "of": name,
            "title": contest.title,
            "question": contest.question,
            "options": [option.title for option in contest.options],
            "everybody_may_see": poll.is_public,
            "asked_at": contest.created_at,
            "hidden_at": poll.hidden_at,
        }
        for contest, poll, name in session.execute(query.options(selectinload(Contest.options)))
    ]
