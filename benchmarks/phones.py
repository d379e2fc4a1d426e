"""Phones and screens that follow the day as day.js does: same addresses, same waits, same chance, same retries.

Each notes when it has what the chair did (``Scene.seen``) and which ballots were acknowledged.
"""

import asyncio
import json
import random
import re
import time
from collections import Counter
from collections.abc import Callable, Coroutine, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from benchmarks.secret_paper import Paper
from benchmarks.wire import Answer, Unreached, exchange, request

FIRST_WAIT, LONGEST_WAIT = 0.6, 8.0
PATIENCE_PULSE, PATIENCE_PARTS, PATIENCE_POST = 8.0, 10.0, 20.0
FIRST_RETRY, LONGEST_RETRY = 1.0, 8.0
CHANGES_MIND = 0.05
"""So many change their ballot by name a moment later."""
JSON, FORM = "application/json", "application/x-www-form-urlencoded"
NUMBER = re.compile(rb'data-number="(\d+)"')
AGAIN = re.compile(rb'data-parts data-number="\d+" data-again="(\d+)"')
PAPER = re.compile(r'action="(/afstemninger/\d+)/stem"')
CHOICES = 1, 2, 3


@dataclass(eq=False)
class Scene:
    """Something the chair did, and who has it by when; seconds since the chair pressed."""

    name: str
    shows: Mapping[str, bytes]
    """What stands on which kind of follower that has it; a kind that is missing is not measured."""
    began: float = 0.0
    seen: dict["Follower", float] = field(default_factory=dict)
    vote: "Vote | None" = None
    """That opens: whoever sees it taps."""


@dataclass(eq=False)
class Vote:
    """What the phones know of a vote. ``acknowledged`` is what a server has said yes to, by person."""

    id: int
    is_named: bool
    window: float
    acknowledged: dict[int, int] = field(default_factory=dict)
    refused: set[int] = field(default_factory=set)
    retries: int = 0


@dataclass
class Hall:
    """What all of them share: where they ask, what is going on, and what went wrong."""

    port: int
    year: int
    chance: random.Random
    scene: Scene | None = None
    failures: Counter[str] = field(default_factory=Counter)
    tasks: set[asyncio.Task[None]] = field(default_factory=set)
    taps: set[asyncio.Task[None]] = field(default_factory=set)
    bytes_read: int = 0

    def start(self, doing: Coroutine[Any, Any, None], among: set[asyncio.Task[None]]) -> None:
        """Let something run until it ends by itself."""
        task = asyncio.create_task(doing)
        among.add(task)

    async def ask(self, sent: bytes, patience: float) -> Answer:
        """Raises Unreached."""
        answer = await exchange(self.port, sent, patience)
        self.bytes_read += len(answer.raw)
        return answer

    def saw(self, who: "Follower", body: bytes) -> None:
        """Somebody has put in new parts."""
        scene = self.scene
        shown = scene and scene.shows.get(who.kind)
        if scene is None or not shown or who in scene.seen or shown not in body:
            return
        scene.seen[who] = time.perf_counter() - scene.began
        if scene.vote is not None and isinstance(who, Phone):
            self.start(who.tap(scene.vote), self.taps)


class Follower:
    """Anything with day.js on it: a phone, the big screen, or the chair's console."""

    def __init__(self, hall: Hall, kind: str, parts_path: str, cookie: str = "") -> None:
        self.hall, self.kind, self.cookie = hall, kind, cookie
        self._parts = request("GET", f"/bytinget/{hall.year}/dagen/{parts_path}", cookie)
        self._pulse = f"/puls/bytinget-{hall.year}"
        self.number, self.shown, self.again = -1, -1, 0.0
        self.is_away = False
        """Its tab shows another page just now."""
        self._tag, self._wait, self._failed = "", FIRST_WAIT, 0

    async def follow(self) -> None:
        """Ask how often something has changed, for ever."""
        while True:
            if not self.is_away:
                await self._ask()
            base = min(LONGEST_WAIT, FIRST_WAIT * 2**self._failed) if self._failed else self._wait
            await asyncio.sleep(base * (0.75 + self.hall.chance.random() / 2))

    async def count_while_voting(self) -> None:
        """Fetch the turnout now and then, where the parts say so; for ever."""
        while True:
            again = self.again
            await asyncio.sleep(again or 1.0)
            if again:
                await self._try(self.refresh, "parts")

    async def _ask(self) -> None:
        if await self._try(self._take, "poll"):
            self._failed = 0
        else:
            self._failed += 1

    async def _try(self, deed: Callable[[], Coroutine[Any, Any, None]], kind: str) -> bool:
        try:
            await deed()
        except Unreached:
            self.hall.failures[kind] += 1
            return False
        return True

    async def _take(self) -> None:
        told = ("If-None-Match", self._tag)
        answer = await self.hall.ask(request("GET", self._pulse, headers=(told,)), PATIENCE_PULSE)
        if answer.status in (304, 404):
            return
        if answer.status != 200:
            raise Unreached
        found = json.loads(answer.body())
        self._tag, self._wait = answer.header(b"ETag"), found["wait"] / 1000
        if found["number"] != self.number:
            await self.refresh()
            self.number = found["number"]

    async def refresh(self) -> None:
        """Fetch the parts and put them in. Raises Unreached."""
        answer = await self.hall.ask(self._parts, PATIENCE_PARTS)
        if answer.status != 200:
            raise Unreached
        self.put_in(answer.body())

    def put_in(self, body: bytes) -> None:
        """Older parts never take the place of newer ones."""
        found = NUMBER.search(body)
        if found is None or int(found[1]) < self.shown:
            return
        self.shown = int(found[1])
        again = AGAIN.search(body)
        self.again = int(again[1]) / 1000 if again else 0.0
        self.hall.saw(self, body)


