"""The council's pages: what waits, one's own view before the others', votes that nobody sees, and nothing for the conflicted."""

import re
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tests.factories.accounts import PersonFactory
from tests.factories.desk import at_meeting, in_writing
from tests.factories.grants import KR, Town, key, sent, town
from tests.web.forms import press, submit
from youthvoice.accounts.models import Person
from youthvoice.grants.commands.conflicts import declare
from youthvoice.grants.commands.motions import put_motion, vote
from youthvoice.grants.commands.weighing import View, give_view
from youthvoice.grants.models import (
    Application,
    Assessment,
    AssessmentMark,
    Motion,
    MotionVote,
    Panelist,
    PoolCriterion,
)
from youthvoice.grants.rules.deciding import Choice, Conflict, Mark, MotionState
from youthvoice.moderation.models import ContentReport
from youthvoice.moderation.targets import hide_target, restore_target

TITLE = re.compile(r">(Fest nummer \d\d her)<")
WORDS = "Det bliver en rigtig god aften."


@pytest.fixture
def place(session: Session) -> Town:
    found = town(session)
    for number, question in enumerate(("Er den for mange?", "Kan det lade sig gøre?"), 1):
        session.add(PoolCriterion(pool_id=found.pool.id, number=number, question=question))
    session.flush()
    return found


def desk(place: Town) -> str:
    return f"/puljen/{place.pool.id}/bord"


def page(application: Application, name: str = "bord") -> str:
    return f"/puljen/ansoegninger/{application.id}/{name}"


def seen_by(session: Session, application: Application, person: Person, lean: Choice = Choice.in_favour) -> None:
    criteria = session.scalars(select(PoolCriterion.id).where(PoolCriterion.pool_id == application.pool_id))
    give_view(session, application, person, View(leans=lean, marks=dict.fromkeys(criteria, Mark.well), words=WORDS))


def test_the_desk_says_what_waits_and_what_i_have_not_done(session: Session, place: Town, sign_in: Any) -> None:
    first = sent(session, place.pool, title="Aften med musik")
    sent(session, place.pool, title="Fodbold for alle")
    seen_by(session, first, place.chair)
    client = sign_in(place.chair)
    text = client.get(desk(place)).text
    assert text.index("Aften med musik") < text.index("Fodbold for alle")
    assert "Du: Ja, giv penge" in text
    text = client.get(f"{desk(place)}?vis=mangler").text
    assert '<option value="mangler" selected>Venter på mig</option>' in text
    assert "Fodbold for alle" in text
    assert "Aften med musik" not in text


def test_what_is_voted_on_stands_in_a_list_of_its_own(session: Session, place: Town, sign_in: Any) -> None:
    voted, other = (
        sent(session, place.pool, title="Aften med musik"),
        sent(session, place.pool, title="Fodbold for alle"),
    )
    put_motion(session, voted, in_writing(voted), key(), actor_id=place.chair.id)
    text = sign_in(place.members[1]).get(f"{desk(place)}?vis=stemmer").text
    assert "Vi stemmer om 8.000 kr." in text
    assert "Du mangler at stemme" in text
    assert other.title not in text


def test_pages_follow_each_other(session: Session, place: Town, sign_in: Any) -> None:
    titles = [sent(session, place.pool, title=f"Fest nummer {n:02d} her").title for n in range(25)]
    client = sign_in(place.chair)
    first = client.get(desk(place)).text
    following = re.search(r'href="([^"]*efter=[^"]*)" rel="next"', first)
    assert following is not None
    second = client.get(following[1].replace("&amp;", "&")).text
    assert TITLE.findall(first) + TITLE.findall(second) == titles
    assert 'rel="next"' not in second


def test_nobody_else_sees_the_desk(session: Session, place: Town, sign_in: Any) -> None:
    application = sent(session, place.pool)
    client = sign_in(PersonFactory())
    for url in (desk(place), page(application), page(application, "inhabil"), page(application, "indstil")):
        assert client.get(url).status_code == 403


def test_one_says_what_one_thinks_before_reading_the_others(session: Session, place: Town, sign_in: Any) -> None:
    application = sent(session, place.pool)
    seen_by(session, application, place.chair)
    client = sign_in(place.members[1])
    text = client.get(page(application)).text
    assert WORDS not in text
    assert "Du kan se det, når du selv har" in text
    marks = {f"mark_{one}": "badly" for one in session.scalars(select(PoolCriterion.id))}
    answer = submit(client, page(application), {"leans": "against", "words": "Det er for dyrt.", **marks})
    assert answer.status_code == 303
    text = client.get(page(application)).text
    assert WORDS in text
    assert "Sådan klarer den sig" in text
    assert session.scalar(select(func.count()).select_from(AssessmentMark)) == 4
    submit(client, page(application), {"leans": "abstain", "words": "Måske."})
    session.expire_all()
    mine = session.scalars(select(Assessment).where(Assessment.person_id == place.members[1].id)).one()
    assert (mine.leans, mine.words) == (Choice.abstain, "Måske.")


