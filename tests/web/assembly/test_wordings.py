"""Two adopted amendments that change one place: the text stands as it was until somebody has chosen, and the motion waits."""

from dataclasses import dataclass
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.factories.assembly import DelegateFactory, key
from tests.factories.hall import AGAINST, FOR, SECRET, Hall, cast, hall, opened, planned
from tests.html import CheckingClient
from tests.web.forms import press, submit
from youthvoice.assembly.commands.closing_votes import close_vote
from youthvoice.assembly.commands.opening_votes import open_vote
from youthvoice.assembly.commands.wordings import choose_wording, plan_wording_vote
from youthvoice.assembly.models import Amendment, DayVote, MotionVersion, Resolution
from youthvoice.assembly.queries.votes import get_vote
from youthvoice.assembly.rules.day import Verdict, VoteState
from youthvoice.assembly.rules.motions import AmendmentState
from youthvoice.core.clock import now
from youthvoice.core.errors import Conflict, NotFound
from youthvoice.moderation.targets import hide_target

BASE = "Vi vil have tre træer ved hver skole.\n\nDe skal plantes i foråret, når det er varmt."
FIVE = BASE.replace("tre træer", "fem træer")
TEN = BASE.replace("tre træer", "ti træer").replace("når det er varmt.", "når det er varmt. Vi vander dem.")
WAITS = "Forslaget venter. To ændringer retter samme sted"
ASKED = "Hvad skal der stå i forslaget?"


@dataclass
class Two:
    """A hall that has adopted both; the second waits, and so does the vote on the motion."""

    place: Hall
    first: Amendment
    second: Amendment
    vote: DayVote

    @property
    def which(self) -> tuple[int, int, int]:
        """What the commands ask for."""
        return self.place.year.id, self.place.item.id, self.second.id

    @property
    def base(self) -> str:
        """Where the year is."""
        return f"/bytinget/{self.place.year.year}"


def amendment(session: Session, place: Hall, number: int, text: str) -> Amendment:
    made = Amendment(
        form_key=key(), motion_id=place.motion.id, number=number, base=1, text=text, reason="Det er bedre for alle.",
        written_by_label="En delegation", at=now(),
    )  # fmt: skip
    session.add(made)
    session.flush()
    return made


def adopt(session: Session, place: Hall, one: Amendment) -> None:
    vote = opened(session, place, amendment_id=one.id, question=f"Ændring {one.number}")
    cast(session, place, vote, FOR, FOR, AGAINST)
    close_vote(session, place.year.id, vote.id, actor_id=place.chair.id)


def two(session: Session, **facts: Any) -> Two:
    place = hall(session, **facts)
    place.motion.text = BASE
    session.scalars(select(MotionVersion).where(MotionVersion.motion_id == place.motion.id)).one().text = BASE
    first, second = (amendment(session, place, number, text) for number, text in ((1, FIVE), (2, TEN)))
    vote = planned(session, place)
    for one in (first, second):
        adopt(session, place, one)
    session.commit()
    return Two(place, first, second, vote)


def opens(session: Session, at: Two) -> bool:
    return open_vote(session, SECRET, at.place.year.id, at.vote.id, actor_id=at.place.chair.id)


def words(session: Session, at: Two) -> str:
    session.refresh(at.place.motion)
    return at.place.motion.text


def test_the_text_stands_as_it_was_and_the_motion_waits(session: Session) -> None:
    at = two(session)
    assert [one.state for one in (at.first, at.second)] == [AmendmentState.adopted] * 2
    assert (at.first.waits_since, at.second.waits_since is not None) == (None, True)
    assert words(session, at) == FIVE
    with pytest.raises(Conflict, match="samme sted"):
        opens(session, at)
    session.refresh(at.vote)
    assert at.vote.state is VoteState.planned


def test_what_changes_other_places_makes_nothing_wait(session: Session) -> None:
    place = hall(session)
    place.motion.text = BASE
    session.scalars(select(MotionVersion)).one().text = BASE
    for number, text in ((1, FIVE), (2, BASE.replace("varmt", "lunt"))):
        adopt(session, place, amendment(session, place, number, text))
    assert session.scalars(select(Amendment.waits_since)).all() == [None, None]
    assert open_vote(session, SECRET, place.year.id, planned(session, place).id, actor_id=place.chair.id)


@pytest.mark.parametrize(
    ("takes", "button", "text", "told"),
    [
        (True, "Brug ændring 2", TEN, "Dirigenten valgte ændring 2."),
        (
            False,
            "Behold det, der står nu",
            TEN.replace("ti træer", "fem træer"),
            "Dirigenten valgte det, der stod før.",
        ),
    ],
)
def test_the_chair_reads_both_and_chooses(
    session: Session, client: CheckingClient, sign_in: Any, takes: bool, button: str, text: str, told: str
) -> None:
    at = two(session)
    chair = sign_in(at.place.chair)
    console = f"{at.base}/dagen/styring"
    page = chair.get(console).text
    for shown in (ASKED, button, "fem træer", "ti træer", "Den kan åbnes, når I har valgt"):
        assert shown in page
    sent = {"item_id": at.place.item.id, "amendment_id": at.second.id, "takes": "1" if takes else "0"}
    for _press in range(2):
        assert press(chair, f"{console}/ord", sent).status_code == 303
    # What the amendment changes elsewhere is part of the text either way.
    assert words(session, at) == text
    after = chair.get(console).text
    assert "Det var allerede gjort." in after
    assert ASKED not in after
    assert opens(session, at)
    session.commit()
    assert told in client.get(f"{at.base}/referat").text
    assert told in client.get(f"{at.base}/forslag/{at.place.motion.number}/versioner").text


