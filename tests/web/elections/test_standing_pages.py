"""Standing: with one tap, with words and a picture, by an adult's hand; and stepping back."""

from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tests.factories.accounts import PersonFactory
from tests.factories.councils import BodyFactory, CoordinatorSeatFactory, SeatFactory
from tests.factories.elections import MONDAY, NOMINATION, PAUSE, SchoolTown, announced, drawn, opened, standing_up
from tests.web.elections.steps import photo
from tests.web.forms import form_fields, submit
from youthvoice.elections.models import Candidate, CandidatePicture, Election
from youthvoice.elections.queries.candidates import candidates_of
from youthvoice.elections.queries.elections import get_election
from youthvoice.elections.rules.states import ElectionState
from youthvoice.moderation.models import ContentReport
from youthvoice.voting.models import Contest, ContestOption


def stand_path(election: Election) -> str:
    return f"/valg/{election.id}/stil-op"


def own(session: Session, election: Election, person: Any) -> Candidate | None:
    session.expire_all()
    query = select(Candidate).where(Candidate.election_id == election.id, Candidate.person_id == person.id)
    return session.scalars(query.order_by(Candidate.id.desc())).first()


def test_one_tap(session: Session, town: SchoolTown, election: Election, sign_in: Any) -> None:
    pupil = town.pupils[0]
    pupil.display_name = "Blå Ræv"
    browser, path = sign_in(pupil), stand_path(election)
    page = browser.get(f"/valg/{election.id}").text
    fields = form_fields(page, path)
    answers = [browser.post(path, data=fields) for _ in range(2)]
    assert [one.status_code for one in answers] == [303, 303]
    found = own(session, election, pupil)
    assert found is not None
    assert (found.number, found.ballot_name, found.is_public, found.confirmed_by_id) == (1, "Blå Ræv", False, pupil.id)
    assert session.scalar(select(func.count()).select_from(Candidate)) == 1
    assert "Du stiller op." in browser.get(answers[0].location).text
    assert "Jeg vil stille op" not in browser.get(f"/valg/{election.id}").text


def test_with_everything(session: Session, town: SchoolTown, election: Election, sign_in: Any) -> None:
    browser, path = sign_in(town.pupils[0]), stand_path(election)
    sent = {
        "ballot_name": "Freja Holm",
        "words": "Længere pauser.",
        "who_sees": "alle",
        "picture": (BytesIO(photo()), "DSC_0001.jpg"),
    }
    assert submit(browser, path, sent).status_code == 303
    found = own(session, election, town.pupils[0])
    assert found is not None
    assert (found.ballot_name, found.words, found.is_public) == ("Freja Holm", "Længere pauser.", True)
    assert (found.picture_version, found.picture_approved_at) == (1, None)
    stored = session.get_one(CandidatePicture, found.id).data
    assert stored[:4] == b"RIFF"
    assert b"Exif" not in stored
    page = browser.get(path).text
    assert "Kun du kan se billedet, til en voksen har set på det." in page
    assert submit(browser, f"/valg/{election.id}/fjern-billede", {}, page=path).status_code == 303
    session.expire_all()
    assert session.get(CandidatePicture, found.id) is None
    again = submit(browser, path, {"picture": (BytesIO(photo()), "x.jpg")})
    assert again.status_code == 303
    session.expire_all()
    assert found.picture_version == 2


@pytest.mark.parametrize(("born", "waits"), [(None, True), (2013, True), (2009, True), (2008, False)])
def test_a_picture_of_who_may_be_under_18_waits_whatever_is_set(
    session: Session, town: SchoolTown, election: Election, sign_in: Any, born: int | None, *, waits: bool
) -> None:
    election.round.approves_pictures, town.pupils[0].birth_year = False, born
    session.commit()
    sent = {"ballot_name": "Freja Holm", "picture": (BytesIO(photo()), "x.jpg")}
    assert submit(sign_in(town.pupils[0]), stand_path(election), sent).status_code == 303
    found = own(session, election, town.pupils[0])
    assert found is not None
    assert (found.picture_approved_at is None) is waits
    seen = sign_in(town.pupils[1]).get(f"/valg/{election.id}/kandidat/1?v=1")
    assert seen.status_code == (404 if waits else 200)


