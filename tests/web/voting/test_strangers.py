"""Whoever is signed in but stands on no roll is shown no paper, whatever they send: names on it are for those who vote."""

from typing import Any

import pytest
from sqlalchemy.orm import Session

from tests.factories.accounts import PersonFactory
from tests.factories.voting import opened_contest
from tests.web.voting.steps import paper_fields, path_of
from youthvoice.voting.commands.planning import OptionFacts

CANDIDATES = [
    OptionFacts(title=f"{name} Holm", public_title=f"Kandidat {n}") for n, name in enumerate(("Ida", "Bo"), 1)
]


@pytest.mark.parametrize("ballot", ["1", "9", "1 1", "x", ""])
@pytest.mark.parametrize("step", ["cast", "review", "change", ""])
@pytest.mark.parametrize(("is_public", "status"), [(True, 403), (False, 404)])
def test_no_step_shows_the_paper(
    session: Session, sign_in: Any, is_public: bool, status: int, step: str, ballot: str
) -> None:
    PersonFactory()
    contest = opened_contest(session, options=CANDIDATES, is_public=is_public, allows_blank=False)
    browser = sign_in(PersonFactory())
    # Every page has the same token: one's own paper will do.
    fields = paper_fields(browser, opened_contest(session))
    answer = browser.post(path_of(contest), data={**fields, "step": step, "ballot": ballot, "choice": ballot})
    assert answer.status_code == status
    assert "Holm" not in answer.text


def test_a_voter_sees_on_the_paper_what_does_not_fit(session: Session, sign_in: Any) -> None:
    browser = sign_in(PersonFactory())
    contest = opened_contest(session, options=CANDIDATES)
    fields = paper_fields(browser, contest)
    answer = browser.post(path_of(contest), data={**fields, "step": "cast", "ballot": "9"})
    assert answer.status_code == 422
    assert "Ida Holm" in answer.text