def test_a_view_without_a_lean_keeps_the_words(session: Session, place: Town, sign_in: Any) -> None:
    application = sent(session, place.pool)
    answer = submit(sign_in(place.chair), page(application), {"words": WORDS})
    assert answer.status_code == 422
    assert WORDS in answer.text
    assert "Vælg, hvad du mener lige nu." in answer.text


def test_a_motion_is_put_voted_on_and_counted(session: Session, place: Town, sign_in: Any) -> None:
    application = sent(session, place.pool)
    client = sign_in(place.chair)
    data = {"amount": "6.000", "conditions": "Alle kan komme gratis ind."}
    assert submit(client, page(application, "indstil"), data).status_code == 303
    for member, choice in zip(place.members, ("in_favour", "in_favour", "against", "against"), strict=True):
        client = sign_in(member)
        text = client.get(page(application)).text
        assert "I stemmer om, at gruppen får 6.000 kr." in text
        assert "for, " not in text.split("Ingen kan se")[0].split('id="afstemning"')[1]
        answer = submit(client, page(application, "stem"), {"choice": choice}, page=page(application))
        assert answer.status_code == 303
    session.expire_all()
    motion = session.scalars(select(Motion)).one()
    assert (motion.state, motion.amount) == (MotionState.lost, 6_000 * KR)
    text = client.get(page(application)).text
    assert "Du var den sidste" in text
    assert "Du kan ændre den" not in text
    assert "2 for, 2 imod" in text
    assert "I stemte om at give gruppen 6.000 kr." in text


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ({"amount": "9.000"}, "Det er mere, end de har søgt om."),
        ({"amount": ""}, "Skriv et beløb."),
        ({"amount": "mange"}, "Skriv beløbet i kroner"),
        ({"closes_day": ""}, "Skriv, hvilken dag"),
        ({"closes_day": "1.1.2020"}, "Giv de andre mindst et døgn"),
    ],
)
def test_what_cannot_be_put_is_told_beside_the_field(
    session: Session, place: Town, sign_in: Any, data: dict[str, str], words: str
) -> None:
    application = sent(session, place.pool)
    answer = submit(sign_in(place.chair), page(application, "indstil"), {"conditions": WORDS, **data})
    assert answer.status_code == 422
    assert words in answer.text
    assert WORDS in answer.text


def test_the_pool_does_not_hold_so_much(session: Session, sign_in: Any) -> None:
    poor = town(session, 5_000 * KR)
    application = sent(session, poor.pool)
    answer = submit(sign_in(poor.chair), page(application, "indstil"), {"conditions": WORDS})
    assert answer.status_code == 409
    assert "Der er 5.000 kr. tilbage." in answer.text
    assert WORDS in answer.text


def test_hands_are_entered(session: Session, place: Town, sign_in: Any) -> None:
    application = sent(session, place.pool)
    put_motion(session, application, at_meeting(application), key(), actor_id=place.chair.id)
    client = sign_in(place.chair)
    too_many = {"in_favour": "4", "against": "1", "abstain": "0"}
    assert submit(client, page(application, "optael"), too_many).status_code == 422
    answer = submit(client, page(application, "optael"), too_many | {"against": "0"})
    assert answer.status_code == 303
    session.expire_all()
    assert session.scalars(select(Motion.state)).one() is MotionState.carried
    assert client.get(page(application, "optael")).status_code == 409


def test_a_motion_is_dropped_only_as_it_was_seen(session: Session, place: Town, sign_in: Any) -> None:
    application = sent(session, place.pool)
    put_motion(session, application, in_writing(application), key(), actor_id=place.chair.id)
    client = sign_in(place.chair)
    url = page(application, "indstil/traek-tilbage")
    assert press(client, url, {"motion": "2"}).status_code == 409
    assert press(client, url, {"motion": "1"}).status_code == 303
    session.expire_all()
    assert session.scalars(select(Motion.state)).one() is MotionState.dropped


def conflicted(session: Session, place: Town) -> tuple[Application, Person]:
    """Voted on and talked of by three; the fourth is conflicted."""
    application, member = sent(session, place.pool, title="Fest i gården"), place.members[3]
    declare(session, application, member.id, Conflict.family, by_id=member.id)
    for other in place.members[:3]:
        seen_by(session, application, other)
    motion = put_motion(session, application, in_writing(application), key(), actor_id=place.chair.id)
    vote(session, motion, place.chair, Choice.in_favour)
    return application, member


