"""A decision as the application's page shows it: the answer, the rule it rests on, how to apply better and how to complain."""

from dataclasses import dataclass, replace
from datetime import datetime

from flask_babel import gettext
from flask_login import current_user
from sqlalchemy.orm import Session

from youthvoice.core.authz import can
from youthvoice.core.i18n import format_money
from youthvoice.core.templating import cached_url_for
from youthvoice.grants.labels.awarding import AWARD_KINDS, AWARD_LABELS
from youthvoice.grants.models import Application, Award, GrantBalance
from youthvoice.grants.place import Place
from youthvoice.grants.queries.awards import AwardRow, award_row
from youthvoice.grants.rules.deciding import OWES_REASONS, AwardOutcome
from youthvoice.responses.feedback_form import FeedbackForm
from youthvoice.responses.models import Answer
from youthvoice.responses.presenting import AnswerView, answer_view, preview
from youthvoice.responses.queries.understood import told_answers
from youthvoice.responses.rules import AnswerFacts, CaseState, Outcome, is_final
from youthvoice.responses.telling import NO_ANSWER, AnswersTold, CaseFacts, tell_answers


@dataclass(frozen=True, slots=True)
class ComplaintView:
    """What was said against a decision; seen by the group and by those who look at it."""

    words: str
    is_hidden: bool
    at: datetime
    reply: str
    settled_at: datetime | None
    settled_by: str
    settle_url: str
    """Where it is settled; empty for whoever may not."""


@dataclass(frozen=True, slots=True)
class AwardPanel:
    """Everything the page shows of a decision. ``outcome`` None: nothing is decided, but the council has answered."""

    told: AnswersTold
    form: FeedbackForm | None
    council: str
    outcome: AwardOutcome | None = None
    kind: str = ""
    label: str = ""
    line: str = ""
    """«5.000 kr. af de 8.000 kr., de søgte om»."""
    conditions: str = ""
    rule: str = ""
    better: str = ""
    complaint_text: str = ""
    """How to complain."""
    complain_url: str = ""
    reword_url: str = ""
    complaint: ComplaintView | None = None


def award_panel(
    session: Session, application: Application, place: Place, person_id: int | None, row: AwardRow | None = None
) -> AwardPanel | None:
    """The panel, None where nobody has answered yet, or the reader may not see it: two queries (one with ``row``).

    Before it is decided, only the group and those who may read it see what the council asks.
    """
    row = row or award_row(session, application.id)
    sees_all = person_id is not None and can(current_user, "grant.read", place)
    if row is None or (row.award is None and not sees_all):
        return None
    told = _told(session, row, person_id, application.pool.body.name)
    if told.current is None:
        return None
    asked = told.understood
    form = FeedbackForm.about(asked.answer_id) if asked and asked.is_asked and not asked.has_said else None
    panel = AwardPanel(told, form, application.pool.body.name)
    return _with_award(panel, application, place, row, sees_all=sees_all) if row.award is not None else panel


def _told(session: Session, row: AwardRow, person_id: int | None, council: str) -> AnswersTold:
    case = row.case
    answers = told_answers(session, case.id, person_id)
    if row.award is not None:
        # What was asked before the decision was between the council and the group.
        answers = [one for one in answers if is_final(one.wording.outcome)]
    if not answers:
        return NO_ANSWER
    is_owed = case.state not in (CaseState.answered, CaseState.passed_on)
    told = tell_answers(answers, CaseFacts(case.id, case.reopened_at is not None, is_owed, case.answer_due_on))
    return replace(
        told,
        current=_by(told.current, council),
        first=_by(told.first, council),
        older=tuple(_headed(one, council) for one in told.older),
    )


def _by(view: AnswerView | None, council: str) -> AnswerView | None:
    return _headed(view, council) if view is not None else None


def _headed(view: AnswerView, council: str) -> AnswerView:
    """The council says it, and not the municipality."""
    lines = {
        Outcome.yes: gettext("%(council)s siger ja", council=council),
        Outcome.partly: gettext("%(council)s siger delvist ja", council=council),
        Outcome.no: gettext("%(council)s siger nej", council=council),
        Outcome.needs_more: gettext("%(council)s vil vide mere", council=council),
    }
    label = gettext("Pengene kommer senest") if view.expected_on else view.expected_label
    return replace(view, headline=lines.get(view.outcome, view.headline), expected_label=label)


def once_paid(panel: AwardPanel, balance: GrantBalance | None) -> AwardPanel:
    """The same; the day of the money is past where all of it was paid, and gone where the group does without."""
    current = panel.told.current
    if current is None or not current.expected_on or balance is None or balance.granted:
        return panel
    if balance.all_granted:
        current = replace(current, expected_label=gettext("Pengene er betalt. De skulle komme senest"))
    else:
        current = replace(current, expected_on=None)
    return replace(panel, told=replace(panel.told, current=current))


def council_view(answer: Answer, council: str) -> AnswerView:
    """An answer that stands, as the council's."""
    return _headed(answer_view(answer), council)


def council_preview(facts: AnswerFacts, council: str) -> AnswerView | None:
    """What is being written, as the group will see it."""
    return _by(preview(facts), council)


def amount_line(award: Award) -> str:
    """«8.000 kr.», «5.000 kr. af de 8.000 kr., de søgte om», «De søgte om 8.000 kr.»."""
    amount, asked = format_money(award.amount), format_money(award.asked)
    if award.outcome is AwardOutcome.granted:
        return str(amount)
    if award.outcome is AwardOutcome.reduced:
        return str(gettext("%(amount)s af de %(asked)s, gruppen søgte om", amount=amount, asked=asked))
    return str(gettext("Gruppen søgte om %(asked)s", asked=asked))


def _with_award(
    panel: AwardPanel, application: Application, place: Place, row: AwardRow, *, sees_all: bool
) -> AwardPanel:
    award = row.award
    if award is None:
        return panel
    is_mine = sees_all and can(current_user, "grant.write", place)
    may_complain = is_mine and row.complaint is None and award.outcome in OWES_REASONS
    may_reword = sees_all and can(current_user, "grant.decide", place)
    return replace(
        panel,
        outcome=award.outcome,
        kind=AWARD_KINDS[award.outcome],
        label=str(AWARD_LABELS[award.outcome]),
        line=amount_line(award),
        conditions=award.conditions,
        rule=award.rule,
        better=award.better,
        complaint_text=award.complaint,
        complain_url=_address(application, "complain") if may_complain else "",
        reword_url=_address(application, "reword") if may_reword else "",
        complaint=_complaint(application, place, row)
        if is_mine or (sees_all and can(current_user, "grant.look", place))
        else None,
    )


def _complaint(application: Application, place: Place, row: AwardRow) -> ComplaintView | None:
    found, award = row.complaint, row.award
    if found is None or award is None:
        return None
    settles = found.settled_at is None and award.by_id != current_user.id and can(current_user, "grant.manage", place)
    return ComplaintView(
        words=found.words,
        is_hidden=found.hidden_at is not None,
        at=found.at,
        reply=found.outcome,
        settled_at=found.settled_at,
        settled_by=row.settled_by or "",
        settle_url=_address(application, "settle_complaint") if settles else "",
    )


def _address(application: Application, page: str) -> str:
    return cached_url_for(f"grants.{page}", application_id=application.id)
