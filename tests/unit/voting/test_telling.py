"""The log and the result in plain language."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest
from flask import Flask
from flask_babel import force_locale
from hypothesis import HealthCheck, given, settings

from tests.unit.voting.files.making import NAMES, contests, rules_of
from youthvoice.core.i18n import init_i18n
from youthvoice.core.readability import lix
from youthvoice.voting.files.recounting import Check, Finding
from youthvoice.voting.files.shape import PublicContest
from youthvoice.voting.rules.ballots import Ballot
from youthvoice.voting.rules.methods import Completion, Method, TieRule
from youthvoice.voting.tallies import Outcome, StepKind, TallyRules, count, fill_vacancy
from youthvoice.voting.telling import headline, tell_log
from youthvoice.voting.telling.checks import CHECK_TEXTS, PARTS, tell_finding, tell_part
from youthvoice.voting.telling.steps import TELLERS
from youthvoice.voting.telling.words import amount, joined, kroner, votes

PEOPLE = dict(enumerate(("Ida", "Bo", "Eva", "Åse"), start=1))


@pytest.fixture(autouse=True)
def danish() -> Iterator[None]:
    app = Flask("youthvoice")
    init_i18n(app, "da")
    with app.app_context(), force_locale("da"):
        yield


def told(outcome: Outcome) -> str:
    return " | ".join(one.words.replace("\xa0", " ") for one in tell_log(outcome, PEOPLE))


def counted(rules: TallyRules, ballots: Mapping[Ballot, int], seed: str | None = "482193") -> str:
    return told(count(rules, ballots, seed))


def test_every_kind_of_step_has_its_words() -> None:
    assert set(TELLERS) == set(StepKind)


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(contests())
def test_every_count_can_be_told(contest: PublicContest) -> None:
    names = dict(enumerate(NAMES, start=1))
    for locale in ("da", "en"):
        with force_locale(locale):
            log = tell_log(contest.outcome, names)
            assert len(log) == len(contest.outcome.log)
            assert all(one.words and "%(" not in one.words for one in log)
            assert headline(contest.outcome, names).words


def test_a_question_is_told_from_its_figures() -> None:
    found = counted(rules_of(Method.yes_no), {(1,): 5, (2,): 1, (3,): 2, (): 1})
    assert found == (
        "8 stemmer tæller med. 1 var blank. | 5 stemte ja, og 1 stemte nej. 2 stemte hverken for eller imod. "
        "Flere sagde ja end nej, så det er vedtaget."
    )


def test_ranked_ballots_are_told_round_by_round() -> None:
    ballots = {(1, 2): 7, (2,): 3, (3, 4): 2, (4, 3): 1}
    found = counted(rules_of(Method.stv, seats=2), ballots)
    for words in (
        "Der er 13 stemmer og 2 pladser. Man skal have mindst 5 stemmer for at være sikkert valgt.",
        "Ida har 7 stemmer. Det er 2 flere end nødvendigt. Ida er valgt.",
        "De stemmer, Ida ikke skal bruge, går videre: 2 stemmer. Bo får 1,99. Under 0,01 går tabt",
        "Åse har færrest, 1 stemme, og går ud.",
        "Stemmerne på Åse går videre til dem, der står som de næste på sedlerne. Eva får 1.",
    ):
        assert words in found


def test_an_instant_run_off_is_told_with_what_it_takes_to_win() -> None:
    found = counted(rules_of(Method.instant_runoff, 3), {(1,): 4, (2,): 3, (3, 2): 2})
    assert "9 stemmer peger stadig på nogen. Man skal have mindst 5 stemmer for at vinde." in found
    assert "Bo har 5 stemmer. Det er mere end halvdelen. Bo har vundet." in found


def test_votes_that_name_nobody_else_are_told() -> None:
    found = counted(rules_of(Method.instant_runoff, 3), {(1,): 4, (2,): 3, (3,): 2})
    assert "2 stemmer peger ikke på flere." in found


def test_money_is_told_purchase_by_purchase() -> None:
    rules = replace(rules_of(Method.equal_shares, 3), budget=300, costs={1: 200, 2: 100, 3: 100})
    found = counted(replace(rules, completion=Completion.greedy), {(1,): 2, (2,): 1, (2, 3): 1})
    for words in (
        "300 kr. bliver delt lige mellem de 4, som har valgt noget: 75 kr. til hver.",
        "koster 100 kr. og har 2 stemmer. Hver, der stemte på den, betaler højst 50 kr. Den er købt.",
        "Der er brugt 300 kr. 0 kr. er tilbage.",
    ):
        assert words in found
    assert "kr.." not in found


@pytest.mark.parametrize(
    ("rules", "ballots", "words"),
    [
        (rules_of(Method.plurality), {(1,): 1, (2,): 1}, "Ida og Bo har lige mange stemmer. | Der er trukket lod."),
        (
            rules_of(Method.plurality, tie_rule=TieRule.run_off),
            {(1,): 1, (2,): 1},
            "Der skal stemmes igen mellem Ida og Bo.",
        ),
        (
            rules_of(Method.instant_runoff, 3),
            {(1,): 3, (2,): 2, (3,): 2},
            "Bo og Eva har lige mange stemmer, og ingen har færre.",
        ),
        (rules_of(Method.block, 3, seats=3), {(1,): 1}, "Derfor er de valgt: Ida, Bo og Eva."),
    ],
    ids=["lot", "run-off", "exclusion", "uncontested"],
)
def test_ties_and_seats_nobody_contested(rules: TallyRules, ballots: Mapping[Ballot, int], words: str) -> None:
    assert words in counted(rules, ballots)


def test_spread_over_levels_is_told() -> None:
    groups = {1: "7", 2: "7", 3: "8", 4: "8"}
    found = counted(rules_of(Method.block, seats=2, groups=groups, spread=True), {(1,): 5, (2,): 4, (3,): 1})
    assert "Bo fik 4 stemmer, men resten af pladserne skal gå til andre klassetrin." in found


def test_a_recount_for_a_vacant_seat_is_told() -> None:
    rules, ballots = rules_of(Method.stv, seats=2), {(1, 3): 5, (2,): 5, (3,): 2, (4,): 1}
    found = told(fill_vacancy(rules, ballots, "482193", vacated=1, sitting=[2]))
    assert "De beholder deres pladser: Bo." in found
    nobody = told(fill_vacancy(rules, ballots, "482193", vacated=1, sitting=[2], unavailable=[3, 4]))
    assert "Der er ingen tilbage, som kan få pladsen." in nobody


def test_the_log_is_easy_to_read() -> None:
    text = " ".join(
        counted(rules, ballots).replace(" | ", " ")
        for rules, ballots in (
            (rules_of(Method.yes_no), {(1,): 5, (2,): 1, (3,): 2}),
            (rules_of(Method.stv, seats=2), {(1, 2): 7, (2,): 3, (3, 4): 2, (4, 3): 1}),
            (rules_of(Method.instant_runoff), {(1,): 4, (2,): 3, (3, 2): 2}),
            (rules_of(Method.equal_shares), {(1, 2): 4, (3,): 3}),
        )
    )
    assert lix(text).lix <= 25


@pytest.mark.parametrize(
    ("rules", "ballots", "words"),
    [
        (rules_of(Method.yes_no), {(1,): 2, (2,): 1}, "Det blev et ja."),
        (rules_of(Method.yes_no), {(1,): 1, (2,): 1}, "Det blev ikke vedtaget."),
        (rules_of(Method.plurality), {(2,): 2, (1,): 1}, "Bo er valgt."),
        (rules_of(Method.block, seats=2), {(1,): 3, (3,): 2}, "Ida og Eva er valgt."),
        (rules_of(Method.plurality, tie_rule=TieRule.run_off), {}, "Der skal stemmes igen mellem Ida, Bo, Eva og Åse."),
        (rules_of(Method.equal_shares), {(1,): 3}, "Der er penge til: Ida."),
        (rules_of(Method.equal_shares), {}, "Der var ikke nok stemmer til at købe noget."),
    ],
)
def test_the_result_in_one_sentence(rules: TallyRules, ballots: Mapping[Ballot, int], words: str) -> None:
    assert headline(count(rules, ballots, "482193"), PEOPLE).words == words


def test_without_a_quorum_nothing_is_decided() -> None:
    found = headline(count(rules_of(Method.plurality), {(2,): 2}), PEOPLE, reached_quorum=False)
    assert found.words == "For få stemte, så der er ikke valgt noget."
    assert found.more == "Ellers ville det være blevet: Bo."
    question = headline(count(rules_of(Method.yes_no), {(1,): 2}), PEOPLE, reached_quorum=False)
    assert "ja" not in question.words.split()


@pytest.mark.parametrize(
    ("exact", "shown"), [(34, "34 stemmer"), (1, "1 stemme"), ("2.5", "2,5 stemmer"), ("1.99999", "1,99 stemmer"), ("0.00003", "under 0,01 stemmer"), (0, "0 stemmer")]
)  # fmt: skip
def test_votes_are_cut_and_never_vanish(exact: Any, shown: str) -> None:
    assert votes(Fraction(exact)) == shown


def test_words_in_a_row() -> None:
    assert [joined(PEOPLE[n] for n in range(1, k + 1)) for k in range(4)] == ["", "Ida", "Ida og Bo", "Ida, Bo og Eva"]
    assert kroner(1000).replace("\xa0", " ") == "1.000 kr."
    assert amount(Fraction(12345)) == "12.345"


def test_every_check_and_every_part_of_an_outcome_has_its_words() -> None:
    assert set(CHECK_TEXTS) == set(Check)
    parts = set(count(rules_of(Method.plurality), {(1,): 1}).to_json()) - {"rounds", "log"}
    assert set(PARTS) == parts
    assert (tell_part("rounds 3"), tell_part("log 12")) == ("runde 3", "trin 12 i forløbet")
    facts = {"tokens": 3, "forged": 1, "ballots": 2, "cast": 3, "issued": 2, "roll": 1, "why": "x", "public_key": "k"}
    for check in Check:
        for holds in (True, False, None):
            assert "%(" not in tell_finding(Finding(check, holds, facts, ("elected", "rounds 1")))
