"""An adult counts raised hands, class by class; nobody votes twice, and no hand is shown before the count."""

from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.apps import SECRET
from tests.factories.accounts import AdministratorFactory
from tests.factories.polls import School, poll_of, school
from tests.web.forms import form_fields, press, submit
from youthvoice.elections.rules.polls import Voters, Way
from youthvoice.voting.commands.casting import give_and_cast
from youthvoice.voting.commands.hurrying import close_now
from youthvoice.voting.crypto.papers import new_secret
from youthvoice.voting.models import Contest, GivenPaper, HandCount
from youthvoice.voting.queries.contests import outcome_of
from youthvoice.voting.rules.contest import PaperKind


@pytest.fixture
def town(session: Session) -> School:
    return school()


def of_council(session: Session, town: School, **more: Any) -> tuple[Contest, str]:
    """A question to all classes, where children without an account vote too."""
    more = {"voters": Voters.represented, "takes_strangers": True} | more
    contest = poll_of(session, town.council, town.coordinator, **more)
    return contest, f"/afstemninger/{contest.id}/haender"


def counts(session: Session) -> list[HandCount]:
    session.expire_all()
    return list(session.scalars(select(HandCount).order_by(HandCount.id)))


def test_a_teacher_counts_the_own_class(session: Session, sign_in: Any, town: School) -> None:
    contest, url = of_council(session, town)
    client, form = sign_in(town.teacher), f"{url}?klasse={town.first.id}"
    page = client.get(url).text
    assert (f'href="{form}"' in page, "7.B" in page, "En anden klasse" in page) == (True, False, False)
    shown = client.get(form).text
    assert "Tæl hænder i 7.A" in shown
    assert all(f"{pupil.display_name}</span>" in shown for pupil in town.pupils)
    assert shown.count(" checked") == 3
    ids = [str(pupil.id) for pupil in town.pupils]
    sent = {"children": "5", "hands": ["2", "1", ""], "present": ids[:2]}
    assert submit(client, form, sent).status_code == 303
    [count] = counts(session)
    assert (count.place, count.children, count.without_account, count.hands) == ("7.A", 5, 3, {"1": 2, "2": 1, "3": 0})
    given = session.scalars(select(GivenPaper).order_by(GivenPaper.person_id)).all()
    assert [(one.person_id, one.kind) for one in given] == [(int(i), PaperKind.hands) for i in ids[:2]]
    page = client.get(url).text
    assert "5 børn" in page
    assert f'href="{form}"' not in page
    # Counted once.
    again = submit(client, form, sent)
    assert again.status_code == 422
    assert "talt med allerede" in again.text
    close_now(session, session.get_one(Contest, contest.id), actor_id=town.coordinator.id)
    outcome = outcome_of(session.get_one(Contest, contest.id))
    assert outcome is not None
    assert (outcome.valid, outcome.blank, outcome.carried) == (3, 2, True)


def test_sent_twice_they_are_entered_once(session: Session, sign_in: Any, town: School) -> None:
    _contest, url = of_council(session, town)
    client, form = sign_in(town.teacher), f"{url}?klasse={town.first.id}"
    fields = form_fields(client.get(form).text, form) | {"children": "4", "hands": ["2", "1", "1"]}
    assert [client.post(form, data=fields).status_code for _ in range(2)] == [303, 303]
    assert len(counts(session)) == 1


def test_who_has_voted_on_the_phone_is_not_counted_again(session: Session, sign_in: Any, town: School) -> None:
    contest, url = of_council(session, town, takes_strangers=False)
    give_and_cast(session, SECRET, contest, town.pupils[0], new_secret(), (1,))
    client, form = sign_in(town.teacher), f"{url}?klasse={town.first.id}"
    ids = [str(pupil.id) for pupil in town.pupils]
    refused = submit(client, form, {"children": "3", "hands": ["3", "", ""], "present": ids})
    assert refused.status_code == 422
    assert "Tæl ikke dem med, der har stemt" in refused.text
    assert submit(client, form, {"children": "3", "hands": ["2", "", ""], "present": ids}).status_code == 303
    [count] = counts(session)
    assert (count.children, count.without_account) == (2, 0)


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({"children": ""}, "hvor mange børn"),
        ({"children": "0"}, "fra 1 til 500"),
        ({"children": "mange"}, "fra 1 til 500"),
        ({"hands": ["to", "", ""]}, "helt tal ved hver linje"),
        ({"hands": ["-1", "", ""]}, "helt tal ved hver linje"),
        ({"hands": ["3", "3", ""]}, "flere hænder end børn"),
        ({"children": "2"}, "sat kryds ved flere"),
        ({"children": "4"}, "flere børn, end du har sat kryds ved"),
    ],
)
def test_what_is_wrong_is_told_and_kept(
    session: Session, sign_in: Any, town: School, sent: dict[str, Any], words: str
) -> None:
    _contest, url = of_council(session, town, takes_strangers=False)
    form = f"{url}?klasse={town.first.id}"
    ids = [str(pupil.id) for pupil in town.pupils]
    typed = {"children": "3", "hands": ["1", "1", ""], "present": ids, **sent}
    answer = submit(sign_in(town.teacher), form, typed)
    assert answer.status_code == 422
    assert words in answer.text
    for value in [typed["children"], *typed["hands"]]:
        assert not value or f'value="{value}"' in answer.text
    assert answer.text.count(" checked") == 3
    assert counts(session) == []
    assert session.scalars(select(GivenPaper)).all() == []


