"""What a voter does in a browser: the pages of one contest, step by step."""

from typing import Any

from tests.factories.voting import opened_contest
from tests.web.forms import form_fields, forms_on
from youthvoice.voting.models import Contest

RECEIPT = r"<strong data-cast-receipt>([^<]+)</strong>"


def path_of(contest: Contest) -> str:
    """Where a contest's paper is."""
    return f"/afstemninger/{contest.id}/stem"


def paper_fields(browser: Any, contest: Contest) -> dict[str, str]:
    """The hidden fields of a new paper."""
    shown = browser.get(path_of(contest))
    assert shown.status_code == 200
    fields = form_fields(shown.get_data(as_text=True), path_of(contest))
    return {name: value for name, value in fields.items() if name != "choice"}


def review(browser: Any, contest: Contest, *choice: str) -> Any:
    """Fill in a new paper and go on to the page where it is looked over."""
    return browser.post(path_of(contest), data={**paper_fields(browser, contest), "choice": list(choice)})


def fields_for(page: str, step: str) -> dict[str, str]:
    """The hidden fields of the form of a page that does one step."""
    for form in forms_on(page):
        found = {element.get("name"): element.get("value") or "" for element in form.iter("input")}
        if found.get("step") == step:
            return found
    raise AssertionError(f"no form for {step!r}")


def cast(browser: Any, contest: Contest, *choice: str) -> Any:
    """The whole way of somebody without scripts."""
    looked_over = review(browser, contest, *choice)
    assert looked_over.status_code == 200, looked_over.get_data(as_text=True)
    return browser.post(path_of(contest), data=fields_for(looked_over.get_data(as_text=True), "cast"))


def money_contest(session: Any, **more: Any) -> Contest:
    """Three things to pay for, and 1,000 kr."""
    from youthvoice.voting.commands.planning import OptionFacts
    from youthvoice.voting.rules.methods import Method

    options = [
        OptionFacts(title=title, cost=cost) for title, cost in (("Bænk", 40000), ("Bold", 20000), ("Bord", 90000))
    ]
    return opened_contest(session, Method.equal_shares, options=options, budget=100000, **more)
