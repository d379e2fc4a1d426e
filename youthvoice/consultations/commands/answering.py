"""Answers to a hearing are sent, changed and taken back while it is open: one of each person, class and council."""

from collections.abc import Mapping
from dataclasses import dataclass

from flask_babel import gettext
from sqlalchemy import delete
from sqlalchemy.orm import Session

from youthvoice.consultations.answer_labels import PROBLEM_TEXTS, closed_text
from youthvoice.consultations.commands.drafts import drop_draft
from youthvoice.consultations.commands.tallying import add_counts, count_response
from youthvoice.consultations.events import ResponseSent
from youthvoice.consultations.models import Consultation, ConsultationResponse, ResponseChoice, ResponseText
from youthvoice.consultations.queries.answering import (
    answers_of,
    asked_of,
    choices_of,
    find_by_key,
    find_response,
    texts_of,
    whole_questions,
)
from youthvoice.consultations.queries.consultations import hold_consultation
from youthvoice.consultations.rules.answers import Answer, Asked, Given, check_answer, counts_of, difference
from youthvoice.consultations.rules.questions import QuestionKind
from youthvoice.consultations.rules.states import ConsultationState, Respondent
from youthvoice.consultations.targets import tell_of_response
from youthvoice.core import audit
from youthvoice.core.clock import now
from youthvoice.core.errors import Conflict, RuleBroken
from youthvoice.core.events import publish
from youthvoice.core.textcheck import find_cpr
from youthvoice.proposals.commands.checks import cpr_text

FEWEST_PEOPLE, MOST_PEOPLE = 1, 2000


class NotOpen(Conflict):
    """Answers are not taken now."""


class ChangedMeanwhile(Conflict):
    """The same person, class or council answered from another place."""


@dataclass(frozen=True, kw_only=True)
class Sender:
    """Who answers: a person alone (no body), or for a class or a council."""

    person_id: int
    kind: Respondent = Respondent.alone
    body_id: int | None = None
    school_id: int | None = None


@dataclass(frozen=True, kw_only=True)
class Sent:
    """What the form holds. ``seen``: the version of the answer that it began with, 0 where there was none."""

    answers: Mapping[int, Answer]
    people: int = 1
    seen: int = 0
    form_key: str


@dataclass(frozen=True)
class ResponseAudit:
    """Audit: in which way it was given; which answer it is, the log does not tell."""

    respondent: str


def field_name(question_id: int) -> str:
    """The field of a question, in forms and in what RuleBroken says."""
    return f"q{question_id}"


def send_answer(session: Session, consultation_id: int, sender: Sender, sent: Sent) -> ConsultationResponse:
    """Send the answer, or put another in its place. Sent twice, it is one.

    Raises NotOpen, ChangedMeanwhile, Conflict for a key of somebody else's form, and RuleBroken (by ``field_name``).
    """
    found = hold_consultation(session, consultation_id)
    made = find_by_key(session, sent.form_key)
    if made is not None and not _is_senders(made, found, sender):
        raise Conflict
    if made is not None and made.version == 1 and made.withdrawn_at is None and sent.seen == 0:
        return made
    _require_open(found)
    asked = asked_of(whole_questions(session, found.id))
    stored = find_response(session, found.id, sender.person_id, sender.body_id)
    if (stored.version if stored is not None else 0) != sent.seen:
        raise ChangedMeanwhile(
            gettext("Der er allerede sendt et svar fra et andet sted. Det, du skrev, står her stadig.")
        )
    hidden = _hidden_questions(session, stored)
    _check([one for one in asked if one.id not in hidden], sender, sent, has_more=bool(hidden))
    response = _store(session, found, sender, sent, asked, stored)
    drop_draft(session, found.id, sender.person_id, sender.body_id)
    tell_of_response(session, response)
    publish(session, ResponseSent(response.id, found.id, is_change=stored is not None))
    return response


def withdraw_answer(session: Session, consultation_id: int, sender: Sender, seen: int) -> None:
    """Take the answer back: its words are removed, and it counts no more. Twice is once. Raises NotOpen, ChangedMeanwhile."""
    found = hold_consultation(session, consultation_id)
    stored = find_response(session, found.id, sender.person_id, sender.body_id)
    if stored is None:
        return
    _require_open(found)
    if stored.version != seen:
        raise ChangedMeanwhile
    asked = asked_of(whole_questions(session, found.id))
    add_counts(session, stored.kind, difference(counts_of(asked, given_by(session, stored)), {}))
    count_response(found, responses=-1, people=-stored.people)
    session.execute(delete(ResponseText).where(ResponseText.response_id == stored.id))
    session.execute(delete(ResponseChoice).where(ResponseChoice.response_id == stored.id))
    stored.withdrawn_at = now()
    stored.version += 1
    _record(session, "consultation.take_back", sender, stored)
    session.flush()


