"""The heart of it: no stranger ever sees who a young candidate is, unless the candidate said so."""

import gzip
from typing import Any

import pytest
from sqlalchemy.orm import Session

from tests.factories.accounts import (
    AdministratorFactory,
    ModeratorFactory,
    OfficialFactory,
    PersonFactory,
    TeacherFactory,
)
from tests.factories.councils import CoordinatorSeatFactory, SeatFactory
from tests.factories.elections import (
    MONDAY,
    NOMINATION,
    PAUSE,
    VOTING,
    SchoolTown,
    announced,
    cast,
    counted,
    drawn,
    opened,
    standing_up,
)
from tests.web.elections.steps import photo
from tests.web.forms import submit
from youthvoice.core.files import clean_picture
from youthvoice.elections.commands.pictures import approve_picture, set_picture
from youthvoice.elections.models import Candidate, Election
from youthvoice.elections.targets import find_target, hide, restore
from youthvoice.voting.models import PublishedFile

SECRET_NAME, SECRET_WORDS, PSEUDONYM = "Freja Hemmeligsen", "Jeg vil have længere pauser.", "Skjult Skade"
OPEN_NAME, OPEN_WORDS = "Oskar Åbensen", "Jeg vil have bedre toiletter."
STRANGERS = ("visitor", "another pupil", "a teacher elsewhere", "an official", "somebody from the class next door")
INSIDERS = ("a classmate", "the helper", "the class's teacher", "an administrator", "a moderator")


@pytest.fixture
def secret(session: Session, town: SchoolTown) -> Candidate:
    """A candidate who has said nothing of being seen, with words and a picture that was let through."""
    town.pupils[0].display_name = PSEUDONYM
    election = announced(session, town.council, [town.school_class])
    (found,) = standing_up(session, election, town.pupils[:1], [SECRET_NAME], words=SECRET_WORDS)
    standing_up(session, election, town.pupils[1:2], [OPEN_NAME], words=OPEN_WORDS, is_public=True)
    standing_up(session, election, town.pupils[2:4], ["Alma Krogh", "Noah Friis"])
    _with_picture(session, found, election, town)
    session.commit()
    return found


def _with_picture(session: Session, found: Candidate, election: Election, town: SchoolTown) -> None:
    found.election = election
    picture = clean_picture(photo(), 10**6, 200)
    set_picture(session, found, picture, actor_id=found.person_id)
    approve_picture(session, found, seen_version=1, actor_id=town.helper.id)


def person(who: str, town: SchoolTown) -> Any:
    """Somebody of that kind; None is a visitor."""
    made = {
        "visitor": lambda: None,
        "another pupil": lambda: PersonFactory(school_id=town.council.school_id),
        "a teacher elsewhere": TeacherFactory,
        "an official": OfficialFactory,
        "somebody from the class next door": lambda: SeatFactory(body=town.council, person=PersonFactory()).person,
        "a classmate": lambda: town.pupils[5],
        "the helper": lambda: town.helper,
        "the class's teacher": lambda: CoordinatorSeatFactory(body=town.school_class).person,
        "an administrator": AdministratorFactory,
        "a moderator": ModeratorFactory,
    }
    return made[who]()


def reader(who: str, town: SchoolTown, client: Any, sign_in: Any) -> Any:
    """A browser of somebody of that kind."""
    found = person(who, town)
    return client if found is None else sign_in(found)


def everything(browser: Any, one: Candidate) -> str:
    """All that the pages of the election show, and what is told of it elsewhere."""
    election = one.election
    paths = ["/valg", f"/valg/{election.id}", f"/valg/runde/{election.round_id}", f"/raad/{election.body_id}"]
    paths += [f"/raad/{election.from_body_id}", f"/anmeld/candidate/{one.id}"]
    paths += [f"/valg/{election.id}/kandidat/{one.number}/anmeld", f"/valg/{election.id}/stil-op"]
    if election.contest_id:
        paths += [
            f"/afstemninger/{election.contest_id}{end}"
            for end in ("", "/resultat", "/stem", "/styr", "/optaelling.jsonl", "/optaelling.blt", "/optaelling.csv")
        ]
        paths.append("/afstemninger")
    return "\n".join(browser.get(path, check=False).get_data(as_text=True) for path in paths)


