"""What must hold after every deed, asked of the tables themselves."""

from hypothesis.stateful import invariant
from sqlalchemy import text

from tests.simulation.pools.after import GoingOn
from tests.simulation.pools.applying import Applying
from tests.simulation.pools.books import WAITING, Wish
from tests.simulation.pools.town import ACCOUNTS, fold, rows, stored

WITHOUT_ANSWER = """
SELECT w.id FROM awards w LEFT JOIN answers a ON a.id = w.answer_id AND a.outcome = w.answer_outcome
WHERE a.id IS NULL OR (w.outcome <> 'granted' AND (length(trim(w.rule)) < 3 OR length(trim(a.explanation)) < 20))
"""
GRANTS = """
SELECT g.reserved, g.granted, g.paid, g.returned, g.closed_out, a.status, a.id,
(SELECT coalesce(sum(p.amount), 0) FROM payments p WHERE p.application_id = a.id AND p.state = 'paid') AS ever_paid,
(SELECT coalesce(sum(w.amount), 0) FROM awards w WHERE w.application_id = a.id AND w.replaced_at IS NULL) AS awarded,
(SELECT count(*) FROM awards w WHERE w.application_id = a.id AND w.replaced_at IS NULL) AS awards
FROM applications a JOIN grant_balances g ON g.application_id = a.id WHERE a.pool_id = :p
"""
TALLY = "SELECT dimension, key, applications, awards, amount FROM pool_tallies WHERE pool_id = :p"


class PoolLife(Applying, GoingOn):
    """Everything that can be done, and what must hold after it."""

    @invariant()
    def every_krone_is_explained(self) -> None:
        self.session.flush()
        for number, pool_id in enumerate(self.pools):
            purse = self.books.purses[number]
            row = stored(self.session, "pool_balances", "pool_id", pool_id)
            of_pool, of_grant, numbers = fold(self.session, pool_id)
            assert {name: row[name] for name in ACCOUNTS} == of_pool
            assert sum(of_pool.values()) == 0
            assert all(row[name] >= 0 for name in ACCOUNTS[1:])
            assert numbers == list(range(1, len(numbers) + 1))
            assert (-row["source"], row["allocation"], row["returned"]) == (purse.put_in, purse.free, purse.back)
            assert self.books.explained(number) == purse.put_in
            wishes = [wish for wish in self.books.wishes if wish.pool == number]
            for name, mine in (("reserved", "held"), ("granted", "granted"), ("paid", "paid"), ("closed_out", "used")):
                assert row[name] == sum(getattr(wish, mine) for wish in wishes)
            assert row["given_back"] == purse.ever_back
            self._grants(pool_id, of_grant)
            self._tallies(number, pool_id)

    def _grants(self, pool_id: int, of_grant: dict[int, dict[str, int]]) -> None:
        for found in self.session.execute(text(GRANTS), {"p": pool_id}).mappings():
            wish = self.books.wishes[self.ids.index(found["id"])]
            folded = of_grant.get(found["id"], dict.fromkeys(ACCOUNTS, 0))
            mine = (wish.held, wish.granted, wish.paid, wish.returned, wish.used)
            assert tuple(found[name] for name in ACCOUNTS[2:]) == mine == tuple(folded[name] for name in ACCOUNTS[2:])
            assert min(mine) >= 0
            assert found["ever_paid"] == wish.paid + wish.returned + wish.used
            assert found["status"] == wish.status
            assert (found["awarded"], found["awards"]) == (wish.awarded or 0, int(wish.awarded is not None))
            assert wish.everything <= wish.asked

    def _tallies(self, number: int, pool_id: int) -> None:
        wishes = [wish for wish in self.books.wishes if wish.pool == number]
        found = {tuple(row[:2]): tuple(row[2:]) for row in rows(self.session, TALLY, p=pool_id) if any(row[2:])}
        kept = sum(one.granted + one.paid + one.used for one in wishes)
        row = stored(self.session, "pool_balances", "pool_id", pool_id)
        assert kept == row["granted"] + row["paid"] + row["closed_out"]
        counted = (len(wishes), sum(map(_is_yes, wishes)), kept)
        expected = {("all", ""): counted, ("topic", "leisure"): counted, ("age_band", "from_13_to_15"): counted}
        expected["school", ""] = counted
        waits = [one for one in wishes if one.status in WAITING]
        if waits:
            expected["waiting", ""] = (len(waits), 0, sum(one.asked for one in waits))
        for status in {wish.status for wish in wishes}:
            expected["status", status] = (sum(wish.status == status for wish in wishes), 0, 0)
        assert found == (expected if wishes else {})

    @invariant()
    def no_decision_without_an_answer(self) -> None:
        assert not rows(self.session, WITHOUT_ANSWER)


def _is_yes(wish: Wish) -> int:
    return int(bool(wish.awarded) and wish.status != "given_up")
