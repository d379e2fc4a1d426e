"""What is asked for: raw requests for each page, made from the rows that are in the database."""

import itertools
import random
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlencode

from flask import Flask, session
from flask_wtf.csrf import generate_csrf
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from benchmarks.load import raw_request
from tests.cookies import session_signer
from youthvoice.accounts.models import Person
from youthvoice.accounts.rules import Role
from youthvoice.core import keyset
from youthvoice.core.clock import now
from youthvoice.proposals.models import Proposal
from youthvoice.proposals.rules import ProposalStatus, Topic
from youthvoice.responses.models import Case
from youthvoice.responses.queries import Tab

SPREAD = 2_000
"""How many different pages a cold scenario walks through; far more than a worker's page cache holds."""
FULL_TABS = (Tab.owed, Tab.late, Tab.passed_on, Tab.answered)
"""Those with a whole page of cases at every size, so that like is compared with like."""
SEARCHED = ("skatebane", "toiletter", "bus", "klima", "lys", "mad")


@dataclass(frozen=True)
class Scenario:
    """A page and the requests that ask for it."""

    name: str
    requests: list[bytes]


def signed_in(app: Flask, person: Person) -> tuple[str, str]:
    """A session cookie and its token, as the application itself would make them."""
    with app.test_request_context("/"):
        session["_user_id"], session["_fresh"] = person.get_id(), True
        token = generate_csrf()
        return f"{app.config['SESSION_COOKIE_NAME']}={session_signer(app).dumps(dict(session))}", token


class Maker:
    """Makes the requests of one run; deterministic for a given database."""

    def __init__(self, app: Flask, db: Session) -> None:
        self.app, self.db = app, db
        self.random = random.Random(17)
        newest = select(Proposal.id, Proposal.listed_at).where(Proposal.listed_at.is_not(None)).order_by(Proposal.id)
        self.listed = [(row.id, row.listed_at) for row in db.execute(newest)]

    def all(self, only: str = "") -> list[Scenario]:
        """Every scenario, reading ones first; with ``only``, those whose names begin so."""
        makers: list[tuple[str, Callable[[], list[bytes]]]] = [
            ("list", lambda: self._gets(["/forslag"])),
            ("list, every page different", lambda: self._gets(self._list_pages())),
            ("filtered list", lambda: self._gets([f"/forslag?emne={topic}" for topic in Topic])),
            (
                "search",
                lambda: self._gets([f"/forslag?q={word}" for word in SEARCHED]),
            ),
            ("detail", lambda: self._gets([f"/forslag/{self.listed[-1][0]}"])),
            ("detail, every page different", lambda: self._gets([f"/forslag/{row_id}" for row_id, _ in self._some()])),
            ("detail, signed in", self._signed_in_details),
            ("home", lambda: self._gets(["/"])),
            ("scorecard", lambda: self._gets(["/saadan-svarer-kommunen"])),
            ("inbox of a unit", lambda: self._inbox([f"/svar?fane={tab}" for tab in FULL_TABS])),
            ("inbox of a unit, search", lambda: self._inbox([f"/svar?q={word}" for word in SEARCHED])),
            ("support POST", self._supports),
            ("proposal POST", self._submissions),
        ]
        return [Scenario(name, make()) for name, make in makers if name.startswith(only)]

    def _gets(self, paths: list[str]) -> list[bytes]:
        return [raw_request("GET", path) for path in paths]

    def _some(self) -> list[tuple[int, object]]:
        return self.random.sample(self.listed, min(SPREAD, len(self.listed)))

    def _list_pages(self) -> list[str]:
        rows = self.random.sample(self.listed[100:], min(SPREAD, len(self.listed) - 100))
        return [f"/forslag?{urlencode({'efter': keyset.encode(moment, row_id)})}" for row_id, moment in rows]

    def _young(self, count: int) -> list[Person]:
        people = (
            select(Person)
            .where(Person.role == Role.young_person, Person.closed_at.is_(None))
            .order_by(Person.id)
            .limit(count)
        )
        return list(self.db.scalars(people))

    def _sign_in(self, person: Person) -> tuple[str, str]:
        return signed_in(self.app, person)

    def _signed_in_details(self) -> list[bytes]:
        cookie, _ = self._sign_in(self._young(1)[0])
        return [raw_request("GET", f"/forslag/{row_id}", cookie=cookie) for row_id, _ in self._some()]

    def _inbox(self, paths: list[str]) -> list[bytes]:
        """As the first official of the unit that has most cases sees it."""
        busiest = select(Case.unit_id).group_by(Case.unit_id).order_by(func.count().desc(), Case.unit_id).limit(1)
        official = select(Person).where(Person.role == Role.official, Person.unit_id.in_(busiest.scalar_subquery()))
        cookie, _ = self._sign_in(self.db.scalars(official.order_by(Person.id).limit(1)).one())
        return [raw_request("GET", path, cookie=cookie) for path in paths]

    def _supports(self) -> list[bytes]:
        people = self._young(100)
        authors = {row.id: row.author_id for row in self.db.execute(select(Proposal.id, Proposal.author_id))}
        signed = [(person.id, *self._sign_in(person)) for person in people]
        made = []
        for (row_id, _), (person_id, cookie, token) in zip(self._some(), itertools.cycle(signed), strict=False):
            if authors[row_id] == person_id:
                continue  # Nobody supports an own proposal.
            form = urlencode({"csrf_token": token, "til": "1"}).encode()
            made.append(raw_request("POST", f"/forslag/{row_id}/stoet", cookie=cookie, form=form))
        return made

    def _submissions(self) -> list[bytes]:
        """Finished drafts of many people, each sent once (and, should the run outlast them, again)."""
        people = self._young(100)
        signed = {person.id: self._sign_in(person) for person in people}
        drafts = [self._draft(person, n) for n, person in zip(range(4 * SPREAD), itertools.cycle(people), strict=False)]
        self.db.add_all(drafts)
        self.db.commit()
        made = []
        for draft in drafts:
            cookie, token = signed[draft.author_id]
            form = urlencode({"csrf_token": token}).encode()
            made.append(raw_request("POST", f"/forslag/{draft.id}/send", cookie=cookie, form=form))
        return made

    def _draft(self, person: Person, n: int) -> Proposal:
        return Proposal(
            form_key=uuid.uuid4().hex,
            author_id=person.id,
            title=f"En skatebane midt i byen {n}",
            topic=Topic.leisure,
            what=f"Vi mangler et sted, hvor vi må skate. Giv os en lille bane. Den kan ligge ved stien ({n}).",
            why="Vi bliver sendt væk.",
            who="Kommunen kan finde en plads.",
            created_at=now(),
            changed_at=now(),
            status=ProposalStatus.draft,
        )