def tells(text: str) -> set[str]:
    """What of the secret candidate stands in it."""
    words = {SECRET_NAME, *SECRET_NAME.split(), SECRET_WORDS, PSEUDONYM}
    return {word for word in words if word in text}


def picture_path(one: Candidate) -> str:
    return f"/valg/{one.election_id}/kandidat/{one.number}"


@pytest.mark.parametrize("who", STRANGERS)
def test_a_stranger_sees_neither_name_words_nor_picture(
    session: Session, town: SchoolTown, secret: Candidate, client: Any, sign_in: Any, who: str
) -> None:
    browser = reader(who, town, client, sign_in)
    seen = everything(browser, secret)
    assert tells(seen) == set()
    assert "Kandidat 1" in seen
    assert f"{picture_path(secret)}?v=" not in seen
    assert browser.get(picture_path(secret)).status_code == 404


@pytest.mark.parametrize("who", INSIDERS)
def test_whoever_votes_or_runs_it_sees_all(
    session: Session, town: SchoolTown, secret: Candidate, client: Any, sign_in: Any, who: str
) -> None:
    browser = reader(who, town, client, sign_in)
    seen = browser.get(f"/valg/{secret.election_id}").text
    assert SECRET_NAME in seen
    assert SECRET_WORDS in seen
    assert PSEUDONYM not in seen
    assert f"{picture_path(secret)}?v=1" in seen
    answer = browser.get(picture_path(secret))
    assert (answer.status_code, answer.mimetype) == (200, "image/webp")
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert b"Exif" not in answer.data


def test_who_said_yes_is_seen_by_everybody(town: SchoolTown, secret: Candidate, client: Any) -> None:
    seen = client.get(f"/valg/{secret.election_id}").text
    assert OPEN_NAME in seen
    assert OPEN_WORDS in seen


@pytest.mark.parametrize("stage", ["ready", "voting", "counted"])
def test_nothing_of_it_comes_out_later(
    session: Session, town: SchoolTown, secret: Candidate, client: Any, clock: Any, stage: str
) -> None:
    election = secret.election
    clock.move_to(MONDAY + NOMINATION)
    election = drawn(session, election)
    if stage != "ready":
        clock.move_to(MONDAY + NOMINATION + PAUSE)
        contest = opened(session, election)
        for pupil in town.pupils[:5]:
            cast(session, contest, pupil, secret)
    if stage == "counted":
        clock.move_to(MONDAY + NOMINATION + PAUSE + VOTING)
        counted(session, contest, town.helper)
        assert secret.place == 1
    session.commit()
    seen = everything(client, secret)
    # Once there is a seat, the council's own page says who sits there, by the pseudonym.
    assert tells(seen) - ({PSEUDONYM} if stage == "counted" else set()) == set()
    assert OPEN_NAME in seen
    for stored in session.query(PublishedFile):
        assert tells(gzip.decompress(stored.body).decode()) == set()


def test_regretting_closes_it_at_once_also_while_people_vote(
    session: Session, town: SchoolTown, secret: Candidate, sign_in: Any, client: Any, clock: Any, app: Any
) -> None:
    clock.move_to(MONDAY + NOMINATION)
    election = drawn(session, secret.election)
    clock.move_to(MONDAY + NOMINATION + PAUSE)
    opened(session, election)
    path = f"/valg/{election.id}/stil-op"
    session.commit()
    stranger = app.test_client()
    browser = sign_in(town.pupils[0])
    assert submit(browser, path, {"who_sees": "alle"}).status_code == 303
    assert SECRET_NAME in stranger.get(f"/valg/{election.id}").text
    assert stranger.get(picture_path(secret)).status_code == 200
    assert submit(browser, path, {"who_sees": "dem"}).status_code == 303
    assert tells(everything(stranger, secret)) == set()
    assert stranger.get(picture_path(secret)).status_code == 404


