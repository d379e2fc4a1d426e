"""What the council decides about money comes onto its agendas and into its minutes.

No words of the group stand there: agendas are public before anything is decided, and a no need not be. What is stored is in
Danish, as all minutes are. The body's row is locked here, after those of the application and of the pool.
"""

from flask_babel import gettext, ngettext
from sqlalchemy.orm import Session

from youthvoice.accounts.models import Person
from youthvoice.core.clock import local_date, now
from youthvoice.core.i18n import format_day, format_money
from youthvoice.core.translating import speaking
from youthvoice.councils.commands.agenda import continue_item, derived_key
from youthvoice.councils.commands.decisions import record_decision
from youthvoice.councils.commands.subjects import (
    Result,
    Subject,
    place_item,
    place_subject,
    tell_body,
    withdraw_subject,
)
from youthvoice.councils.models import AgendaItem, Body, Decision, Meeting
from youthvoice.councils.queries.minutes import current_decision
from youthvoice.councils.queries.seats import lock_body
from youthvoice.councils.rules.decisions import DecisionFacts, DecisionOutcome, Votes
from youthvoice.councils.rules.meetings import PLANNABLE, WRITABLE, ItemKind
from youthvoice.grants.commands.status import add_step
from youthvoice.grants.events import MotionPut
from youthvoice.grants.models import Application, Award, Motion, Pool
from youthvoice.grants.queries.awards import count_conflicted, last_item, meeting_of, place_on
from youthvoice.grants.rules.awarding import KIND
from youthvoice.grants.rules.deciding import AwardOutcome, MotionState, MotionWay
from youthvoice.grants.rules.timeline import Step

LANGUAGE = "da"
DOCUMENT_MAX = 200


def place_motion(session: Session, event: MotionPut) -> None:
    """A motion for a meeting stands on its agenda: of the meeting that was named, else of the next that takes items.

    Called by whoever holds the application. A body that plans a meeting takes waiting items along, and touches no application.
    """
    motion = session.get_one(Motion, event.motion_id)
    if motion.way is not MotionWay.meeting:
        return
    application = session.get_one(Application, event.application_id)
    pool = session.get_one(Pool, application.pool_id)
    lock_body(session, pool.body_id)
    before = last_item(session, pool.body_id, application.id)
    where = before.meeting_id if before is not None else None
    item = _item_for(session, application, pool, before)
    meeting = meeting_of(session, motion.meeting_id)
    if item.meeting_id is None and meeting is not None and meeting.state in PLANNABLE:
        place_item(session, item, meeting)
    if item.meeting_id is not None:
        motion.meeting_id = item.meeting_id
        if item.meeting_id != where:
            day = local_date(session.get_one(Meeting, item.meeting_id).starts_at)
            add_step(session, application, Step.on_agenda, now(), day=day)
    session.flush()


def _item_for(session: Session, application: Application, pool: Pool, before: AgendaItem | None) -> AgendaItem:
    """The item on which the application is to be decided; taken up again where it was decided before."""
    if before is not None:
        return continue_item(session, before) if current_decision(session, before.id) is not None else before
    body = session.get_one(Body, pool.body_id)
    return place_subject(session, body, _subject(application, pool), derived_key(application.form_key, "agenda"))


def _subject(application: Application, pool: Pool) -> Subject:
    """The reasons are owed by the answer that a decision rests on, so the item itself owes none a second time."""
    with speaking(LANGUAGE):
        title = _title(application, pool)
    return Subject(
        item_kind=ItemKind.case,
        kind=KIND,
        id=application.id,
        title=title,
        text="",
        path=path_of(application),
        brought_by="",
        brought_by_id=None,
        is_owed_reasons=False,
    )


def path_of(application: Application) -> str:
    """Where the application is read."""
    return f"/puljen/ansoegninger/{application.id}"


def _title(application: Application, pool: Pool) -> str:
    return gettext("Ansøgning %(number)d til %(pool)s", number=application.number or 0, pool=pool.name)


