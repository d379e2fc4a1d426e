"""What pools listen to, and what they register in rooms below."""

from flask import Flask

from youthvoice.grants import account_targets, after_listeners, award_listeners, desk_listeners, export, people, targets


def init(_app: Flask) -> None:
    """Subscribe and register; every concern adds its own line here."""
    award_listeners.init()
    desk_listeners.init()
    account_targets.register()
    after_listeners.init()
    people.init()
    targets.register()
    export.register()
