"""Who sees a body's polls, and what is done about words that hurt."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.factories.accounts import PersonFactory
from tests.factories.polls import poll_of, school
from tests.web.forms import submit
from youthvoice.accounts.export import export
from youthvoice.core.clock import now
from youthvoice.core.errors import NotFound
from youthvoice.elections.models import Poll
from youthvoice.elections.rules.polls import Voters, Way
from youthvoice.moderation.models import ContentReport
from youthvoice.moderation.targets import find_target, hide_target, restore_target
from youthvoice.voting.commands.hurrying import close_now
from youthvoice.voting.models import Contest


def test_words_of_a_crisis_call_a_human(session: Session, sign_in: Any) -> None:
    town = school()
    url = f"/raad/{town.council.id}/afstemninger/ny"
    assert submit(sign_in(town.chair), url, {"title": "Jeg vil ikke leve mere"}).status_code == 303
    report = session.scalars(select(ContentReport)).one()
    assert (report.target_kind, report.target_id, report.is_automatic) == (
        "poll",
        session.scalars(select(Poll.contest_id)).one(),
        True,
    )


def test_a_body_shows_its_polls_to_those_who_may_see_them(session: Session, client: Any, sign_in: Any) -> None:
    town = school()
    public = poll_of(session, town.council, town.coordinator, title="Skal alle se det?")
    inside = poll_of(session, town.council, town.coordinator, title="Kun for os?", is_public=False)
    of_class = poll_of(session, town.first, town.teacher, title="Kun for klassen?")
    below = poll_of(
        session, town.council, town.coordinator, title="For alle klasser?", voters=Voters.represented, is_public=False
    )
    session.commit()
    council, school_class = f"/raad/{town.council.id}", f"/raad/{town.first.id}"

    def shown(browser: Any, path: str) -> list[int]:
        text = browser.get(path).text
        return [one.id for one in (public, inside, of_class, below) if f'href="/afstemninger/{one.id}"' in text]

    assert shown(client, council) == [public.id]
    assert shown(client, school_class) == []
    assert shown(sign_in(PersonFactory()), council) == [public.id]
    assert shown(sign_in(town.pupils[1]), council) == [public.id, inside.id, below.id]
    assert shown(sign_in(town.pupils[1]), school_class) == [of_class.id, below.id]
    assert shown(sign_in(town.teacher), school_class) == [of_class.id, below.id]
    assert shown(sign_in(town.other), school_class) == []


def test_the_page_of_a_body_is_made_anew_with_each_step(session: Session, client: Any, clock: Any) -> None:
    town = school()
    path = f"/raad/{town.council.id}"
    contest = poll_of(session, town.council, town.coordinator)
    session.commit()
    tags = [client.get(path).headers["ETag"]]
    clock.shift(60)
    close_now(session, contest, actor_id=town.coordinator.id)
    session.commit()
    tags.append(client.get(path).headers["ETag"])
    poll_of(session, town.council, town.coordinator, opens_at=now() + timedelta(days=1))
    session.commit()
    tags.append(client.get(path).headers["ETag"])
    assert len(set(tags)) == 3


def test_a_moderator_hides_it_from_those_it_is_no_concern_of(session: Session, client: Any, sign_in: Any) -> None:
    town = school()
    contest = poll_of(session, town.council, town.coordinator)
    page = f"/afstemninger/{contest.id}"
    for _ in range(2):
        hide_target(session, "poll", contest.id)
    session.commit()
    assert client.get(page).status_code == 404
    assert [sign_in(who).get(page).status_code for who in (PersonFactory(), town.pupils[1])] == [404, 404]
    assert [sign_in(who).get(page).status_code for who in (town.member, town.coordinator)] == [200, 200]
    for _ in range(2):
        restore_target(session, "poll", contest.id)
    session.commit()
    assert sign_in(PersonFactory()).get(page).status_code == 200


def test_a_poll_that_was_never_public_stays_so_when_it_is_shown_again(session: Session) -> None:
    town = school()
    contest = poll_of(session, town.first, town.teacher)
    hide_target(session, "poll", contest.id)
    restore_target(session, "poll", contest.id)
    assert not session.get_one(Contest, contest.id).is_public
    assert find_target(session, "poll", 10**30) is None
    with pytest.raises(NotFound):
        hide_target(session, "poll", 10**30)


def test_anybody_can_report_a_public_question(session: Session, client: Any, sign_in: Any) -> None:
    town = school()
    contest = poll_of(session, town.council, town.coordinator)
    session.commit()
    link = f'href="/anmeld/poll/{contest.id}"'
    assert link in client.get(f"/afstemninger/{contest.id}").text
    assert client.get(f"/anmeld/poll/{contest.id}").status_code == 200
    hidden = poll_of(session, town.first, town.teacher)
    assert sign_in(PersonFactory()).get(f"/anmeld/poll/{hidden.id}").status_code == 404


def test_what_somebody_asked_is_in_their_own_data(session: Session) -> None:
    town = school()
    poll_of(session, town.council, town.chair, Way.one, title="Hvad skal vi købe?")
    (told,) = export(session, town.chair)["polls_asked"]
    assert (told["of"], told["title"], told["options"]) == (
        "Elevrådet på Virum Skole", "Hvad skal vi købe?", ["Bod", "Bold", "Bænk"],
    )  # fmt: skip
    assert export(session, town.member)["polls_asked"] == []
