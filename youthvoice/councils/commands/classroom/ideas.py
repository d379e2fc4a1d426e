"""Ideas come, are put right, shown and hidden. Nobody's name belongs to any of them."""

from flask_babel import gettext
from sqlalchemy.orm import Session

from youthvoice.core import audit
from youthvoice.core.clock import now
from youthvoice.core.errors import NotFound, RuleBroken
from youthvoice.core.forms import clean
from youthvoice.core.textcheck import find_cpr, find_emails, find_phone_numbers
from youthvoice.councils.class_targets import tell_of_idea
from youthvoice.councils.commands.classroom.holding import broken, forget_lot, hold, touch
from youthvoice.councils.models import ClassIdea, ClassMeeting
from youthvoice.councils.queries.classroom import (
    count_ideas,
    find_by_code,
    find_idea_by_form_key,
    get_idea,
    ideas_of,
)
from youthvoice.councils.rules.classroom import IDEA_MIN, check_room, find_picture
from youthvoice.councils.rules.meetings import IDEA_MAX


def add_idea(
    session: Session, meeting_id: int, text: str, picture: str | None, form_key: str, *, actor_id: int
) -> ClassIdea:
    """The teacher writes an idea of the class: it stands on the screen at once. Sent twice, it stands there once.

    Also while hands are counted: whoever typed it in another window loses nothing. Raises Conflict (the meeting has
    ended) and RuleBroken (text).
    """
    held = hold(session, meeting_id)
    there = find_idea_by_form_key(session, held.id, form_key)
    if there is not None:
        return there
    idea = _store(session, held, ClassIdea(form_key=form_key, text=check_text(text)), picture)
    audit.record(session, actor_id, "class_idea.add", ("class_idea", idea.id))
    tell_of_idea(session, idea, held)
    return idea


def send_idea(session: Session, code: str, text: str, picture: str | None, form_key: str) -> ClassIdea:
    """An idea from a tablet waits until the teacher has seen it. Words of a crisis call for a human at once.

    Raises NotFound (a code that is not, or no longer, valid) and RuleBroken (text).
    """
    found = find_by_code(session, code)
    if found is None:
        raise NotFound
    held = hold(session, found.meeting_id)
    there = find_idea_by_form_key(session, held.id, form_key)
    if there is not None:
        return there
    moment = now()
    idea = ClassIdea(form_key=form_key, text=check_text(text), from_tablet=True, created_at=moment, hidden_at=moment)
    _store(session, held, idea, picture)
    tell_of_idea(session, idea, held)
    return idea


def edit_idea(
    session: Session, meeting_id: int, idea_id: int, text: str, picture: str | None, *, actor_id: int
) -> ClassIdea:
    """Put the words or the picture right; its hands stay. Raises NotFound, Conflict, RuleBroken (text)."""
    held = hold(session, meeting_id)
    idea = get_idea(session, held.id, idea_id)
    idea.text = check_text(text)
    idea.picture = find_picture(picture, idea.text).value
    touch(session, held)
    audit.record(session, actor_id, "class_idea.edit", ("class_idea", idea.id))
    tell_of_idea(session, idea, held)
    return idea


def hide_idea(session: Session, meeting_id: int, idea_id: int, *, actor_id: int) -> ClassIdea:
    """Take an idea off the screen, or keep one from a tablet away from it. It can be shown again."""
    held = hold(session, meeting_id)
    idea = get_idea(session, held.id, idea_id)
    if idea.hidden_at is None or idea.is_waiting:
        idea.hidden_at = now()
        forget_lot(session, held)
        touch(session, held)
        audit.record(session, actor_id, "class_idea.hide", ("class_idea", idea.id))
    return idea


def show_idea(session: Session, meeting_id: int, idea_id: int, *, actor_id: int) -> ClassIdea:
    """Put an idea on the screen: one from a tablet, or one that was taken off."""
    held = hold(session, meeting_id)
    idea = get_idea(session, held.id, idea_id)
    if idea.hidden_at is not None:
        idea.hidden_at = None
        forget_lot(session, held)
        touch(session, held)
        audit.record(session, actor_id, "class_idea.show", ("class_idea", idea.id))
    return idea


def check_text(text: str) -> str:
    """An idea in one line. Raises RuleBroken where it is too short or long, or says how to reach somebody."""
    line = " ".join((clean(text) or "").split())
    if len(line) < IDEA_MIN:
        raise RuleBroken({"text": [gettext("Skriv lidt mere.")]})
    if len(line) > IDEA_MAX:
        raise RuleBroken({"text": [gettext("Det er for langt. Skriv højst %(high)d tegn.", high=IDEA_MAX)]})
    if find_cpr(line) or find_phone_numbers(line) or find_emails(line):
        raise RuleBroken({"text": [gettext("Skriv ikke CPR-numre, telefonnumre eller mailadresser. Slet dem.")]})
    return line


def _store(session: Session, held: ClassMeeting, idea: ClassIdea, picture: str | None) -> ClassIdea:
    ideas = ideas_of(session, held.id)
    problem = check_room(len(ideas.shown) + len(ideas.waiting), count_ideas(session, held.id))
    if problem is not None:
        raise broken(problem, "text")
    idea.class_meeting_id = held.id
    idea.picture = find_picture(picture, idea.text).value
    idea.created_at = idea.created_at or now()
    session.add(idea)
    touch(session, held)
    return idea


def idea_of_code(session: Session, code: str, idea_id: int) -> tuple[ClassMeeting, ClassIdea]:
    """The running meeting of a code, held, and one idea that stands on its screen. Raises NotFound."""
    found = find_by_code(session, code)
    if found is None:
        raise NotFound
    held = hold(session, found.meeting_id)
    idea = get_idea(session, held.id, idea_id)
    if idea.hidden_at is not None:
        raise NotFound
    return held, idea
