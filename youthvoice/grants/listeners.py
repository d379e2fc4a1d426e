"""What pools listen to, and what they register in rooms below."""

from flask import Flask

from youthvoice.councils import beside
from youthvoice.grants import account_targets, after_listeners, award_listeners, desk_listeners, export, people, targets
from youthvoice.grants.presenting.deadlines import pool_deadlines
from youthvoice.grants.queries.on_body import pools_column


def init(_app: Flask) -> None:
    """Subscribe and register; every concern adds its own line here."""
    award_listeners.init()
    desk_listeners.init()
    account_targets.register()
    after_listeners.init()
    people.init()
    targets.register()
    export.register()
    beside.register_column("pools", pools_column)
    beside.register_deadlines(pool_deadlines)
