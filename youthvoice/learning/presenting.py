"""The words of the dictionary in the order in which one looks for them."""

from youthvoice.core.terms import TERMS, Term

# The Danish alphabet ends with æ, ø, å; Unicode has them in another order.
_ORDER = str.maketrans("æøå", "{|}")


def in_order(word: str) -> str:
    """Sorts words as a Danish dictionary does, capitals or not."""
    return word.casefold().translate(_ORDER)


def dictionary() -> list[Term]:
    """All words, sorted in the page's own language."""
    return sorted(TERMS.values(), key=lambda term: in_order(str(term.word)))