def given_by(session: Session, response: ConsultationResponse) -> Given:
    """What an answer counts as it stands: without texts that are hidden."""
    texts, choices = texts_of(session, response.id), choices_of(session, response.id)
    return Given(response.people, answers_of(texts, choices, with_hidden=False))


def _is_senders(made: ConsultationResponse, found: Consultation, sender: Sender) -> bool:
    theirs = made.consultation_id, made.person_id, made.body_id
    return theirs == (found.id, sender.person_id, sender.body_id)


def _require_open(found: Consultation) -> None:
    if found.state is not ConsultationState.open:
        raise NotOpen(closed_text())


def _hidden_questions(session: Session, stored: ConsultationResponse | None) -> set[int]:
    """The questions whose words a moderator has hidden: they stand still, whatever is sent."""
    if stored is None:
        return set()
    return {text.question_id for text in texts_of(session, stored.id) if text.hidden_at is not None}


def _check(asked: list[Asked], sender: Sender, sent: Sent, *, has_more: bool) -> None:
    problems: dict[str, list[object]] = {}
    for one in asked:
        problem = problem_of(one, sent.answers.get(one.id, Answer()))
        if problem is not None:
            problems[field_name(one.id)] = [problem]
    if not has_more and all(sent.answers.get(one.id, Answer()).is_empty for one in asked):
        problems["answers"] = [gettext("Du har ikke svaret på noget endnu.")]
    is_alone = sender.kind is Respondent.alone
    if not FEWEST_PEOPLE <= sent.people <= (1 if is_alone else MOST_PEOPLE):
        problems["people"] = [gettext("Skriv et tal fra 1 til 2.000.")]
    if problems:
        raise RuleBroken(problems)


def problem_of(asked: Asked, answer: Answer) -> str | None:
    """What keeps an answer from being sent, in words; None where nothing does."""
    problem = check_answer(asked, answer)
    if problem is not None:
        return str(PROBLEM_TEXTS[problem])
    numbers = find_cpr(answer.text)
    return cpr_text(numbers[0].text) if numbers else None


def _store(  # the parts of one answer
    session: Session,
    found: Consultation,
    sender: Sender,
    sent: Sent,
    asked: list[Asked],
    stored: ConsultationResponse | None,
) -> ConsultationResponse:
    before = counts_of(asked, given_by(session, stored)) if stored is not None else {}
    people_before = stored.people if stored is not None else 0
    response = _row(session, found, sender, sent, stored)
    _write_texts(session, response, sent.answers, asked)
    _write_choices(session, response, sent.answers, asked)
    session.flush()
    after = counts_of(asked, given_by(session, response))
    add_counts(session, response.kind, difference(before, after))
    count_response(found, responses=0 if stored is not None else 1, people=response.people - people_before)
    action = "consultation.change_answer" if stored is not None else "consultation.answer"
    _record(session, action, sender, response)
    session.flush()
    return response


def _row(
    session: Session, found: Consultation, sender: Sender, sent: Sent, stored: ConsultationResponse | None
) -> ConsultationResponse:
    if stored is not None:
        stored.people, stored.changed_at, stored.person_id = sent.people, now(), sender.person_id
        stored.version += 1
        return stored
    response = ConsultationResponse(
        form_key=sent.form_key,
        consultation_id=found.id,
        kind=sender.kind,
        person_id=sender.person_id,
        body_id=sender.body_id,
        school_id=sender.school_id,
        people=sent.people,
        sent_at=now(),
        version=1,
    )
    session.add(response)
    session.flush()
    return response


def _write_texts(
    session: Session, response: ConsultationResponse, answers: Mapping[int, Answer], asked: list[Asked]
) -> None:
    """The words as they were sent; those that a moderator has hidden stand still."""
    there = {text.question_id: text for text in texts_of(session, response.id)}
    for one in asked:
        words, row = answers.get(one.id, Answer()).text, there.get(one.id)
        if one.kind is not QuestionKind.text or (row is not None and row.hidden_at is not None):
            continue
        if row is not None and words:
            row.text = words
        elif row is not None:
            session.delete(row)
        elif words:
            session.add(
                ResponseText(
                    response_id=response.id, question_id=one.id, consultation_id=response.consultation_id, text=words
                )
            )


def _write_choices(
    session: Session, response: ConsultationResponse, answers: Mapping[int, Answer], asked: list[Asked]
) -> None:
    session.execute(delete(ResponseChoice).where(ResponseChoice.response_id == response.id))
    for one in asked:
        for option, rank in answers.get(one.id, Answer()).chosen:
            session.add(
                ResponseChoice(
                    response_id=response.id,
                    question_id=one.id,
                    option=option,
                    rank=rank,
                    consultation_id=response.consultation_id,
                )
            )


def _record(session: Session, action: str, sender: Sender, response: ConsultationResponse) -> None:
    subject = "consultation", response.consultation_id
    audit.record(session, sender.person_id, action, subject, ResponseAudit(response.kind.value))
