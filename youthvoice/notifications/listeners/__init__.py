"""Who is told of what. Everything is written in the transaction of the deed; mails leave afterwards, by the worker."""

from flask import Flask

from youthvoice.notifications import queries
from youthvoice.notifications.listeners import (
    accounts,
    assembly,
    assembly_motions,
    cases,
    councils,
    drafts,
    elections,
    grants,
    grants_council,
    hearings,
    ladder,
    moderation,
    promises,
    proposals,
    resolutions,
    turns,
    voting,
)


def init(app: Flask) -> None:
    """Subscribe, and give the templates their count of unread news."""
    accounts.subscribe_all()
    proposals.subscribe_all()
    ladder.subscribe_all()
    councils.subscribe_all()
    moderation.subscribe_all()
    cases.subscribe_all()
    promises.subscribe_all()
    turns.subscribe_all()
    drafts.subscribe_all()
    voting.subscribe_all()
    elections.subscribe_all()
    grants.subscribe_all()
    grants_council.subscribe_all()
    assembly.subscribe_all()
    assembly_motions.subscribe_all()
    # After those of proposals, whose authors hear of an answer in their own words.
    resolutions.subscribe_all()
    hearings.subscribe_all()
    app.jinja_env.globals["nav_unread"] = queries.nav_unread
