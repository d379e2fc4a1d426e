"""Real elections, counted again: Edinburgh 2012 by the Scottish rules, Assen 2024 by equal shares."""

from fractions import Fraction

import pytest

from tests.unit.voting.tallies import naive
from tests.unit.voting.tallies.making import one_by_one
from tests.unit.voting.tallies.reading import read_assen, read_ward
from youthvoice.voting.tallies import SeedNeeded, StepKind, count, equal_shares
from youthvoice.voting.tallies.equal_shares import raise_shares
from youthvoice.voting.tallies.purchases import Crowd

WARDS = (1, 6)


@pytest.mark.parametrize("number", WARDS)
def test_it_is_the_same_election(number: int) -> None:
    ward = read_ward(number)
    outcome = count(ward.rules, ward.ballots)
    assert (outcome.quota, outcome.valid) == (ward.official["quota"], ward.official["valid_poll"])
    assert (ward.rules.seats, ward.names) == (ward.official["seats"], list(ward.official["candidates"]))


@pytest.mark.parametrize("number", WARDS)
def test_every_total_of_every_count_is_the_official_one(number: int) -> None:
    ward = read_ward(number)
    outcome = count(ward.rules, ward.ballots)
    for option, candidate in enumerate(ward.official["candidates"].values(), start=1):
        ours = [one.totals[option] for one in outcome.rounds]
        assert ours == [Fraction(total or "0") for total in candidate["totals"]]


@pytest.mark.parametrize("number", WARDS)
def test_the_same_are_elected_and_excluded_and_in_the_same_count(number: int) -> None:
    ward = read_ward(number)
    outcome = count(ward.rules, ward.ballots)
    for option, candidate in enumerate(ward.official["candidates"].values(), start=1):
        assert candidate["status"] == ("Elected" if option in outcome.elected else "Excluded")
        dealt_with = [one.number - 1 for one in outcome.rounds if one.source == option]
        decided = [one.number for one in outcome.rounds if option in one.elected + one.excluded]
        assert [int(candidate["occurred_on_count"])] == (dealt_with or decided)
        assert len(decided) == 1


@pytest.mark.parametrize(("number", "decided"), [(1, {7: 1, 5: 1, 6: 7}), (6, {1: 2, 6: 3, 2: 6})])
def test_when_each_reached_the_quota(number: int, decided: dict[int, int]) -> None:
    ward = read_ward(number)
    outcome = count(ward.rules, ward.ballots)
    assert {option: one.number for one in outcome.rounds for option in one.elected} == decided


@pytest.mark.parametrize("number", WARDS)
def test_one_paper_at_a_time_gives_the_same(number: int) -> None:
    ward = read_ward(number)
    outcome = count(ward.rules, ward.ballots)
    plain = naive.Scottish(ward.rules.options, one_by_one(ward.ballots), ward.rules.seats, "").run()
    assert (tuple(plain.elected), plain.drew) == (outcome.elected, False)
    assert [(dict(one.totals), one.exhausted) for one in outcome.rounds] == plain.counts


@pytest.mark.parametrize("seed", ["0", "1", "whatever is drawn"])
def test_assen_buys_what_it_bought(seed: str) -> None:
    rules, ballots, selected = read_assen()
    outcome = count(rules, ballots, seed)
    assert set(outcome.elected) == selected
    assert outcome.money is not None
    assert (outcome.money.spent, outcome.money.first_share) == (76_700, Fraction(100_000, 84))
    assert outcome.money.share - outcome.money.first_share == 843
    (over,) = (one for one in outcome.log if one.kind is StepKind.overspent)
    assert over.facts == {"by": 844, "spent": 105_700, "budget": 100_000}


def test_assen_needs_no_run_for_each_krone(monkeypatch: pytest.MonkeyPatch) -> None:
    rules, ballots, _ = read_assen()
    runs, buy_all = [], equal_shares.buy_all
    monkeypatch.setattr(equal_shares, "buy_all", lambda *given: runs.append(given) or buy_all(*given))
    raised = raise_shares(Crowd(ballots, rules.costs), rules.budget, rules.tie_rule, "0")
    assert raised.by == 843
    assert len(runs) < 650


def test_the_log_of_assen_says_that_a_lot_was_drawn_on_the_way() -> None:
    """2 and 11 have 24 votes each, and in some of the runs that were tried not all of their voters could pay for both."""
    rules, ballots, _ = read_assen()
    with pytest.raises(SeedNeeded) as caught:
        count(rules, ballots)
    assert caught.value.tied == (2, 11)
    lots = [one.facts for one in count(rules, ballots, "0").log if one.kind is StepKind.lot]
    assert (lots[0]["round"], set(lots[0]["options"])) == (0, {2, 11})
    assert len(lots) == len({one["options"] for one in lots})
