"""What a proposal's words must be before anyone else reads them, and the alarm where they sound like a crisis."""

from flask_babel import gettext
from sqlalchemy.orm import Session

from youthvoice.core.textcheck import find_cpr, find_phone_numbers
from youthvoice.moderation.commands import raise_alarm
from youthvoice.moderation.crisis import needs_help
from youthvoice.moderation.targets import Target
from youthvoice.proposals import rules
from youthvoice.proposals.models import Proposal, ProposalAttachment

Problems = dict[str, list[object]]
LENGTHS = {
    "title": (rules.TITLE_MIN, rules.TITLE_MAX),
    "what": (rules.WHAT_MIN, rules.WHAT_MAX),
    "why": (0, rules.WHY_MAX),
    "who": (0, rules.WHO_MAX),
}


def words_of(proposal: Proposal) -> dict[str, str]:
    """The author's own words, by field."""
    return {name: getattr(proposal, name) for name in LENGTHS}


def phone_numbers(words: dict[str, str]) -> list[str]:
    """The telephone numbers in the words, as they are written."""
    return [found.text for text in words.values() for found in find_phone_numbers(text)]


def word_problems(words: dict[str, str]) -> Problems:
    """What keeps the words from being public, by field: too short, too long, a CPR number."""
    found = {name: _problem(text, *LENGTHS[name]) for name, text in words.items()}
    return {name: [text] for name, text in found.items() if text is not None}


def _problem(text: str, low: int, high: int) -> str | None:
    length = len(text.strip())
    if length < low:
        return str(gettext("Skriv mindst %(low)d tegn. Du har skrevet %(length)d.", low=low, length=length))
    if length > high:
        return str(gettext("Skriv højst %(high)d tegn. Du har skrevet %(length)d.", high=high, length=length))
    numbers = find_cpr(text)
    return cpr_text(numbers[0].text) if numbers else None


def cpr_text(number: str) -> str:
    """What is said of a CPR number."""
    text = gettext(
        "Der står et CPR-nummer: %(number)s. Slet det. Det må aldrig stå på en side, som alle kan læse.", number=number
    )
    return str(text)


def phone_problem(words: dict[str, str]) -> Problems:
    """The question whether a telephone number is meant to be public."""
    numbers = phone_numbers(words)
    if not numbers:
        return {}
    text = gettext("Det ligner et telefonnummer: %(number)s. Slet det, eller sæt kryds her.", number=numbers[0])
    return {"public_numbers_ok": [text]}


def draft_problems(proposal: Proposal, attachment: ProposalAttachment | None) -> Problems:
    """Everything that a draft still lacks, by field of the three steps; empty where it can be sent."""
    problems = word_problems(words_of(proposal))
    if proposal.topic is None:
        problems["topic"] = [gettext("Vælg, hvad forslaget handler om.")]
    alt_text = attachment.alt_text if attachment is not None else ""
    if attachment is not None and attachment.kind == "image" and not alt_text.strip():
        problems["alt_text"] = [gettext("Skriv, hvad man ser på billedet.")]
    elif find_cpr(alt_text):
        problems["alt_text"] = [cpr_text(find_cpr(alt_text)[0].text)]
    return problems


def sounds_like_crisis(proposal: Proposal) -> bool:
    """True where the author may need help now; that never keeps a text from being sent."""
    return needs_help("\n".join(words_of(proposal).values()))


def alert_if_crisis(session: Session, proposal: Proposal) -> None:
    """Call for a human where the words sound like a crisis."""
    if sounds_like_crisis(proposal):
        text = "\n\n".join(text for text in words_of(proposal).values() if text)
        path = f"/forslag/{proposal.id}"
        raise_alarm(session, Target("proposal", proposal.id, proposal.title, path, text, proposal.author_id))
