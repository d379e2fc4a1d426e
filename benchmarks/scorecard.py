"""How long the scorecard's figures take to count, and what its page costs when it is drawn anew, at a size of the table.

Alone, and smaller: ``python -m benchmarks.scorecard --sizes 1000,10000``.
"""

import argparse
import tempfile
import time
from pathlib import Path

from flask import Flask

from tests.postgres import migrated_database
from youthvoice.app import create_app
from youthvoice.core.publicpage import PageCache
from youthvoice.demo.bulk import fill
from youthvoice.demo.load import load_demo
from youthvoice.insight.counting import count
from youthvoice.settings import Settings

SECRET = "a secret for the benchmark only, long enough"
ADDRESS = "/saadan-svarer-kommunen"
SECONDS, TIMES = 30, 30
"""To reach: a count of 100,000 cases; and how often the page is drawn."""
Fact = tuple[str, str, str]


def counting_fact(app: Flask, size: int) -> Fact:
    """(what, measured, to reach): all figures counted anew, and stored."""
    began = time.perf_counter()
    with app.extensions["youthvoice"].database.transaction() as session, app.app_context():
        count(session)
    return f"counting the scorecard at {size:,}", f"{time.perf_counter() - began:.1f} s", f"{SECONDS} s"


def page_milliseconds(app: Flask) -> float:
    """The page drawn anew each time, as after a count: the middle of many."""
    client, took = app.test_client(), []
    for _ in range(TIMES):
        app.extensions["youthvoice.pages"] = PageCache()
        began = time.perf_counter()
        if client.get(ADDRESS).status_code != 200:
            raise RuntimeError("the scorecard did not answer")
        took.append(1000 * (time.perf_counter() - began))
    return sorted(took)[TIMES // 2]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.scorecard", description=__doc__)
    parser.add_argument("--sizes", default="1000,100000")
    cost = []
    for size in map(int, parser.parse_args().sizes.split(",")):
        with tempfile.TemporaryDirectory() as folder, migrated_database("postgresql", Path(folder)) as url:
            app = create_app(Settings(database_url=url, secret_key=SECRET, log_level="ERROR", demo=True))
            database = app.extensions["youthvoice"].database
            with app.app_context():
                with database.transaction() as session:
                    load_demo(session)
                fill(database, size, lambda _count: None)
            print(*counting_fact(app, size), sep="; ")
            cost.append(page_milliseconds(app))
            print(f"the page, drawn anew, at {size:,}: {cost[-1]:.1f} ms")
            database.dispose()
    print(f"cost of the page at the last size / at the first: {cost[-1] / cost[0]:.2f}")


if __name__ == "__main__":
    main()
