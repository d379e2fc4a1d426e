"""Models equal migrations, on both databases; going down and up again works."""

from pathlib import Path

import pytest
from alembic import command
from alembic.util.exc import CommandError
from sqlalchemy import create_engine, inspect

from tests.postgres import postgres_server
from youthvoice.core.cli import alembic_config


def check_up_and_down(url: str) -> None:
    config = alembic_config(url)
    command.upgrade(config, "head")
    try:
        command.check(config)
    except CommandError as error:
        pytest.fail(str(error))
    command.downgrade(config, "base")
    engine = create_engine(url)
    assert set(inspect(engine).get_table_names()) <= {"alembic_version"}
    engine.dispose()
    command.upgrade(config, "head")


@pytest.mark.filterwarnings("ignore:Skipped unsupported reflection")
@pytest.mark.filterwarnings("ignore:Skipping")
def test_sqlite(tmp_path: Path) -> None:
    check_up_and_down(f"sqlite:///{tmp_path / 'm.sqlite'}")


@pytest.mark.filterwarnings("ignore:autogenerate skipping")
def test_postgresql() -> None:
    with postgres_server().database() as url:
        check_up_and_down(url)
