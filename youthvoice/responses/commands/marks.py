"""The young people who asked have the last word: the promise was kept, or it was not.

Two who asked together may say different things. The word that was said last stands, and all are kept: each can answer
the other, nobody's verdict is final, and no adult counts or weighs them.
"""

from dataclasses import dataclass

from flask_babel import gettext
from sqlalchemy.orm import Session

from youthvoice.accounts.models import Person
from youthvoice.accounts.rules import is_adult_role
from youthvoice.core import audit
from youthvoice.core.clock import local_date, now, today
from youthvoice.core.errors import Conflict, Forbidden, RuleBroken
from youthvoice.core.events import publish
from youthvoice.core.textcheck import find_cpr
from youthvoice.moderation.commands import raise_alarm
from youthvoice.moderation.crisis import needs_help
from youthvoice.responses.commands.promises import changed, hold, put
from youthvoice.responses.events import PromiseSettled
from youthvoice.responses.models import Case, Promise, PromiseMark
from youthvoice.responses.queries.promises import mark_by_key, mark_target
from youthvoice.responses.queries.understood import is_party
from youthvoice.responses.rules import follow_up
from youthvoice.responses.rules.follow_up import Verdict


@dataclass(frozen=True)
class MarkAudit:
    """Audit: what was said, and how the promise stood before; not who said it, which those who asked were promised."""

    verdict: str
    before: str


def may_say(promise: Promise) -> frozenset[Verdict]:
    """What can be said of the promise today."""
    return follow_up.verdicts_open(
        promise.state,
        local_date(promise.promised_at),
        promise.promised_for,
        today(),
        is_done=promise.done_at is not None,
    )


def mark_promise(
    session: Session, promise: Promise, case: Case, person: Person, verdict: Verdict | None, words: str, form_key: str
) -> PromiseMark:
    """Say whether it was kept. Sent twice, it is said once; said anew, the last word stands and all are kept.

    ``words`` are for the unit alone. Raises Forbidden for adults and for whoever did not ask, RuleBroken (verdict,
    words), and Conflict where the promise is not public.
    """
    if is_adult_role(person.role) or not is_party(session, case.id, person.id):
        raise Forbidden
    hold(session, promise)
    stored = mark_by_key(session, promise.id, form_key)
    if stored is not None and stored.person_id == person.id:
        return stored
    if stored is not None or promise.hidden_at is not None:
        raise Conflict
    problems = _problems(promise, verdict, words)
    if problems or verdict is None:
        raise RuleBroken(problems)
    mark = _store(session, promise, person, verdict, words, form_key)
    _settle(session, promise, case, mark)
    _call_for_help(session, mark)
    return mark


def _store(
    session: Session, promise: Promise, person: Person, verdict: Verdict, words: str, form_key: str
) -> PromiseMark:
    mark = PromiseMark(
        form_key=form_key, promise_id=promise.id, person_id=person.id, verdict=verdict, words=words.strip(), at=now()
    )
    session.add(mark)
    session.flush()
    return mark


def _problems(promise: Promise, verdict: Verdict | None, words: str) -> dict[str, list[object]]:
    problems: dict[str, list[object]] = {}
    if verdict is None:
        problems["verdict"] = [gettext("Vælg ja eller nej.")]
    elif verdict not in may_say(promise):
        problems["verdict"] = [gettext("Dagen er ikke kommet endnu. Du kan sige nej, når den er gået.")]
    if len(words) > follow_up.MAX_MARK_WORDS:
        problems["words"] = [gettext("Skriv højst %(most)d tegn.", most=follow_up.MAX_MARK_WORDS)]
    elif find_cpr(words):
        problems["words"] = [gettext("Der står et CPR-nummer. Slet det.")]
    return problems


def _settle(session: Session, promise: Promise, case: Case, mark: PromiseMark) -> None:
    before, state = promise.state, follow_up.state_of_verdict(mark.verdict)
    if before is not state:
        put(session, promise, state)
    changed(session, promise, case)
    data = MarkAudit(mark.verdict.value, before.value)
    audit.record(session, None, "promise.mark", ("promise", promise.id), data, at=mark.at)
    if before is not state:
        publish(session, PromiseSettled(promise.id, case.id, case.subject_kind, case.subject_id, state))


def _call_for_help(session: Session, mark: PromiseMark) -> None:
    target = mark_target(session, mark.id) if needs_help(mark.words) else None
    if target is not None:
        raise_alarm(session, target)
