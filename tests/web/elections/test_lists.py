"""The list of elections, one's own first; the page of a round; how many queries each page takes; one's own data."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy.orm import Session

from tests.factories.accounts import AdministratorFactory
from tests.factories.councils import ClassFactory, CoordinatorSeatFactory
from tests.factories.elections import (
    MONDAY,
    NOMINATION,
    SchoolTown,
    announced,
    dates,
    drawn,
    key,
    standing_up,
)
from tests.web.elections.steps import held, leave
from youthvoice.accounts.export import export
from youthvoice.core.clock import now
from youthvoice.elections.commands.planning import RoundFacts, cancel_election, plan_round
from youthvoice.elections.models import ElectionRound
from youthvoice.elections.queries import listing
from youthvoice.elections.queries.elections import elections_of

FOR_VISITORS, SIGNED_IN = 6, 8


def planned_round(session: Session, town: SchoolTown, classes: list[Any], **more: Any) -> ElectionRound:
    facts = RoundFacts(
        title="Valg til elevrådet", seats=2, constituencies=[one.id for one in classes], dates=dates(**more)
    )
    return plan_round(session, town.council, facts, key(), actor_id=None)


def test_now_coming_and_done(session: Session, town: SchoolTown, client: Any, clock: Any) -> None:
    other, third = ClassFactory(parent=town.council, name="9.A"), ClassFactory(parent=town.council, name="9.C")
    later = now() + timedelta(days=2)
    planned_round(session, town, [town.school_class])
    planned_round(session, town, [other], nomination_opens_at=later)
    over = planned_round(session, town, [third])
    session.commit()
    page = client.get("/valg").text
    assert [page.index(one) for one in ("I gang nu", "Stil op senest", "Kommer snart", "Stil op fra")] == sorted(
        page.index(one) for one in ("I gang nu", "Stil op senest", "Kommer snart", "Stil op fra")
    )
    assert ">Slut<" not in page
    cancel_election(session, elections_of(session, over.id)[0], "Skolen er lukket.", actor_id=None)
    session.commit()
    page = client.get("/valg").text
    assert page.index(">Slut<") < page.index("Aflyst")


def test_there_is_nothing_yet(client: Any, session: Session) -> None:
    assert "Der er ingen valg endnu" in client.get("/valg").text


def test_done_ones_come_a_page_at_a_time(
    session: Session, town: SchoolTown, client: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(listing, "DONE_A_PAGE", 2)
    for n in range(5):
        election = announced(session, town.council, [town.school_class], title=f"Valg nummer {n}")
        cancel_election(session, election, "Skolen er lukket.", actor_id=None)
    session.commit()
    seen, path = [], "/valg"
    while path:
        page = client.get(path).text
        seen += [n for n in range(4, -1, -1) if f"Valg nummer {n}" in page]
        more = page.split('rel="next"')[0].rsplit('href="', 1)[-1].split('"')[0] if 'rel="next"' in page else ""
        path = more.replace("&amp;", "&")
    assert seen == [4, 3, 2, 1, 0]


def test_a_cursor_that_was_tampered_with_shows_the_first_page(client: Any, session: Session) -> None:
    assert client.get("/valg?efter=hejsa").status_code == 200


def test_ones_own_come_first(session: Session, town: SchoolTown, sign_in: Any) -> None:
    election = announced(session, town.council, [town.school_class])
    announced(session, town.council, [ClassFactory(parent=town.council, name="9.A")])
    session.commit()
    for person in (town.pupils[0], town.helper, CoordinatorSeatFactory(body=town.school_class).person):
        page = sign_in(person).get("/valg").text
        own = page[page.index("Dine valg") : page.index("I gang nu")]
        assert f"/valg/{election.id}" in own
        assert (own.count("row__title") == 1) or person is town.helper
    assert "Dine valg" not in sign_in(AdministratorFactory()).get("/valg").text


def test_a_round_with_many_classes_has_its_page(session: Session, town: SchoolTown, client: Any, sign_in: Any) -> None:
    other = ClassFactory(parent=town.council, name="9.A", grade=9)
    planned = planned_round(session, town, [town.school_class, other])
    session.commit()
    assert f"/valg/runde/{planned.id}" in client.get("/valg").text
    page = client.get(f"/valg/runde/{planned.id}").text
    assert page.index("8.B") < page.index("9.A")
    assert "Ret dagene" not in page
    assert "Ret dagene" in sign_in(town.helper).get(f"/valg/runde/{planned.id}").text


@pytest.mark.parametrize(
    "path", ["/valg/999999", "/valg/runde/999999", "/valg/1/kandidat/1", "/valg/99999999999999999999"]
)
def test_what_is_not_there(client: Any, session: Session, path: str) -> None:
    assert client.get(path).status_code == 404


def test_queries_do_not_grow(
    session: Session, town: SchoolTown, client: Any, sign_in: Any, count_queries: Any, clock: Any
) -> None:
    election, standing = held(session, clock, town)
    leave(session, standing[0])
    many = planned_round(session, town, [ClassFactory(parent=town.council, grade=7) for _ in range(12)])
    session.commit()
    paths = ["/valg", f"/valg/{election.id}", f"/valg/runde/{election.round_id}", f"/valg/runde/{many.id}"]
    paths += [f"/raad/{town.council.id}", f"/raad/{town.school_class.id}"]
    counts: dict[str, list[int]] = {}
    for path in paths:
        with count_queries() as seen:
            assert client.get(path).status_code == 200
        assert len(seen) <= FOR_VISITORS, (path, seen)
    own = [f"/valg/{election.id}/valgliste", f"/valg/{election.id}/stil-op"]
    for person in (town.pupils[2], town.helper):
        browser = sign_in(person)
        for path in [*paths, *(own if person is not town.helper else own[:1])]:
            with count_queries() as seen:
                assert browser.get(path).status_code == 200, path
            assert len(seen) <= SIGNED_IN, (path, seen)
            counts.setdefault(path, []).append(len(seen))
    rounds = [counts[f"/valg/runde/{one}"] for one in (election.round_id, many.id)]
    assert rounds[0] == rounds[1]


def test_ones_own_data(session: Session, town: SchoolTown, clock: Any) -> None:
    election = announced(session, town.council, [town.school_class])
    (one,) = standing_up(session, election, town.pupils[:1], words="Længere pauser.", is_public=True)
    clock.move_to(MONDAY + NOMINATION)
    drawn(session, election)
    (told,) = export(session, town.pupils[0])["candidacies"]
    assert told["election"] == "Valg til elevrådet 2027/28"
    assert (told["name"], told["words"], told["everybody_may_see"]) == (one.ballot_name, "Længere pauser.", True)
    assert (told["from"], told["elected_as_number"], told["picture"]) == ("8.B", 1, None)
    assert export(session, town.pupils[1])["candidacies"] == []
