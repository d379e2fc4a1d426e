"""The way to a vote in the browser, and slips for it."""

from tests.apps import SECRET
from tests.browser.world import SIGNE, Site, person_called
from tests.browser.world_of_votes import contest_called
from youthvoice.core.codes import grouped
from youthvoice.voting.commands.slips import make_slips


def path_to(site: Site, title: str) -> str:
    """The address of a contest by its title."""
    with site.reading() as session:
        return f"/afstemninger/{contest_called(session, title).id}"


def codes_for(site: Site, title: str, size: int, key: str) -> list[str]:
    """New slips, as they are printed."""
    with site.app.test_request_context("/"), site.app.extensions["youthvoice"].database.transaction() as session:
        runner = person_called(session, SIGNE).id
        printed = make_slips(session, SECRET, contest_called(session, title), size, key, key * 32, actor_id=runner)
        return [grouped(code) for code in printed.codes]
