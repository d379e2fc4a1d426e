"""Votes that are over: a question, ranked ballots of many with a lot, money, a tie, and a box that is not counted yet."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.apps import SECRET
from tests.factories.voting import contest_facts
from youthvoice.accounts.models import Person
from youthvoice.core.clock import now, time_told
from youthvoice.voting.commands.casting import cast_slip
from youthvoice.voting.commands.counting import count_contest, draw_lot
from youthvoice.voting.commands.hands import HandFacts, enter_hands
from youthvoice.voting.commands.opening import open_contest
from youthvoice.voting.commands.planning import OptionFacts, plan_contest
from youthvoice.voting.commands.sealing import seal_contest
from youthvoice.voting.commands.slips import make_slips
from youthvoice.voting.models import Contest
from youthvoice.voting.rules.ballots import Ballot
from youthvoice.voting.rules.methods import Completion, Method, TieRule

QUESTION, RANKED, MONEY, TIE, SEALED = (
    "Skal kantinen have en grøn dag?",
    "Hvem skal sidde i Ungerådets bestyrelse?",
    "Hvad skal vi bruge puljen til?",
    "Hvad skal den nye klub hedde?",
    "Hvor skal bænkene stå?",
)
PEOPLE = ("Ida Maj Holm", "Bo", "Eva Lykke", "Kandidat 4", "Yusuf", "Den, der har et meget langt navn på sedlen")
THINGS = (("Skaterampe", 45_000), ("Bænke i gården", 12_000), ("En bane til padel", 60_000), ("Drivhus", 20_000))


def furnish_results(session: Session, runner: Person) -> None:
    """Everybody votes by slip; one class raises hands."""
    yes_no = [OptionFacts(title=title) for title in ("Ja", "Nej", "Hverken ja eller nej")]
    question = _voted(
        session,
        runner,
        {(1,): 9, (2,): 4, (3,): 2},
        title=QUESTION,
        method=Method.yes_no,
        options=yes_no,
        takes_strangers=True,
        quorum_percent=20,
    )
    facts = HandFacts(place="7.B på Virum Skole", children=21, hands={1: 12, 2: 8})
    with time_told(question.opens_at + timedelta(minutes=5)):
        enter_hands(session, question, facts, "5" * 32, actor_id=runner.id)
    ranked: dict[Ballot, int] = {
        (1, 2): 26, (1, 5, 6): 5, (2, 3): 6, (3, 5): 9, (4, 3): 3, (5, 3, 2): 9, (6, 5): 2, (6,): 1, (): 2,
    }  # fmt: skip
    people = [OptionFacts(title=name) for name in PEOPLE]
    board = {"title": RANKED, "method": Method.stv, "options": people, "seats": 3, "tie_rule": TieRule.lot}
    money: dict[Ballot, int] = {(1, 3): 14, (2,): 6, (2, 4): 9, (1,): 4, (3, 4): 3}
    things = [OptionFacts(title=title, cost=100 * cost) for title, cost in THINGS]
    pool = {"title": MONEY, "method": Method.equal_shares, "options": things, "completion": Completion.greedy}
    contests = [
        (question, None),
        (_voted(session, runner, ranked, **board), "482193"),
        (_voted(session, runner, money, budget=9_000_000, **pool), None),
        (
            _voted(
                session, runner, {(1,): 4, (2,): 4, (3,): 1}, title=TIE, options=_named("Hulen", "Kraftværket", "Zonen")
            ),
            None,
        ),
    ]
    for contest, seed in contests:
        _count(session, contest, seed, runner)
    sealed = _voted(
        session, runner, {(1,): 3}, title=SEALED, options=_named("I gården", "Ved søen"), tie_rule=TieRule.lot
    )
    seal_contest(session, sealed, actor_id=runner.id)


def _named(*titles: str) -> list[OptionFacts]:
    return [OptionFacts(title=title) for title in titles]


def _voted(session: Session, runner: Person, ballots: Mapping[Ballot, int], **facts: Any) -> Contest:
    """An hour ago, for a week: opened, and voted in by slips."""
    cast = [ballot for ballot, times in ballots.items() for _ in range(times)]
    with time_told(now() - timedelta(hours=1)):
        key = f"{len(facts['title']):016x}{len(cast):016x}"
        contest = plan_contest(session, contest_facts(**facts), key, actor_id=runner.id)
        open_contest(session, SECRET, contest, actor_id=runner.id)
        printed = make_slips(session, SECRET, contest, len(cast), "Alle klasser", f"f{key[1:]}", actor_id=runner.id)
        for code, ballot in zip(printed.codes, cast, strict=True):
            cast_slip(session, SECRET, contest, code, ballot)
    return contest


def _count(session: Session, contest: Contest, seed: str | None, runner: Person) -> None:
    seal_contest(session, contest, actor_id=runner.id)
    if seed is not None:
        draw_lot(session, contest, seed, "Mette Dahl og to fra elevrådet", actor_id=runner.id)
    count_contest(session, contest, actor_id=runner.id)


def result_values(session: Session) -> dict[str, Any]:
    """Ids for addresses."""
    names = {
        "result_question": QUESTION,
        "result_ranked": RANKED,
        "result_money": MONEY,
        "result_tie": TIE,
        "result_sealed": SEALED,
    }
    return {
        name: session.scalars(select(Contest.id).where(Contest.title == title)).one() for name, title in names.items()
    }
