"""The forms a decision, clearer words for it, and a complaint are written in. The rules speak through the commands."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import SelectField
from wtforms.fields.choices import SelectChoice

from youthvoice.core.forms import Between, CleanHiddenField, HouseForm, LongTextField, NoPrivateNumbers
from youthvoice.core.keyset import whole_number
from youthvoice.core.translating import speaking
from youthvoice.grants.commands.minutes import LANGUAGE
from youthvoice.grants.labels.awarding import NO_MONEY
from youthvoice.grants.models import Pool
from youthvoice.grants.queries.awards import Ground
from youthvoice.grants.rules.awarding import (
    BETTER_MAX,
    HOW_TO_COMPLAIN_MAX,
    REPLY_MAX,
    WORDS_MAX,
    AwardFacts,
)
from youthvoice.responses.forms import AnswerForm, filled
from youthvoice.responses.models import Answer
from youthvoice.responses.rules import MAX_DETAIL, AnswerFacts, Outcome, ReasonCode

MONEY = "penge"


@dataclass(frozen=True)
class Grounds:
    """What a no can rest on: the pool's rules and criteria, in their order."""

    rows: Sequence[Ground]

    def words(self) -> dict[str, str]:
        """Value of the choice -> the words that are stored, in Danish as the rules are."""
        with speaking(LANGUAGE):
            no_money = str(NO_MONEY)
        return {MONEY: no_money, **dict(_told(one) for one in self.rows)}


def _told(one: Ground) -> tuple[str, str]:
    return (f"kriterium-{one.id}", one.words) if one.is_criterion else (f"regel-{one.id}", f"{one.number}. {one.words}")


class WordedForm(AnswerForm):
    """The words of a decision; its outcome was voted, so nobody chooses one here."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("outcome", "asked_for", "draft_version"):
            del self[name]

    @classmethod
    def of(cls, answer: Answer, version: int) -> "WordedForm":
        """With the words that stand; ``version`` is the case's."""
        form = cls(formdata=None, data={name: value for name, value in filled(answer).items() if name != "outcome"})
        form.version.data = str(version)
        return form

    def answer_facts(self, outcome: Outcome) -> AnswerFacts:
        """What was typed, for the rules."""
        return AnswerFacts(
            outcome=outcome,
            reason=self.reason.data,
            reason_detail=self.reason_detail.data or "",
            reason_on=self.reason_on.data,
            explanation=self.explanation.data or "",
            next_step=self.next_step.data or "",
            contact_name=self.contact_name.data or "",
            contact_title=self.contact_title.data or "",
            contact_unit=self.contact_unit.data or "",
            expected_on=self.expected_on.data,
        )


class AwardForm(WordedForm):
    """A decision: its words, the rule it rests on, how to apply better, and how to complain."""

    motion = CleanHiddenField()
    """The motion that the writer had before them."""
    rule = SelectField(_("Hvilken regel bygger svaret på?"), coerce=str, validate_choice=False)
    better = LongTextField(
        _("Sådan kan gruppen søge bedre"),
        validators=[Between(0, BETTER_MAX), NoPrivateNumbers()],
        description=_("Giv et godt råd. Hvad skal der til, før I kan sige ja?"),
    )
    complaint = LongTextField(
        _("Sådan kan gruppen klage"),
        validators=[Between(0, HOW_TO_COMPLAIN_MAX), NoPrivateNumbers()],
        description=_("Teksten kommer fra puljen. Ret den, hvis der skal stå noget andet."),
    )

    @classmethod
    def fresh_for(cls, pool: Pool, version: int, motion_id: int) -> "AwardForm":
        """With the adult to ask and the way to complain, as the pool has them; ``version`` is the application's."""
        data = {
            "contact_name": pool.contact_name,
            "contact_title": pool.contact_title,
            "contact_unit": pool.unit.name,
            "complaint": pool.complaint,
        }
        form = cls(formdata=None, data=data)
        form.version.data, form.motion.data = str(version), str(motion_id)
        return form

    def offer(self, grounds: Grounds) -> None:
        """None is chosen beforehand."""
        choices = [SelectChoice(value, words) for value, words in grounds.words().items()]
        self.rule.choices = [SelectChoice("", _("Vælg en regel")), *choices]

    def award_facts(self, outcome: Outcome, grounds: Grounds) -> AwardFacts:
        """What was typed, for the rules; a choice that is none counts as no rule. The pool's rule need not be typed again."""
        rule = grounds.words().get(self.rule.data or "", "")
        answer = self.answer_facts(outcome)
        if answer.reason is ReasonCode.law_or_rules and not answer.reason_detail:
            answer = replace(answer, reason_detail=rule[:MAX_DETAIL])
        return AwardFacts(
            answer=answer,
            rule=rule,
            better=self.better.data or "",
            complaint=self.complaint.data or "",
        )

    def seen_motion(self) -> int:
        """0, which no motion has, where it was tampered with."""
        return whole_number(self.motion.data) or 0


class ComplaintForm(HouseForm):
    """What the group does not agree with."""

    award = CleanHiddenField()
    """The decision that they had before them."""
    words = LongTextField(
        _("Hvad er I uenige i?"),
        validators=[Between(0, WORDS_MAX), NoPrivateNumbers()],
        description=_("Skriv, hvad I synes er forkert, og hvorfor. Er der noget, rådet ikke vidste?"),
    )

    def seen_award(self) -> int:
        """0, which no decision has, where it was tampered with."""
        return whole_number(self.award.data) or 0


class SettleForm(HouseForm):
    """What came of a complaint."""

    reply = LongTextField(
        _("Hvad kom der ud af klagen?"),
        validators=[Between(0, REPLY_MAX), NoPrivateNumbers()],
        description=_("Skriv til gruppen: Hvad har du set på, og hvad sker der nu?"),
    )