def test_a_conflicted_member_sees_neither_views_nor_votes(session: Session, place: Town, sign_in: Any) -> None:
    """Page by page, the desk and all its lists too."""
    application, member = conflicted(session, place)
    client = sign_in(member)
    text = client.get(desk(place)).text
    assert "Du er inhabil" in text
    assert application.title not in text
    assert f"ansoegninger/{application.id}" not in text
    for show in ("mangler", "stemmer", "svar"):
        shown = client.get(f"{desk(place)}?vis={show}").text
        assert f"Ansøgning {application.number}<" not in shown
    for name in ("bord", "indstil", "optael"):
        answer = client.get(page(application, name))
        assert answer.status_code == 403
        for told in (WORDS, "har stemt", "8.000"):
            assert told not in answer.text
    view = session.scalars(select(Assessment.id)).first()
    assert client.get(page(application, f"bord/{view}/anmeld")).status_code == 403
    text = client.get(page(application, "inhabil")).text
    assert "Familie" in text
    assert WORDS not in text


def test_a_conflicted_member_can_send_nothing(session: Session, place: Town, sign_in: Any) -> None:
    application, member = conflicted(session, place)
    client = sign_in(member)
    for name, data in (
        ("bord", {"leans": "in_favour"}),
        ("stem", {"choice": "in_favour", "motion": "1"}),
        ("indstil", {"amount": "1", "way": "writing"}),
        ("optael", {"in_favour": "1", "against": "1", "abstain": "1"}),
        ("indstil/traek-tilbage", {"motion": "1"}),
    ):
        answer = press(client, page(application, name), data)
        assert answer.status_code == 403, name
        assert "Du er inhabil" in answer.text
    assert session.scalar(select(func.count()).select_from(MotionVote)) == 1
    assert session.scalar(select(func.count()).select_from(Assessment)) == 3


def test_one_says_it_oneself_and_takes_it_back(session: Session, place: Town, sign_in: Any) -> None:
    application, member = sent(session, place.pool), place.members[1]
    client = sign_in(member)
    assert submit(client, page(application, "inhabil"), {}).status_code == 422
    assert submit(client, page(application, "inhabil"), {"conflict": "family"}).status_code == 303
    assert client.get(page(application)).status_code == 403
    assert press(client, page(application, "inhabil/fortryd")).status_code == 303
    assert client.get(page(application)).status_code == 200


def test_whoever_runs_the_council_enters_it_for_another(session: Session, place: Town, sign_in: Any) -> None:
    application, member = sent(session, place.pool), place.members[2]
    data = {"conflict": "other", "person": str(member.id)}
    assert submit(sign_in(place.coordinator), page(application, "inhabil"), data).status_code == 303
    assert session.scalars(select(Panelist.person_id).where(Panelist.is_conflicted)).all() == [member.id]
    assert press(sign_in(member), page(application, "inhabil/fortryd")).status_code == 409


def test_a_member_enters_it_for_nobody_else(session: Session, place: Town, sign_in: Any) -> None:
    application, member = sent(session, place.pool), place.members[1]
    data = {"conflict": "other", "person": str(place.members[2].id)}
    submit(sign_in(member), page(application, "inhabil"), data)
    assert session.scalars(select(Panelist.person_id).where(Panelist.is_conflicted)).all() == [member.id]


def test_a_view_is_reported_and_hidden(session: Session, place: Town, sign_in: Any) -> None:
    application = sent(session, place.pool)
    seen_by(session, application, place.chair)
    seen_by(session, application, place.members[1])
    view = session.scalars(select(Assessment.id).where(Assessment.person_id == place.chair.id)).one()
    client = sign_in(place.members[1])
    url = page(application, f"bord/{view}/anmeld")
    assert submit(client, url, {"reason": "other", "note": "Ikke pænt."}).status_code == 303
    assert session.scalar(select(func.count()).select_from(ContentReport)) == 1
    hide_target(session, "grant_view", view)
    session.commit()
    text = client.get(page(application)).text
    assert "Teksten er skjult." in text
    assert client.get(url).status_code == 404
    restore_target(session, "grant_view", view)
    session.commit()
    assert WORDS in client.get(page(application)).text


def test_words_of_a_crisis_lead_to_help(session: Session, place: Town, sign_in: Any) -> None:
    application = sent(session, place.pool)
    answer = submit(sign_in(place.chair), page(application), {"leans": "abstain", "words": "Jeg vil ikke leve mere."})
    assert answer.location.endswith("/hjaelp")


@pytest.mark.parametrize("number", [1, 22])
def test_queries_are_constant(session: Session, place: Town, sign_in: Any, count_queries: Any, number: int) -> None:
    application, *_others = [sent(session, place.pool, asked=600 * KR) for _ in range(number)]
    put_motion(session, application, in_writing(application), key(), actor_id=place.chair.id)
    for member in place.members[: number if number < 4 else 4]:
        seen_by(session, application, member)
    client = sign_in(place.chair)
    for url in (desk(place), page(application), page(application, "indstil"), page(application, "inhabil")):
        client.get(url)
        with count_queries() as seen:
            assert client.get(url).status_code == 200
        assert len(seen) <= 8, f"{url}: {len(seen)}"
