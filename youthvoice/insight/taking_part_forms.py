"""For which period a report is made."""

from flask_babel import lazy_gettext as _

from youthvoice.core.clock import today
from youthvoice.core.errors import RuleBroken
from youthvoice.core.forms import DAY_FORMATS, DayField, KeyedForm, Needed
from youthvoice.insight.rules.taking_part import check_period
from youthvoice.insight.taking_part import Period
from youthvoice.insight.taking_part_labels import PERIOD_PROBLEM_FIELDS, PERIOD_PROBLEM_TEXTS


class PeriodForm(KeyedForm):
    """From the first day to the last."""

    first_on = DayField(_("Fra og med"), [Needed(_("Skriv den første dag."))], format=DAY_FORMATS)
    last_on = DayField(_("Til og med"), [Needed(_("Skriv den sidste dag."))], format=DAY_FORMATS)

    def period(self) -> Period | None:
        """What is asked for; None where a field now says why it cannot be."""
        first, last = (self.first_on.data, self.last_on.data) if self.validate_on_submit() else (None, None)
        if first is None or last is None:
            return None
        problem = check_period(first, last, today())
        if problem is not None:
            self.add_problems(RuleBroken({PERIOD_PROBLEM_FIELDS[problem]: [PERIOD_PROBLEM_TEXTS[problem]]}))
            return None
        return Period(first, last)
