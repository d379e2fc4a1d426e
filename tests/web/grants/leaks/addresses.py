"""Every address that shows something of a pool: this room's, made of its routes, and those of other rooms."""

import itertools
from collections.abc import Iterator, Sequence
from typing import Any

from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.routing import Rule

from tests.web.grants.leaks.world import SecretWorld
from youthvoice.grants.commands.letters import adult_token
from youthvoice.grants.commands.members import invitation_token
from youthvoice.grants.models import (
    AccountReport,
    Agreement,
    Application,
    ApplicationFile,
    ApplicationNote,
    Assessment,
    ChangeRequest,
    LedgerEntry,
    Payment,
    SpentLine,
)
from youthvoice.grants.queries.desk import Show
from youthvoice.grants.rules.accounts import AccountsTab
from youthvoice.grants.rules.parts import STEPS
from youthvoice.grants.views.pool_payments import TABS
from youthvoice.responses.models import Promise

TABS_OF = {
    "grants.pool_payments": tuple(TABS),
    "grants.desk": tuple(one.value for one in Show),
    "grants.pool_accounts": tuple(one.value for one in AccountsTab),
    "grants.decisions": ("alle", "ja", "afslag"),
}
"""What stands on the tabs of a page, by their name in the address."""
DEEDS = ("grants.show_bank", "grants.payment_file")
"""What is shown in answer to a POST, since looking is a deed."""
Values = dict[str, Sequence[Any]]


def own_addresses(app: Flask, session: Session, world: SecretWorld) -> Iterator[tuple[str, str]]:
    """(method, address) of everything that this room shows to somebody who has no secret link.

    An argument that nobody gave a value is a KeyError.
    """
    pool = _of_pool(session, world)
    whole = [_of_application(session, one) for one in world.applications.values()]
    adapter = app.url_map.bind("localhost")
    for rule in app.url_map.iter_rules():
        is_read = "GET" in (rule.methods or ())
        is_ours = rule.endpoint.startswith("grants.") and "token" not in rule.arguments
        if not is_ours or not (is_read or rule.endpoint in DEEDS):
            continue
        of = whole if "application_id" in rule.arguments else [pool]
        if rule.endpoint == "grants.write":
            # Elsewhere it leads to the application's own page.
            of = [_of_application(session, world.applications[status]) for status in ("draft", "more")]
        for values in of:
            for chosen in _products(rule, values):
                path = adapter.build(rule.endpoint, chosen)
                yield from (("GET" if is_read else "POST", f"{path}{end}") for end in _ends(rule.endpoint))


def _ends(endpoint: str) -> list[str]:
    return [f"?vis={tab}" for tab in TABS_OF.get(endpoint, ())] or [""]


def _products(rule: Rule, values: Values) -> Iterator[dict[str, Any]]:
    own = {**values, "number": values["batch"]} if rule.endpoint == "grants.payment_file" else values
    names = sorted(rule.arguments)
    for chosen in itertools.product(*(own[name] for name in names)):
        yield dict(zip(names, chosen, strict=True))


def _of_pool(session: Session, world: SecretWorld) -> Values:
    return {
        "pool_id": [world.place.pool.id],
        "round_id": [world.round_id],
        "number": _entries(session, world),
        "batch": [1],
    }


def _entries(session: Session, world: SecretWorld) -> Sequence[int]:
    """The entries of what is hidden, and of what is being voted on; the sheet holds them all."""
    ids = [world.applications[status].id for status in ("voting", "hidden")]
    return session.scalars(select(LedgerEntry.number).where(LedgerEntry.application_id.in_(ids))).all()


def _of_application(session: Session, one: Application) -> Values:
    def ids(model: Any, column: str = "id") -> Sequence[Any]:
        return session.scalars(select(getattr(model, column)).where(model.application_id == one.id)).all()

    return {
        "application_id": [one.id],
        "file_id": ids(ApplicationFile),
        "name": ["billede.webp"],
        "note_id": ids(ApplicationNote),
        "view_id": ids(Assessment),
        "number": ids(Payment, "number"),
        "spent_id": ids(SpentLine),
        "what": ["grant_change"],
        "row_id": ids(ChangeRequest),
        "way": ["regning"],
        "step": STEPS,
    }


def links_of(session: Session, world: SecretWorld) -> dict[str, list[tuple[str, str]]]:
    """What opens with a secret link: for the adult by the letter, for whoever is invited by the group."""
    letters = session.scalars(select(Agreement).order_by(Agreement.id))
    invited = (f"/puljen/ansoegninger/{one.id}/med/{invitation_token(one)}" for one in world.applications.values())
    return {
        "adult": [("GET", f"/puljen/voksen/{adult_token(one)}") for one in letters],
        "invited": [("GET", path) for path in invited],
    }


def other_addresses(session: Session, world: SecretWorld) -> Iterator[tuple[str, str]]:
    """Pages, files and feeds of other rooms that show something of pools."""
    body, meeting = world.place.council.id, world.meeting_id
    yield from (("GET", path) for path in (
        "/", "/min-side", "/min-side/data.json", "/beskeder", "/raad", f"/raad/{body}", f"/raad/{body}/kalender.ics",
        f"/raad/{body}/moeder", f"/moeder/{meeting}", f"/moeder/{meeting}/referat", f"/moeder/{meeting}/dagsorden.pdf",
        f"/moeder/{meeting}/referat.pdf", "/data/v1/grants", "/data/v1/grants.csv", "/data/v1/promises",
        "/data/v1/feeds/promises.atom", "/data/v1/feeds/decisions.atom", "/i-sagde-vi-gjorde", "/svar", "/svar/loefter",
        "/administration/log", "/anmeldelser", "/anmeldelser/behandlede", "/saadan-svarer-kommunen", "/deltagelse",
    ))  # fmt: skip
    for promise_id in session.scalars(select(Promise.id)):
        yield "GET", f"/loefter/{promise_id}"
        yield "GET", f"/loefter/{promise_id}/plan"
    for report_id in session.scalars(select(AccountReport.id)):
        yield "GET", f"/anmeld/account_report/{report_id}"
    for status, one in world.applications.items():
        yield "GET", f"/anmeld/application/{one.id}"
        if one.case_id is not None and status in ("sent", "rejected", "paid", "hidden"):
            pages = ("", "/akt.json", "/akt.pdf", "/kladde", "/forstaaet", "/frist", "/giv")
            yield from (("GET", f"/svar/{one.case_id}{page}") for page in pages)
            yield "GET", f"/loefter/i-sag/{one.case_id}"
