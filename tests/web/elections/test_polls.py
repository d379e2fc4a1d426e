"""A body asks its people: the form, who may send it, and who may then vote."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.factories.accounts import AdministratorFactory, PersonFactory
from tests.factories.councils import AgendaItemFactory, BodyFactory, OpenMeetingFactory
from tests.factories.polls import poll_of, school
from tests.web.forms import form_fields, submit
from youthvoice.core.clock import now
from youthvoice.elections.models import Poll
from youthvoice.elections.rules.polls import Voters, Way
from youthvoice.voting.models import Contest, ContestOption, RollEntry
from youthvoice.voting.rules.contest import State
from youthvoice.voting.rules.methods import Completion, Method, TieRule

QUESTION = {"title": "Skal vi have en bod?"}
LINES = ["Bod", "Bold", "", "Bænk"]


def made(session: Session) -> Contest:
    session.expire_all()
    return session.scalars(select(Contest).order_by(Contest.id.desc()).limit(1)).one()


def options(session: Session, contest: Contest) -> list[tuple[str, int | None]]:
    query = select(ContestOption.title, ContestOption.cost).where(ContestOption.contest_id == contest.id)
    return [(title, cost) for title, cost in session.execute(query.order_by(ContestOption.number))]


def roll(session: Session, contest: Contest) -> set[int]:
    return set(session.scalars(select(RollEntry.person_id).where(RollEntry.contest_id == contest.id)))


def test_a_question_in_a_class_is_open_at_once(session: Session, sign_in: Any) -> None:
    town = school()
    url = f"/raad/{town.first.id}/afstemninger/ny"
    answer = submit(sign_in(town.teacher), url, QUESTION)
    contest = made(session)
    assert (answer.status_code, answer.location) == (303, f"/afstemninger/{contest.id}/styr")
    assert (contest.state, contest.method, contest.is_public, contest.takes_strangers) == (
        State.open, Method.yes_no, False, True,
    )  # fmt: skip
    assert options(session, contest) == [("Ja", None), ("Nej", None), ("Hverken ja eller nej", None)]
    assert roll(session, contest) == {pupil.id for pupil in town.pupils}
    assert (contest.owner_title, contest.owner_url) == ("7.A", f"/raad/{town.first.id}")


def test_sent_twice_it_is_asked_once(session: Session, sign_in: Any) -> None:
    town = school()
    url = f"/raad/{town.first.id}/afstemninger/ny"
    client = sign_in(town.teacher)
    fields = form_fields(client.get(url).text, url) | QUESTION
    first, second = (client.post(url, data=fields) for _ in range(2))
    assert first.status_code == second.status_code == 303
    assert first.location == second.location
    assert len(session.scalars(select(Poll)).all()) == 1


@pytest.mark.parametrize(
    ("sent", "method", "seats", "max_choices"),
    [
        ({"way": "one"}, Method.plurality, 1, None),
        ({"way": "several", "seats": "2"}, Method.approval, 2, None),
        ({"way": "several", "seats": "2", "max_choices": "3"}, Method.block, 2, 3),
        ({"way": "ranked"}, Method.instant_runoff, 1, None),
        ({"way": "ranked", "seats": "2", "max_choices": "3"}, Method.stv, 2, None),
    ],
)
def test_a_way_of_answering_becomes_a_method(
    session: Session, sign_in: Any, sent: dict[str, str], method: Method, seats: int, max_choices: int | None
) -> None:
    town = school()
    url = f"/raad/{town.council.id}/afstemninger/ny"
    assert submit(sign_in(town.chair), url, {**QUESTION, "options": LINES, **sent}).status_code == 303
    contest = made(session)
    assert (contest.method, contest.seats, contest.max_choices) == (method, seats, max_choices)
    assert [title for title, _cost in options(session, contest)] == ["Bod", "Bold", "Bænk"]
    assert contest.allows_blank


def test_a_lot_is_drawn_where_people_rank(session: Session, sign_in: Any) -> None:
    town = school()
    url, client = f"/raad/{town.council.id}/afstemninger/ny", sign_in(town.chair)
    assert "trækker I altid lod" in client.get(url).text
    later = {"starts": "later", "opens_day": "2099-01-01", "opens_clock": "08:00", "closes_day": "2099-01-02"}
    sent = {**QUESTION, "options": LINES, "way": "ranked", "tie_rule": "run_off", **later}
    assert submit(client, url, sent).status_code == 303
    assert made(session).tie_rule is TieRule.lot
    url = f"/afstemninger/{made(session).id}/ret"
    for way, kept in (("one", TieRule.run_off), ("ranked", TieRule.lot), ("yes_no", TieRule.run_off)):
        assert submit(client, url, {"way": way, "options": LINES, "tie_rule": "run_off"}).status_code == 303
        assert made(session).tie_rule is kept


def test_money_is_divided_in_whole_kroner(session: Session, sign_in: Any) -> None:
    town = school()
    sent = {
        "way": "money", "options": LINES, "costs": ["20.000 kr.", "500", "", "8000"], "budget": "25000",
        "spends_rest": "y",
    }  # fmt: skip
    url = f"/raad/{town.council.id}/afstemninger/ny"
    assert submit(sign_in(town.coordinator), url, {**QUESTION, **sent}).status_code == 303
    contest = made(session)
    assert (contest.method, contest.budget, contest.completion) == (
        Method.equal_shares, 2_500_000, Completion.greedy,
    )  # fmt: skip
    assert options(session, contest) == [("Bod", 2_000_000), ("Bold", 50_000), ("Bænk", 800_000)]


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({"title": ""}, "Skriv, hvad I skal stemme om."),
        ({"title": "x" * 161}, "Skriv højst 160 tegn"),
        ({"title": "Ring til 010203-1234"}, "CPR-nummer"),
        ({"way": "one", "options": ["Bod"]}, "mindst to ting"),
        ({"way": "one", "options": ["Bod", " bod "]}, "står her to gange"),
        ({"way": "one", "options": ["Bod", "x" * 161]}, "på hver linje"),
        ({"way": "one", "options": ["Bod", "010203-1234"]}, "CPR-nummer"),
        ({"way": "rart"}, "Vælg noget fra listen"),
        ({"way": "several", "options": LINES, "max_choices": "4"}, "hvor mange krydser"),
        ({"way": "several", "options": LINES, "seats": "0"}, "Skriv et tal fra 1 til 50"),
        ({"way": "money", "options": LINES, "costs": ["1", "2", "", "3"]}, "hvor mange penge"),
        ({"way": "money", "options": LINES, "costs": ["1", "", "", "3"], "budget": "9"}, "hvad hver ting koster"),
        ({"way": "money", "options": LINES, "costs": ["1", "dyrt", "", "3"], "budget": "9"}, "prisen i hele kroner"),
        ({"way": "money", "options": LINES, "costs": ["1", "2", "", "10"], "budget": "9"}, "end der er penge til"),
        ({"closes_day": "2020-01-01"}, "Den tid er gået"),
        ({"closes_day": ""}, "hvilken dag den slutter"),
        ({"closes_clock": "kvart i"}, "Skriv tiden som"),
        ({"starts": "later"}, "hvornår den begynder"),
        ({"quorum_percent": "101"}, "Skriv et tal fra 0 til 100"),
        ({"voters": "alle"}, "Vælg noget fra listen"),
    ],
)
def test_what_is_wrong_is_told_and_kept(session: Session, sign_in: Any, sent: dict[str, Any], words: str) -> None:
    town = school()
    url = f"/raad/{town.council.id}/afstemninger/ny"
    answer = submit(sign_in(town.coordinator), url, {**QUESTION, "question": "Det her skal blive stående", **sent})
    assert answer.status_code == 422
    assert words in answer.text
    assert "Det her skal blive stående" in answer.text
    for typed in sent.get("options", ()):
        assert not typed.strip() or typed.strip() in answer.text
    assert session.scalars(select(Contest)).all() == []


def test_it_opens_and_closes_in_the_right_order(session: Session, sign_in: Any) -> None:
    town = school()
    url = f"/raad/{town.council.id}/afstemninger/ny"
    day, before = (now() + timedelta(days=9)).date().isoformat(), (now() + timedelta(days=8)).date().isoformat()
    late = {"starts": "later", "opens_day": day, "opens_clock": "10.00"}
    client = sign_in(town.coordinator)
    refused = submit(client, url, {**QUESTION, **late, "closes_day": before})
    assert refused.status_code == 422
    assert "skal slutte, efter at den er begyndt" in refused.text
    assert submit(client, url, {**QUESTION, **late, "closes_day": day, "closes_clock": "11.00"}).status_code == 303
    assert made(session).state is State.planned


def test_nobody_on_the_roll_is_told_beside_who_may_vote(session: Session, sign_in: Any) -> None:
    body = BodyFactory()
    url = f"/raad/{body.id}/afstemninger/ny"
    answer = submit(sign_in(AdministratorFactory()), url, QUESTION)
    assert answer.status_code == 422
    assert "Der er ingen, som kan stemme." in answer.text
    assert session.scalars(select(Contest)).all() == []


def test_more_lines_come_without_script_and_nothing_is_lost(session: Session, sign_in: Any) -> None:
    town = school()
    url = f"/raad/{town.council.id}/afstemninger/ny"
    client = sign_in(town.coordinator)
    answer = submit(client, url, {**QUESTION, "way": "one", "options": LINES, "costs": [""] * 4, "more": "1"})
    assert answer.status_code == 200
    assert answer.text.count('name="options"') == 8
    assert all(f'value="{line}"' in answer.text for line in ("Bod", "Bold", "Bænk", QUESTION["title"]))
    assert session.scalars(select(Contest)).all() == []


def test_who_may_vote(session: Session, sign_in: Any) -> None:
    town = school()
    below = {pupil.id for pupil in (*town.pupils, town.other)}
    members = {town.member.id, town.chair.id}
    for voters, wanted in ((Voters.members, members), (Voters.represented, members | below)):
        contest = poll_of(session, town.council, town.coordinator, voters=voters)
        assert roll(session, contest) == wanted
    page = sign_in(town.coordinator).get(f"/raad/{town.council.id}/afstemninger/ny").text
    assert "Medlemmerne (2 lige nu)" in page
    assert "Alle, vi taler for (5 lige nu)" in page


def test_everybody_young_of_the_age_may_vote(session: Session) -> None:
    body = BodyFactory(min_age=14, max_age=20)
    year = now().year
    right = [PersonFactory(birth_year=year - age).id for age in (14, 20)]
    for age in (13, 21):
        PersonFactory(birth_year=year - age)
    PersonFactory(birth_year=None)
    PersonFactory(birth_year=year - 16, closed_at=now())
    administrator = AdministratorFactory(birth_year=year - 18)
    contest = poll_of(session, body, administrator, voters=Voters.young)
    assert roll(session, contest) == set(right)


def test_only_those_who_run_the_body_ask(session: Session, client: Any, sign_in: Any) -> None:
    town = school()
    url = f"/raad/{town.council.id}/afstemninger/ny"
    assert client.get(url).status_code == 302
    refused = (town.member, town.other, town.teacher, PersonFactory())
    assert [sign_in(who).get(url).status_code for who in refused] == [403] * 4
    allowed = (town.chair, town.coordinator, AdministratorFactory())
    assert [sign_in(who).get(url).status_code for who in allowed] == [200] * 3
    # In a class: the adult who helps it, or the elevråd above; not its pupils.
    url = f"/raad/{town.first.id}/afstemninger/ny"
    found = [sign_in(who).get(url).status_code for who in (town.pupils[0], town.teacher, town.coordinator)]
    assert found == [403, 200, 200]
    assert sign_in(town.other_teacher).get(url).status_code == 403


def test_a_body_that_is_no_more_asks_nothing(session: Session, sign_in: Any) -> None:
    body = BodyFactory(closed_at=now())
    assert sign_in(AdministratorFactory()).get(f"/raad/{body.id}/afstemninger/ny").status_code == 403


def test_an_item_of_the_agenda_brings_its_words(session: Session, sign_in: Any) -> None:
    town = school()
    item = AgendaItemFactory(meeting=OpenMeetingFactory(body=town.council), title="En bod i gården")
    elsewhere = AgendaItemFactory(title="Noget hemmeligt")
    client = sign_in(town.chair)
    link = f"/raad/{town.council.id}/afstemninger/ny?punkt="
    assert f'href="{link}{item.id}"' in client.get(f"/moeder/{item.meeting_id}").text
    assert 'value="En bod i gården"' in client.get(f"{link}{item.id}").text
    assert "Noget hemmeligt" not in client.get(f"{link}{elsewhere.id}").text
    assert client.get(f"{link}{10**30}").status_code == 200


def test_the_form_takes_few_queries(session: Session, sign_in: Any, count_queries: Any) -> None:
    town = school()
    client = sign_in(town.coordinator)
    contest = poll_of(session, town.council, town.coordinator, opens_at=now() + timedelta(days=1))
    session.commit()
    for url in (f"/raad/{town.council.id}/afstemninger/ny", f"/afstemninger/{contest.id}/ret"):
        with count_queries() as seen:
            assert client.get(url).status_code == 200
        assert len(seen) <= 8, (url, seen)


def test_it_is_worded_anew_while_nobody_votes(session: Session, sign_in: Any) -> None:
    town = school()
    later = now() + timedelta(days=1)
    contest = poll_of(session, town.council, town.coordinator, Way.one, opens_at=later)
    url = f"/afstemninger/{contest.id}/ret"
    client = sign_in(town.coordinator)
    assert 'value="Bænk"' in client.get(url).text
    sent = {"title": "Hvad skal vi købe?", "options": ["Bord", "Bold"], "voters": "represented", "tie_rule": "lot"}
    assert submit(client, url, sent).status_code == 303
    changed = made(session)
    assert (changed.title, changed.tie_rule, changed.opens_at) == ("Hvad skal vi købe?", TieRule.lot, later)
    assert [title for title, _cost in options(session, changed)] == ["Bord", "Bold"]
    assert session.get_one(Poll, contest.id).voters is Voters.represented


def test_two_who_change_it_at_once_hear_of_each_other(session: Session, sign_in: Any) -> None:
    town = school()
    contest = poll_of(session, town.council, town.coordinator, opens_at=now() + timedelta(days=1))
    url = f"/afstemninger/{contest.id}/ret"
    client = sign_in(town.coordinator)
    fields = form_fields(client.get(url).text, url)
    assert client.post(url, data={**fields, "title": "Den ene"}).status_code == 303
    overtaken = client.post(url, data={**fields, "title": "Den anden"})
    assert overtaken.status_code == 409
    assert 'value="Den anden"' in overtaken.text
    assert made(session).title == "Den ene"
    again = client.post(url, data=form_fields(overtaken.text, url))
    assert (again.status_code, made(session).title) == (303, "Den anden")


def test_an_open_question_stands(session: Session, sign_in: Any) -> None:
    town = school()
    contest = poll_of(session, town.council, town.coordinator)
    answer = sign_in(town.coordinator).get(f"/afstemninger/{contest.id}/ret")
    assert answer.status_code == 409
    assert "kan ikke ændres" in answer.text