class Phone(Follower):
    """A delegate's."""

    def __init__(self, hall: Hall, person_id: int, cookie: str, token: str) -> None:
        super().__init__(hall, "phone", "nu/dele", cookie)
        self.person_id, self.token, self._papers = person_id, token, ""
        self._page = request("GET", f"/bytinget/{hall.year}/dagen/nu", cookie)

    async def load(self) -> None:
        """Open the page."""
        answer = await self.hall.ask(self._page, PATIENCE_POST)
        if answer.status != 200:
            raise Unreached
        self.put_in(answer.body())
        self.number = self.shown

    def put_in(self, body: bytes) -> None:
        """Also where a secret ballot goes, if one does."""
        found = PAPER.search(body.decode())
        self._papers = found[1] if found else self._papers
        super().put_in(body)

    async def tap(self, vote: Vote) -> None:
        """Vote: within the vote's window since it was opened."""
        hall, scene = self.hall, self.hall.scene
        passed = time.perf_counter() - scene.began if scene else 0.0
        await asyncio.sleep(max(0.0, hall.chance.uniform(passed, vote.window) - passed))
        if not vote.is_named:
            await self._vote_secretly(vote)
            return
        await self._vote_by_name(vote, hall.chance.choice(CHOICES))
        if hall.chance.random() < CHANGES_MIND:
            await asyncio.sleep(hall.chance.uniform(0, vote.window / 5))
            await self._vote_by_name(vote, hall.chance.choice(CHOICES))

    async def _vote_by_name(self, vote: Vote, choice: int) -> None:
        """Like ballots.js: until it is acknowledged or refused."""
        path = f"/bytinget/{self.hall.year}/dagen/stem/{vote.id}"
        answer = await self._until_told(vote, self._json(path, {"choice": [str(choice)]}), "ballot")
        if answer.status != 200:
            vote.refused.add(self.person_id)
            await self._try(self.refresh, "parts")
            return
        vote.acknowledged[self.person_id] = choice
        self.put_in(json.loads(answer.body())["parts"].encode())

    async def _vote_secretly(self, vote: Vote) -> None:
        """The tap leads to the page where the ballot is looked over; there the phone gets its paper, and casts it."""
        self.is_away, choice = True, self.hall.chance.choice(CHOICES)
        form = urlencode({"csrf_token": self.token, "step": "review", "choice": choice}).encode()
        review = request("POST", f"{self._papers}/stem", self.cookie, body=form, kind=FORM)
        page = await self._until_told(vote, review, "paper")
        if await self._hand_in(vote, page, choice):
            vote.acknowledged[self.person_id] = choice
        else:
            vote.refused.add(self.person_id)
        while not await self._try(self.load, "page"):
            await asyncio.sleep(FIRST_RETRY)
        self.is_away = False

    async def _hand_in(self, vote: Vote, page: Answer, choice: int) -> bool:
        """Get a paper and put it into the box; False where either is refused."""
        paper = Paper.read(page.body()) if page.status == 200 else None
        if paper is None:
            return False
        asked = self._json(f"{self._papers}/seddel", {"blinded": paper.blinded})
        signed = await self._until_told(vote, asked, "paper")
        if signed.status != 200:
            return False
        await asyncio.sleep(self.hall.chance.uniform(0, vote.window / 10))
        sent = json.dumps(paper.filled(json.loads(signed.body())["signature"], choice)).encode()
        cast = request("POST", "/stemmeboks", headers=(("Origin", "http://127.0.0.1"),), body=sent, kind=JSON)
        return (await self._until_told(vote, cast, "paper")).status == 200

    def _json(self, path: str, sent: object) -> bytes:
        headers = ("X-CSRFToken", self.token), ("Accept", JSON)
        return request("POST", path, self.cookie, headers, json.dumps(sent).encode(), JSON)

    async def _until_told(self, vote: Vote, sent: bytes, kind: str) -> Answer:
        """Send until there is an answer that is not «later», or «sign in»."""
        wait = FIRST_RETRY
        while True:
            try:
                answer = await self.hall.ask(sent, PATIENCE_POST)
            except Unreached:
                self.hall.failures[kind] += 1
            else:
                if answer.status < 500 and answer.status not in (400, 401, 429):
                    return answer
                self.hall.failures[f"{kind} {answer.status}"] += 1
            vote.retries += 1
            await asyncio.sleep(wait * (0.75 + self.hall.chance.random() / 2))
            wait = min(2 * wait, LONGEST_RETRY)
