"""Applications for tests that need one of their own: on a database that others write to, in a process of its own.

To make an application takes a quarter of a second, nearly all of it for addresses, and its first pages take as long again for
templates. Hundreds of processes of races make one each. So the first of a process is made, the others are copies of it with a
database, a cache of pages and layers of their own; and what one process made of a template, the others of the run find in a file.
"""

import os
from copy import copy
from functools import cache
from typing import Any

from jinja2 import FileSystemBytecodeCache

from youthvoice.app import connect, create_app
from youthvoice.core.web import YouthVoice
from youthvoice.settings import Settings

TEMPLATES = "YOUTHVOICE_TEST_TEMPLATES"
"""The folder of what is made of templates in this run; every process of it has the variable."""
SECRET = "a secret for tests only, long enough"


def make_settings(url: str, **changes: Any) -> Settings:
    """Settings of a test deployment in demo mode."""
    return Settings(
        database_url=url, secret_key=SECRET, demo=True, log_level="ERROR", base_url="http://localhost", **changes
    )


def app_on(url: str) -> YouthVoice:
    """An application on that database; one with other settings is made by ``create_app``."""
    app = copy(pattern())
    app.config, app.extensions = copy(app.config), dict(app.extensions)
    connect(app, make_settings(url))
    return app


def made(url: str) -> YouthVoice:
    """An application made for that database alone, whose configuration a test may change: Flask-WTF goes on asking that of the
    application it was given to, so that a copy's is not asked."""
    app = create_app(make_settings(url))
    if TEMPLATES in os.environ:
        app.jinja_env.bytecode_cache = FileSystemBytecodeCache(os.environ[TEMPLATES])
    return app


@cache
def pattern() -> YouthVoice:
    """What all applications of this process are copies of; it is on no database, and nothing is asked of it."""
    return made("sqlite:///on-no-database")