def test_phones_and_the_screen_say_why_it_waits(session: Session, client: CheckingClient, sign_in: Any) -> None:
    at = two(session)
    delegate = DelegateFactory(delegation=at.place.delegates[0].delegation, is_there=True).person
    session.commit()
    phone = sign_in(delegate)
    for path in ("dagen/nu", "dagen/skaerm"):
        assert WAITS in client.get(f"{at.base}/{path}").text
    assert "Dirigenten finder ud af, hvad der skal stå." in phone.get(f"{at.base}/dagen/nu").text
    choose_wording(session, *at.which, takes=True, actor_id=at.place.chair.id)
    session.commit()
    for path in ("dagen/nu", "dagen/skaerm"):
        assert WAITS not in client.get(f"{at.base}/{path}").text


@pytest.mark.parametrize("is_named", [True, False], ids=["named", "secret"])
@pytest.mark.parametrize(("ballots", "text"), [(((2,), (2,), (1,)), TEN), (((2,), (1,), (1,)), None)])
def test_the_hall_can_choose(
    session: Session, client: CheckingClient, sign_in: Any, ballots: Any, text: str | None, is_named: bool
) -> None:
    at = two(session, is_named=is_named)
    chair = sign_in(at.place.chair)
    console = f"{at.base}/dagen/styring"
    sent = {"item_id": at.place.item.id, "amendment_id": at.second.id}
    for _press in range(2):
        assert press(chair, f"{console}/ord/afstemning", sent).status_code == 303
    vote_id = session.scalars(select(DayVote.id).where(DayVote.question == ASKED)).one()
    vote = get_vote(session, at.place.year.id, vote_id)
    assert (vote.is_named, [one.title for one in vote.options]) == (is_named, ["Det, der står nu", "Ændring 2"])
    assert open_vote(session, SECRET, at.place.year.id, vote.id, actor_id=at.place.chair.id)
    with pytest.raises(Conflict):
        choose_wording(session, *at.which, takes=True, actor_id=at.place.chair.id)
    cast(session, at.place, vote, *ballots)
    close_vote(session, at.place.year.id, vote.id, actor_id=at.place.chair.id)
    session.commit()
    assert vote.verdict is Verdict.chosen
    assert words(session, at) == (text or TEN.replace("ti træer", "fem træer"))
    assert "Salen valgte" in client.get(f"{at.base}/referat").text
    assert opens(session, at)


def test_where_the_hall_is_tied_the_chair_still_chooses_or_asks_again(session: Session, sign_in: Any) -> None:
    at = two(session)
    plan_wording_vote(session, *at.which, actor_id=at.place.chair.id)
    vote = session.scalars(select(DayVote).where(DayVote.question == ASKED)).one()
    open_vote(session, SECRET, at.place.year.id, vote.id, actor_id=at.place.chair.id)
    close_vote(session, at.place.year.id, vote.id, actor_id=at.place.chair.id)
    session.commit()
    assert vote.verdict is Verdict.tied
    with pytest.raises(Conflict):
        opens(session, at)
    console = f"{at.base}/dagen/styring"
    chair = sign_in(at.place.chair)
    assert submit(chair, f"{console}/afstemning/igen", {}, console).status_code == 303
    assert choose_wording(session, *at.which, takes=True, actor_id=at.place.chair.id)
    again = session.scalars(select(DayVote).where(DayVote.again_of_id == vote.id)).one()
    assert again.state is VoteState.cancelled
    with pytest.raises(Conflict):
        open_vote(session, SECRET, at.place.year.id, again.id, actor_id=at.place.chair.id)
    assert opens(session, at)


def test_words_that_a_moderator_hid_are_not_taken_and_not_read_out(session: Session, sign_in: Any) -> None:
    at = two(session)
    hide_target(session, "amendment", at.second.id)
    session.commit()
    page = sign_in(at.place.chair).get(f"{at.base}/dagen/styring").text
    assert "ti træer" not in page
    assert "Brug ændring 2" not in page
    with pytest.raises(Conflict):
        choose_wording(session, *at.which, takes=True, actor_id=at.place.chair.id)
    with pytest.raises(Conflict):
        plan_wording_vote(session, *at.which, actor_id=at.place.chair.id)
    assert choose_wording(session, *at.which, takes=False, actor_id=at.place.chair.id)
    assert opens(session, at)


def test_what_is_chosen_is_what_is_resolved(session: Session) -> None:
    at = two(session)
    choose_wording(session, *at.which, takes=True, actor_id=at.place.chair.id)
    opens(session, at)
    cast(session, at.place, at.vote, FOR, FOR, FOR)
    close_vote(session, at.place.year.id, at.vote.id, actor_id=at.place.chair.id)
    assert session.scalars(select(Resolution)).one().text == TEN


def test_another_motions_amendment_is_not_found_here(session: Session) -> None:
    at = two(session)
    for item_id, amendment_id in ((at.place.items[1].id, at.second.id), (at.place.item.id, 999_999)):
        with pytest.raises(NotFound):
            choose_wording(session, at.place.year.id, item_id, amendment_id, takes=True, actor_id=at.place.chair.id)
