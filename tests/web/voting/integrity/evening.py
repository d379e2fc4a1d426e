"""An evening at the polls: people who vote one after the other through the real pages, each at once after getting a paper,
which is the worst case. Who cast what is known here, and nowhere else."""

import base64
import random
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from flask import Flask

from tests.apps import SECRET, make_settings
from tests.unit.voting.crypto import client as phones
from tests.web.forms import form_fields
from tests.web.voting.integrity.polling import Phone, Place, prepare
from youthvoice.accounts.models import Person
from youthvoice.app import create_app
from youthvoice.core import ticks
from youthvoice.core.db import Database
from youthvoice.voting.crypto.papers import hash_of_slip, secret_of_holder, secret_of_slip, token_of

Who = int | str


@dataclass
class Evening:
    """The place, the application, and what is true: who (a person's id, a slip's hash) cast which token and chose what."""

    place: Place
    app: Flask
    truth: dict[Who, bytes] = field(default_factory=dict)
    choices: dict[Who, int] = field(default_factory=dict)
    chance: random.Random = field(default_factory=lambda: random.Random(11))

    @property
    def database(self) -> Database:
        found: Database = self.app.extensions["youthvoice"].database
        return found

    def vote(self, people: Sequence[int], codes: Sequence[str], kinds: Sequence[str]) -> None:
        """Let them vote in an order that chance makes; people by ``kinds`` in turn."""
        acts: list[tuple[str, Any]] = [(kinds[n % len(kinds)], who) for n, who in enumerate(people)]
        acts += [("slip", code) for code in codes]
        self.chance.shuffle(acts)
        for kind, who in acts:
            choice = self.chance.choice((1, 2))
            known_as = hash_of_slip(SECRET, self.place.key, who) if kind == "slip" else who
            cast = {"slip": self._by_slip, "phone": self._by_phone, "direct": self._directly}[kind]
            self.truth[known_as], self.choices[known_as] = cast(who, choice), choice

    def _browser(self, person_id: int) -> Any:
        browser = self.app.test_client()
        with self.database.session(read_only=True) as session:
            token = session.get_one(Person, person_id).get_id()
        with browser.session_transaction() as cookie:
            cookie["_user_id"], cookie["_fresh"] = token, True
        return browser

    def _directly(self, person_id: int, choice: int) -> bytes:
        browser, path = self._browser(person_id), f"/afstemninger/{self.place.contest_id}/stem"
        fields = form_fields(browser.get(path).text, path)
        answer = browser.post(path, data=fields | {"step": "cast", "ballot": str(choice)})
        assert answer.status_code == 200, answer.text
        return token_of(self.place.key, secret_of_holder(octets(fields["paper"]), person_id))

    def _by_phone(self, person_id: int, choice: int) -> bytes:
        browser, phone = self._browser(person_id), Phone(self.place, f"phone of {person_id}")
        page = browser.get(f"/afstemninger/{self.place.contest_id}/stem").text
        answer = browser.post(
            f"/afstemninger/{self.place.contest_id}/seddel",
            json={"blinded": text(phone.blinded.message)},
            headers={"X-CSRFToken": page.split('name="csrf-token" content="')[1].split('"')[0]},
        )
        assert answer.status_code == 200, answer.text
        signature = phones.finalize(self.place.public_key, octets(answer.json["signature"]), phone.blinded.inverse)
        sent = {"secret": text(phone.secret), "prefix": text(phone.prefix), "signature": text(signature)}
        nobody = self.app.test_client()
        answer = nobody.post("/stemmeboks", json={"contest": self.place.key, "ballot": str(choice), **sent})
        assert answer.status_code == 200, answer.text
        return phone.token

    def _by_slip(self, code: str, choice: int) -> bytes:
        answer = self.app.test_client().post("/s", data={"code": code, "step": "cast", "ballot": str(choice)})
        assert answer.status_code == 200, answer.text
        return token_of(self.place.key, secret_of_slip(code))


def begin(url: str, people: int, slips: int) -> Evening:
    """Open the polls. What is logged is logged as for real."""
    place = prepare(url, people, slips)
    app = create_app(replace(make_settings(url), log_level="INFO"))
    app.config["TESTING"] = True
    return Evening(place, app)


def tick(evening: Evening, name: str) -> None:
    """Let the worker do one job now, as it does it; what fails is not swallowed."""
    job = ticks._ticks[name]
    with evening.app.app_context():
        has_more = True
        while has_more:
            with evening.database.transaction() as session:
                has_more = job.run(session)
        if job.after is not None:
            job.after(evening.database)


def text(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def octets(written: str) -> bytes:
    return base64.urlsafe_b64decode(written + "=" * (-len(written) % 4))
