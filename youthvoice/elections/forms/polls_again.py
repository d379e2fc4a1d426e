"""The form of a poll in which people vote again between what had equally many votes."""

from flask_babel import gettext

from youthvoice.councils.models import Body
from youthvoice.elections.forms.polls import NOW, PollForm
from youthvoice.elections.models import Poll
from youthvoice.voting.models import Contest
from youthvoice.voting.rules.contest import TITLE_MAX
from youthvoice.voting.tallies import Outcome


def form_again(body: Body, contest: Contest, poll: Poll, outcome: Outcome) -> PollForm:
    """As the poll was asked, but for what is tied, the seats or the money that are left, and from now on."""
    form, fresh = PollForm.of(contest, poll), PollForm.fresh(body, "")
    tied = [option for option in contest.options if option.number in outcome.tied]
    form.seen.data = ""
    form.title.data = gettext("Omvalg: %(title)s", title=contest.title)[:TITLE_MAX]
    form.options.data = [option.title for option in tied]
    form.costs.data = [str(option.cost // 100) if option.cost else "" for option in tied]
    form.seats.data = outcome.open_seats or 1
    if contest.max_choices is not None:
        form.max_choices.data = min(contest.max_choices, len(tied))
    if outcome.money is not None:
        form.budget.data = outcome.money.budget - outcome.money.spent
    form.starts.data, form.opens_day.data, form.opens_clock.data = NOW, None, None
    form.closes_day.data, form.closes_clock.data = fresh.closes_day.data, fresh.closes_clock.data
    return form