def test_the_name_stands_still_while_people_vote(
    session: Session, town: SchoolTown, secret: Candidate, sign_in: Any, clock: Any
) -> None:
    clock.move_to(MONDAY + NOMINATION)
    election = drawn(session, secret.election)
    clock.move_to(MONDAY + NOMINATION + PAUSE)
    opened(session, election)
    path = f"/valg/{election.id}/stil-op"
    submit(sign_in(town.pupils[0]), path, {"ballot_name": "Kongen", "words": "Nye ord"})
    session.expire_all()
    assert (secret.ballot_name, secret.words) == (SECRET_NAME, SECRET_WORDS)


def test_a_picture_waits_until_an_adult_has_looked(
    session: Session, town: SchoolTown, secret: Candidate, sign_in: Any, client: Any
) -> None:
    secret.picture_approved_at = None
    session.commit()
    assert sign_in(town.pupils[5]).get(picture_path(secret)).status_code == 404
    assert f"{picture_path(secret)}?v=" not in client.get(f"/valg/{secret.election_id}").text
    assert sign_in(town.pupils[0]).get(picture_path(secret)).status_code == 200
    helper = sign_in(town.helper)
    assert helper.get(picture_path(secret)).status_code == 200
    sent = {"svar": "ja", "seen": "1"}
    assert (
        submit(helper, f"{picture_path(secret)}/billede", sent, page=f"/valg/{secret.election_id}").status_code == 303
    )
    assert sign_in(town.pupils[5]).get(picture_path(secret)).status_code == 200


def test_a_picture_that_was_changed_meanwhile_is_not_let_through(
    session: Session, town: SchoolTown, secret: Candidate, sign_in: Any
) -> None:
    secret.picture_approved_at, secret.picture_version = None, 2
    session.commit()
    path = f"{picture_path(secret)}/billede"
    answer = submit(sign_in(town.helper), path, {"svar": "ja", "seen": "1"}, page=f"/valg/{secret.election_id}")
    assert answer.status_code == 409


def test_what_a_moderator_hides_nobody_else_sees(
    session: Session, town: SchoolTown, secret: Candidate, sign_in: Any, app: Any
) -> None:
    hide(session, secret.id)
    session.commit()
    classmate = sign_in(town.pupils[5])
    assert tells(classmate.get(f"/valg/{secret.election_id}").text) == set()
    assert classmate.get(picture_path(secret)).status_code == 404
    assert SECRET_NAME in sign_in(town.pupils[0]).get(f"/valg/{secret.election_id}").text
    restore(session, secret.id)
    session.commit()
    assert SECRET_NAME in sign_in(town.pupils[5]).get(f"/valg/{secret.election_id}").text


def test_a_classmate_can_report_what_a_stranger_cannot(
    session: Session, town: SchoolTown, secret: Candidate, sign_in: Any, client: Any
) -> None:
    path = f"{picture_path(secret)}/anmeld"
    assert "/log-ind" in client.get(path).location
    assert client.get(f"/anmeld/candidate/{secret.id}").status_code == 404
    browser = sign_in(town.pupils[5])
    answer = submit(browser, path, {"reason": "mean", "note": "Det er ikke sødt."})
    assert answer.status_code == 303
    assert "/anmeldt/" in answer.location
    receipt = browser.get(answer.location).text
    assert tells(receipt) == set()
    target = find_target(session, secret.id)
    assert target is not None
    assert SECRET_NAME in target.text
    assert tells(target.title) == set()


def test_closing_the_account_takes_name_and_picture_away(
    session: Session, town: SchoolTown, secret: Candidate, sign_in: Any, app: Any
) -> None:
    assert submit(sign_in(town.pupils[0]), "/min-side/luk-konto", {}).status_code == 200
    session.expire_all()
    assert secret.withdrawn_at is not None
    assert secret.picture_version < 1
    assert (secret.ballot_name, secret.words) == ("Kandidat 1", "")