@pytest.mark.parametrize(
    ("changes", "said", "status"),
    [
        ({"ballot_name": ""}, "Skriv det navn, der skal stå på sedlen.", 422),
        ({"ballot_name": "?"}, "Skriv mindst 2 tegn.", 422),
        ({"ballot_name": "12 34"}, "Skriv et navn med 2 til 60 tegn.", 422),
        ({"ballot_name": "oskar  LIND"}, "En anden kandidat har det samme navn", 422),
        ({"words": "x" * 601}, "Skriv højst 600 tegn.", 422),
        ({"words": "Ring på 45 97 30 00"}, "Skriv ikke telefonnummer", 422),
        ({"words": "010112-1234"}, "CPR-nummer", 422),
        ({"who_sees": "kongen"}, "Vælg noget fra listen.", 422),
        ({"picture": b"no picture"}, "Den slags fil kan vi ikke tage.", 415),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(
    session: Session,
    town: SchoolTown,
    election: Election,
    sign_in: Any,
    changes: dict[str, Any],
    said: str,
    status: int,
) -> None:
    standing_up(session, election, town.pupils[1:2], ["Oskar Lind"])
    sent = {"ballot_name": "Freja Holm", "words": "Længere pauser i skolen.", **changes}
    if "picture" in changes:
        sent["picture"] = (BytesIO(changes["picture"]), "x.jpg")
    answer = submit(sign_in(town.pupils[0]), stand_path(election), sent)
    assert answer.status_code == status
    assert said in answer.text
    assert "words" in changes or "Længere pauser i skolen." in answer.text
    assert own(session, election, town.pupils[0]) is None


def test_words_of_a_crisis_stand_and_call_for_a_human(
    session: Session, town: SchoolTown, election: Election, sign_in: Any
) -> None:
    browser = sign_in(town.pupils[0])
    answer = submit(browser, stand_path(election), {"ballot_name": "Freja", "words": "Jeg vil ikke leve mere."})
    assert answer.location == f"/valg/{election.id}/hjaelp"
    assert "116 111" in browser.get(answer.location).text
    (report,) = session.scalars(select(ContentReport)).all()
    assert (report.target_kind, report.target_title, report.is_automatic) == ("candidate", "Kandidat 1", True)
    assert own(session, election, town.pupils[0]) is not None


@pytest.mark.parametrize("who", ["somebody else", "the helper", "a closed class seat"])
def test_who_is_not_on_the_roll_cannot_stand(
    session: Session, town: SchoolTown, election: Election, sign_in: Any, client: Any, who: str
) -> None:
    yesterday = (MONDAY - timedelta(days=1)).date()
    people = {
        "somebody else": PersonFactory,
        "the helper": lambda: town.helper,
        "a closed class seat": lambda: SeatFactory(body=town.school_class, ends_on=yesterday).person,
    }
    person = people[who]()
    browser = sign_in(person)
    assert browser.get(stand_path(election)).status_code == 403
    assert "Jeg vil stille op" not in browser.get(f"/valg/{election.id}").text


def test_a_visitor_is_asked_to_sign_in(election: Election, client: Any) -> None:
    assert f"/log-ind?next=/valg/{election.id}" in client.get(f"/valg/{election.id}").text
    assert "/log-ind" in client.get(stand_path(election)).location


def test_before_and_after_the_time_nobody_stands(
    session: Session, town: SchoolTown, election: Election, sign_in: Any, clock: Any
) -> None:
    browser = sign_in(town.pupils[0])
    fields = form_fields(browser.get(stand_path(election)).text, stand_path(election))
    election.round.nomination_opens_at = MONDAY + timedelta(hours=1)
    session.commit()
    assert browser.get(stand_path(election)).status_code == 409
    early = browser.post(stand_path(election), data=fields)
    assert (early.status_code, "Man kan ikke stille op endnu." in early.text) == (422, True)
    clock.move_to(MONDAY + NOMINATION)
    answer = browser.post(stand_path(election), data=fields)
    assert answer.status_code == 422
    assert "Man kan ikke længere stille op." in answer.text


def test_the_age_is_that_of_the_year_the_seat_begins(session: Session, sign_in: Any) -> None:
    council = BodyFactory(min_age=14, max_age=20)
    election = announced(session, council, seats=1)
    too_young = PersonFactory(birth_year=MONDAY.year - 13)
    session.commit()
    assert sign_in(too_young).get(stand_path(election)).status_code == 403
    assert sign_in(PersonFactory(birth_year=MONDAY.year - 14)).get(stand_path(election)).status_code == 200


def test_stepping_back_and_standing_again(session: Session, town: SchoolTown, election: Election, sign_in: Any) -> None:
    browser, path = sign_in(town.pupils[0]), stand_path(election)
    submit(browser, path, {"ballot_name": "Freja"})
    fields = form_fields(browser.get(path).text, f"/valg/{election.id}/traek-dig")
    for _ in range(2):
        assert browser.post(f"/valg/{election.id}/traek-dig", data=fields).status_code == 303
    found = own(session, election, town.pupils[0])
    assert found is not None
    assert found.withdrawn_at is not None
    assert submit(browser, path, {"ballot_name": "Freja"}).status_code == 303
    again = own(session, election, town.pupils[0])
    assert again is not None
    assert (again.number, again.withdrawn_at) == (2, None)


def test_stepping_back_after_the_draw_writes_the_paper_anew(
    session: Session, town: SchoolTown, election: Election, sign_in: Any, clock: Any
) -> None:
    standing = standing_up(session, election, town.pupils[:4])
    clock.move_to(MONDAY + NOMINATION)
    drawn(session, election)
    session.commit()
    browser = sign_in(town.pupils[0])
    assert submit(browser, f"/valg/{election.id}/traek-dig", {}, page=stand_path(election)).status_code == 303
    session.expire_all()
    left = candidates_of(session, election.id)
    assert [one.paper_number for one in left] == [1, 2, 3]
    titles = select(ContestOption.title).where(ContestOption.contest_id == election.contest_id)
    assert session.scalars(titles.order_by(ContestOption.number)).all() == [one.ballot_name for one in left]
    assert standing[0].ballot_name not in [one.ballot_name for one in left]
    contest_id = election.contest_id
    submit(sign_in(town.pupils[1]), f"/valg/{election.id}/traek-dig", {}, page=stand_path(election))
    session.expire_all()
    again = get_election(session, election.id)
    assert (again.state, again.contest_id, again.is_unopposed) == (ElectionState.elected, None, True)
    assert session.get_one(Contest, contest_id).cancelled_at is not None


def test_nobody_steps_back_while_people_vote(
    session: Session, town: SchoolTown, election: Election, sign_in: Any, clock: Any
) -> None:
    standing_up(session, election, town.pupils[:3])
    clock.move_to(MONDAY + NOMINATION)
    drawn(session, election)
    browser, path = sign_in(town.pupils[0]), stand_path(election)
    fields = form_fields(browser.get(path).text, f"/valg/{election.id}/traek-dig")
    clock.move_to(MONDAY + NOMINATION + PAUSE)
    opened(session, election)
    session.commit()
    assert "Jeg stiller ikke op alligevel" not in browser.get(path).text
    assert browser.post(f"/valg/{election.id}/traek-dig", data=fields).status_code == 409


def enter(browser: Any, election: Election, **sent: Any) -> Any:
    return submit(browser, f"/valg/{election.id}/kandidater/ny", sent)


def test_an_adult_writes_somebody_in_who_then_says_yes(
    session: Session, town: SchoolTown, election: Election, sign_in: Any, app: Any
) -> None:
    pupil = town.pupils[0]
    helper = sign_in(town.helper)
    answer = enter(helper, election, person_id=str(pupil.id), ballot_name="Freja Holm")
    assert "Freja Holm er skrevet ind." in helper.get(answer.location).text
    found = own(session, election, pupil)
    assert found is not None
    assert (found.entered_by_id, found.confirmed_at, found.is_public) == (town.helper.id, None, False)
    assert "Freja Holm" not in sign_in(town.pupils[5]).get(f"/valg/{election.id}").text
    browser = sign_in(pupil)
    page = browser.get(f"/valg/{election.id}").text
    assert "Har ikke sagt ja endnu." in page
    assert "Skrevet ind af" in page
    path = f"/valg/{election.id}/kandidat/1/ja"
    assert submit(browser, path, {}, page=f"/valg/{election.id}").status_code == 303
    session.expire_all()
    assert found.confirmed_by_id == pupil.id
    assert "Freja Holm" in sign_in(town.pupils[5]).get(f"/valg/{election.id}").text


def test_the_one_who_was_written_in_says_no(
    session: Session, town: SchoolTown, election: Election, sign_in: Any
) -> None:
    enter(sign_in(town.helper), election, person_id=str(town.pupils[0].id), ballot_name="Freja", has_said_yes="y")
    enter(sign_in(town.helper), election, person_id=str(town.pupils[1].id), ballot_name="Oskar")
    assert (
        submit(
            sign_in(town.pupils[1]), f"/valg/{election.id}/kandidat/2/slet", {}, page=f"/valg/{election.id}"
        ).status_code
        == 303
    )
    session.expire_all()
    assert [one.ballot_name for one in candidates_of(session, election.id)] == ["Freja"]
    browser = sign_in(town.pupils[0])
    assert submit(browser, f"/valg/{election.id}/traek-dig", {}, page=stand_path(election)).status_code == 303
    assert candidates_of(session, election.id) == []


def test_without_a_yes_nobody_comes_on_the_paper(
    session: Session, town: SchoolTown, election: Election, sign_in: Any, clock: Any
) -> None:
    standing_up(session, election, town.pupils[:3])
    enter(sign_in(town.helper), election, person_id=str(town.pupils[3].id), ballot_name="Uden ja")
    enter(sign_in(town.helper), election, person_id=str(town.pupils[4].id), ballot_name="Med ja", has_said_yes="y")
    clock.move_to(MONDAY + NOMINATION)
    drawn(session, election)
    titles = set(session.scalars(select(ContestOption.title).where(ContestOption.contest_id == election.contest_id)))
    assert "Med ja" in titles
    assert "Uden ja" not in titles


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"person_id": "", "ballot_name": "Freja"}, "Vælg en person fra listen."),
        ({"person_id": "999999", "ballot_name": "Freja"}, "Vælg noget fra listen."),
        ({"ballot_name": ""}, "Skriv det navn, der skal stå på sedlen."),
    ],
)
def test_what_is_wrong_with_writing_in(
    session: Session, town: SchoolTown, election: Election, sign_in: Any, sent: dict[str, str], said: str
) -> None:
    answer = enter(sign_in(town.helper), election, **{"person_id": str(town.pupils[0].id), **sent})
    assert (answer.status_code, said in answer.text) == (422, True)


def test_an_adult_cannot_strike_who_stands_by_themself(
    session: Session, town: SchoolTown, election: Election, sign_in: Any
) -> None:
    standing_up(session, election, town.pupils[:1])
    teacher = CoordinatorSeatFactory(body=town.school_class).person
    browser = sign_in(teacher)
    token = form_fields(browser.get(f"/valg/{election.id}/aflys").text, f"/valg/{election.id}/aflys")["csrf_token"]
    for name in ("slet", "ja"):
        answer = browser.post(f"/valg/{election.id}/kandidat/1/{name}", data={"csrf_token": token})
        assert answer.status_code == (403 if name == "slet" else 303)
    stranger = sign_in(PersonFactory())
    assert stranger.post(f"/valg/{election.id}/kandidat/1/slet", data={"csrf_token": token}).status_code in (400, 403)
    session.expire_all()
    assert len(candidates_of(session, election.id)) == 1
