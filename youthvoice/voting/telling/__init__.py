"""The log of a count in plain language: each typed step becomes a sentence or two."""

from youthvoice.voting.telling.results import Headline, headline
from youthvoice.voting.telling.steps import Told, tell_log
from youthvoice.voting.telling.words import joined, kroner, votes

__all__ = ["Headline", "Told", "headline", "joined", "kroner", "tell_log", "votes"]