def document_of(session: Session, application: Application, motion: Motion) -> str:
    """What the money rests on, as a bookkeeper looks for it: «Ungerådet, møde 4, punkt 2»."""
    pool = session.get_one(Pool, application.pool_id)
    body, item = session.get_one(Body, pool.body_id), _decided_at(session, application, pool, motion)
    with speaking(LANGUAGE):
        if item is None or item.meeting_id is None:
            day = format_day(motion.settled_at or motion.put_at)
            told = gettext("%(council)s, afstemning %(day)s", council=body.name, day=day)
        else:
            meeting = session.get_one(Meeting, item.meeting_id)
            values = {"council": body.name, "meeting": meeting.number, "item": place_on(session, item)}
            told = gettext("%(council)s, møde %(meeting)d, punkt %(item)d", **values)
    return str(told)[:DOCUMENT_MAX]


def _decided_at(session: Session, application: Application, pool: Pool, motion: Motion) -> AgendaItem | None:
    """The item on whose meeting it was voted, while its minutes are written; None for a vote in writing."""
    item = last_item(session, pool.body_id, application.id) if motion.way is MotionWay.meeting else None
    meeting = meeting_of(session, item.meeting_id) if item is not None else None
    return item if meeting is not None and meeting.state in WRITABLE else None


def write_down(session: Session, application: Application, award: Award, motion: Motion, person: Person) -> None:
    """Into the minutes of the meeting that decided, while they are written; else into those of the next meeting."""
    pool = session.get_one(Pool, application.pool_id)
    lock_body(session, pool.body_id)
    item = _decided_at(session, application, pool, motion)
    if item is not None:
        award.decision_id = _decide(session, item, award, motion, person).id
        session.flush()
        return
    withdraw_subject(session, KIND, application.id)
    with speaking(LANGUAGE):
        text = gettext("Rådet har stemt om en ansøgning. Her hører I, hvad det blev.")
        minutes = " ".join((*_told(session, award), _votes_told(motion)))
        result = Result(title=_title(application, pool), text=text, minutes=minutes, path=path_of(application))
    key = derived_key(award.form_key, "minutes")
    tell_body(session, session.get_one(Body, pool.body_id), result, key, by_id=person.id)


def _decide(session: Session, item: AgendaItem, award: Award, motion: Motion, person: Person) -> Decision:
    meeting = session.get_one(Meeting, item.meeting_id)
    carried = motion.state is MotionState.carried
    with speaking(LANGUAGE):
        text = " ".join(_told(session, award))
    facts = DecisionFacts(
        outcome=DecisionOutcome.adopted if carried else DecisionOutcome.rejected,
        text=text,
        votes=Votes(motion.in_favour, motion.against, motion.abstain),
    )
    return record_decision(session, item, meeting, person, facts, award.form_key, owner=KIND)


def _told(session: Session, award: Award) -> list[str]:
    """What was decided, and how many were kept out of it; sentences."""
    told = [_sentence(award)]
    conflicted = count_conflicted(session, award.application_id)
    if conflicted:
        told.append(
            ngettext(
                "%(num)d medlem var inhabilt og deltog ikke.",
                "%(num)d medlemmer var inhabile og deltog ikke.",
                conflicted,
            )
        )
    return [str(one) for one in told]


def _sentence(award: Award) -> str:
    """An amount ends in «kr.», so no sentence ends after one."""
    amount, asked = format_money(award.amount), format_money(award.asked)
    if award.outcome is AwardOutcome.granted:
        return str(gettext("Gruppen får %(amount)s", amount=amount))
    if award.outcome is AwardOutcome.reduced:
        words = gettext("Gruppen får %(amount)s Den søgte om %(asked)s", amount=amount, asked=asked)
    else:
        words = gettext("Gruppen får ikke penge. Den søgte om %(asked)s", asked=asked)
    return str(words) + " " + str(gettext("Reglen: %(rule)s", rule=award.rule))


def _votes_told(motion: Motion) -> str:
    counted = {"yes": motion.in_favour or 0, "no": motion.against or 0, "none": motion.abstain or 0}
    return str(gettext("%(yes)d stemte for, %(no)d stemte imod, og %(none)d undlod.", **counted))
