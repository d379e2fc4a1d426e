"""Does a text sound as if somebody needs help now? It is never hidden for that; a human is told, and help is shown."""

from youthvoice.core.textcheck import crisis_words


def needs_help(text: str) -> bool:
    """True where the text has words of a crisis."""
    return bool(crisis_words(text))