def test_who_is_not_of_the_class_gets_no_paper_by_it(session: Session, sign_in: Any, town: School) -> None:
    _contest, url = of_council(session, town)
    form = f"{url}?klasse={town.first.id}"
    sent = {"children": "1", "hands": ["1", "", ""], "present": [str(town.other.id), str(town.chair.id), "x"]}
    assert submit(sign_in(town.teacher), form, sent).status_code == 303
    assert session.scalars(select(GivenPaper)).all() == []
    assert counts(session)[0].without_account == 1


def test_another_class_is_added_by_whoever_runs_it(session: Session, sign_in: Any, town: School) -> None:
    _contest, url = of_council(session, town)
    client, form = sign_in(town.coordinator), f"{url}?klasse=0"
    page = client.get(url).text
    assert all(word in page for word in ("7.A", "7.B", "En anden klasse"))
    for sent, words in (({"place": ""}, "hvilken klasse"), ({"place": "x" * 121}, "højst 120 tegn")):
        answer = submit(client, form, {"children": "2", "hands": ["1", "", ""], **sent})
        assert (answer.status_code, words in answer.text) == (422, True)
    assert submit(client, form, {"place": "0.C", "children": "2", "hands": ["1", "", ""]}).status_code == 303
    assert [count.place for count in counts(session)] == ["0.C"]


def test_hands_are_counted_by_adults_of_the_class(session: Session, client: Any, sign_in: Any, town: School) -> None:
    _contest, url = of_council(session, town)
    mine, other = f"{url}?klasse={town.first.id}", f"{url}?klasse=0"
    assert client.get(url).status_code == 302
    for who in (town.chair, town.member, town.pupils[1]):
        browser = sign_in(who)
        assert [browser.get(mine).status_code, press(browser, mine, {}).status_code] == [403, 403]
    # Another class's teacher sees no names, and counts no class but the own.
    browser = sign_in(town.other_teacher)
    assert "Elev 1" not in browser.get(mine).text
    assert [press(browser, one, {}).status_code for one in (mine, other)] == [403, 403]
    for who in (town.coordinator, AdministratorFactory()):
        assert "Elev 1" in sign_in(who).get(mine).text
    assert counts(session) == []


def test_a_ranking_is_not_counted_by_hands(session: Session, sign_in: Any, town: School) -> None:
    _contest, url = of_council(session, town, way=Way.ranked)
    client = sign_in(town.coordinator)
    assert [client.get(url).status_code, press(client, f"{url}?klasse=0", {}).status_code] == [409, 409]


def test_before_the_count_nobody_sees_a_hand(session: Session, sign_in: Any, town: School, count_queries: Any) -> None:
    contest, url = of_council(session, town)
    form = f"{url}?klasse=0"
    client = sign_in(town.coordinator)
    sent = {"place": "0.C", "children": "93", "hands": ["71", "22", ""]}
    assert submit(client, form, sent).status_code == 303
    session.expunge_all()
    for path in (url, form, f"/afstemninger/{contest.id}", f"/afstemninger/{contest.id}/styr"):
        with count_queries() as seen:
            main = client.get(path).text.split("<main", 1)[1]
        assert len(seen) <= 8, (path, seen)
        assert ">71<" not in main
        assert " 71 " not in main


def test_over_is_over(session: Session, sign_in: Any, town: School) -> None:
    contest, url = of_council(session, town)
    close_now(session, contest, actor_id=town.coordinator.id)
    client = sign_in(town.coordinator)
    assert "Hvem skal tælles?" not in client.get(url).text
    assert press(client, f"{url}?klasse=0", {"place": "0.C", "children": "2", "hands": ["1"]}).status_code == 409
    assert counts(session) == []


def test_a_count_that_cannot_be_says_nothing_of_who_has_voted(session: Session, sign_in: Any, town: School) -> None:
    contest, url = of_council(session, town)
    give_and_cast(session, SECRET, contest, town.pupils[0], new_secret(), (1,))
    session.commit()
    client, form = sign_in(town.teacher), f"{url}?klasse={town.first.id}"
    for pupil in town.pupils[:2]:
        answer = submit(client, form, {"children": "1", "hands": ["2", "", ""], "present": [str(pupil.id)]})
        assert answer.status_code == 422
        assert "Der er flere hænder end børn." in answer.text
        assert "De har alle sammen stemt" not in answer.text
    assert counts(session) == []
