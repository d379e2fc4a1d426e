"""The floor: as little as Flask, SQLAlchemy and Jinja can do and still show 20 rows. Everything is compared with it."""

import os
from datetime import UTC, datetime

from flask import Flask, request
from sqlalchemy import DateTime, String, create_engine, insert, select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

ROWS = 1_000
PAGE = """<!doctype html><html lang="da"><head><meta charset="utf-8"><title>Floor</title></head><body><h1>Floor</h1><ul>
{% for row in rows %}<li><a href="/row/{{ row.id }}">{{ row.title }}</a> <p>{{ row.body }}</p> <small>{{ row.author }}, {{ row.created_at }}</small></li>
{% endfor %}</ul></body></html>"""


class Base(DeclarativeBase):
    """The floor's one table."""


class FloorRow(Base):
    """A row about as wide as a card."""

    __tablename__ = "floor_rows"

    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str] = mapped_column(String(80))
    body: Mapped[str] = mapped_column(String(400))
    author: Mapped[str] = mapped_column(String(60))
    created_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))


def fill_floor(url: str) -> None:
    """The floor's table, in an empty database."""
    engine = create_engine(url)
    Base.metadata.create_all(engine)
    row = {
        "title": "Et forslag om en skatebane",
        "body": "Vi mangler et sted at være. " * 5,
        "author": "Ræven",
        "created_at": datetime.now(UTC),
    }
    with engine.begin() as connection:
        connection.execute(insert(FloorRow), [row] * ROWS)
    engine.dispose()


def create_floor(url: str) -> Flask:
    """The application of one page."""
    app = Flask("floor")
    engine = create_engine(url, pool_size=2)
    template = app.jinja_env.from_string(PAGE)
    newest = select(FloorRow).order_by(FloorRow.id.desc()).limit(20)

    @app.get("/")
    def page() -> str:
        with Session(engine) as session:
            return template.render(rows=session.scalars(newest).all())

    @app.post("/")
    def put() -> str:
        """The floor of whatever stores something: one row, durable, and a page that says so."""
        with Session(engine) as session:
            row = FloorRow(title=request.form["title"], body="", author="", created_at=datetime.now(UTC))
            session.add(row)
            session.commit()
            return template.render(rows=[row])

    return app


if "FLOOR_DATABASE_URL" in os.environ:
    app = create_floor(os.environ["FLOOR_DATABASE_URL"])
