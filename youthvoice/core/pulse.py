"""A number that is raised whenever something changes that screens follow: each asks for it often, and it costs next to nothing.

A room beats in the transaction that changes something (``beat``). ``Pulses`` answers ``/puls/<channel>`` before the application
does: a process looks into the database at most every ``FRESH_SECONDS``, however many screens ask it.
"""

from sqlalchemy import Integer, String
from sqlalchemy.orm import Mapped, mapped_column

from youthvoice.core.db import Base


class Pulse(Base):
    """How often something of one channel has changed."""

    __tablename__ = "pulses"

    channel: Mapped[str] = mapped_column(String(60), primary_key=True)
    number: Mapped[int] = mapped_column(Integer, default=0)
