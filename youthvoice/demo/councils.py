"""The councils of the made-up municipality: who sits where, how they met, and what they carried on; played like the rest."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from youthvoice.accounts.models import Person
from youthvoice.accounts.queries import find_school_by_name
from youthvoice.core.clock import today
from youthvoice.councils.commands.agenda import add_item
from youthvoice.councils.commands.attendance import note_attendance
from youthvoice.councils.commands.bodies import BodyFacts, create_body
from youthvoice.councils.commands.classroom.choosing import choose_idea
from youthvoice.councils.commands.classroom.hands import set_hands
from youthvoice.councils.commands.classroom.ideas import add_idea
from youthvoice.councils.commands.classroom.running import ClassFacts, go_to_phase, start_class_meeting
from youthvoice.councils.commands.decisions import record_decision
from youthvoice.councils.commands.meetings import MeetingFacts, call_meeting, end_meeting, open_meeting, plan_meeting
from youthvoice.councils.commands.minutes import approve_minutes, submit_minutes, write_minutes
from youthvoice.councils.commands.seats import SeatFacts, give_seat, step_in
from youthvoice.councils.models import AgendaItem, Body, ClassIdea, Meeting, Seat
from youthvoice.councils.queries.bodies import get_body
from youthvoice.councils.queries.meetings import get_meeting
from youthvoice.councils.rules.bodies import BodyKind
from youthvoice.councils.rules.decisions import DecisionFacts, DecisionOutcome, Votes
from youthvoice.councils.rules.meetings import ClassPhase, Presence
from youthvoice.councils.rules.seats import SeatEnd, SeatRole
from youthvoice.demo.content import moment
from youthvoice.demo.play import Deed, form_key
from youthvoice.proposals.commands.ladder.bringing import bring
from youthvoice.proposals.commands.ladder.carrying import Carrying, carry_on
from youthvoice.proposals.models import Proposal
from youthvoice.proposals.queries.detail import get_proposal
from youthvoice.responses.rules import ReasonCode

MADE, FORMER, BEGAN, ELECTED = "480 08:00", "479 08:00", "100 08:00", "89 09:00"
"""When the bodies were made, when those sat down who sit no more, when those did who sit now, and when those who were
elected (elections.py) had met.
"""
FORMER_DAYS, TERM_DAYS = 371, 350


@dataclass
class Councils:
    """All councils, told in ``content/councils.json``. ``bodies`` and ``meetings`` are ids by key, filled as they are made."""

    session: Session
    people: dict[str, Person]
    told: dict[str, Any]
    now: datetime
    bodies: dict[str, int] = field(default_factory=dict)
    meetings: dict[str, int] = field(default_factory=dict)

    def deeds(self) -> Iterator[Deed]:
        """Every deed with its time, in no particular order."""
        yield self._at(MADE), self._found
        yield self._at(FORMER), partial(self._seat, self.told["former"], FORMER_DAYS)
        yield self._at(BEGAN), partial(self._seat, self.told["seats"], TERM_DAYS)
        yield self._at(ELECTED), partial(self._seat, self.told["offices"], TERM_DAYS)
        body, leaving, substitute, at = self.told["step_in"]
        yield self._at(at), partial(self._step_in, body, leaving, substitute)
        for title, body, who, at in self.told["taken_up"]:
            yield self._at(at), partial(self._take_up, title, body, who)
        for told in self.told["class_meetings"]:
            yield self._at(told["at"]), partial(self._class_meeting, told)
            yield self._at(told["carried"]["at"]), partial(self._carry, told["chosen"], told["carried"], told["class"])
        for told in self.told["carried"]:
            yield self._at(told["at"]), partial(self._carry, told["title"], told, told["from"])
        for told in self.told["meetings"]:
            yield from self._meeting(told)

    def _meeting(self, told: dict[str, Any]) -> Iterator[Deed]:
        yield self._at(told["planned"]), partial(self._plan, told)
        yield self._at(told["called"]), partial(self._call, told)
        for number, (who, at, title, text) in enumerate(told["items"]):
            yield self._at(at), partial(self._add_item, told, number, who, title, text)
        if "held" in told:
            opened_at = self._at(told["held"]["at"])
            yield opened_at, partial(self._hold, told)
            yield opened_at + timedelta(hours=told["hours"]), partial(self._end, told)
        if "approved" in told:
            who, at = told["approved"]
            yield self._at(at), partial(self._approve, told, who)

    def _at(self, told: str) -> datetime:
        return moment(told, self.now)

    def _body(self, key: str) -> Body:
        return get_body(self.session, self.bodies[key])

    def _found(self) -> None:
        for told in self.told["bodies"]:
            school = find_school_by_name(self.session, told["school"]) if "school" in told else None
            facts = BodyFacts(
                kind=BodyKind(told["kind"]), name=told["name"], school_id=school.id if school else None,
                parent_id=self.bodies[told["parent"]] if "parent" in told else None, grade=told.get("grade"),
                about=told.get("about", ""), meets=told.get("meets", ""),
            )  # fmt: skip
            body = create_body(self.session, facts, form_key("demo", "body", told["key"]), actor_id=None)
            body.handover = self.told["handovers"].get(told["key"], "")
            self.bodies[told["key"]] = body.id

    def _seat(self, seats: list[list[str]], days: int) -> None:
        for body, who, role, *source in seats:
            begins = today()
            facts = SeatFacts(
                role=SeatRole(role), starts_on=begins, ends_on=begins + timedelta(days=days),
                from_body_id=self.bodies[source[0]] if source else None,
            )  # fmt: skip
            give_seat(self.session, self._body(body), self.people[who], facts, actor_id=None)

    def _step_in(self, body: str, leaving: str, substitute: str) -> None:
        def seat_of(who: str, role: SeatRole) -> Seat:
            query = select(Seat).where(Seat.body_id == self.bodies[body], Seat.person_id == self.people[who].id)
            return self.session.scalars(query.where(Seat.role == role, Seat.ended_on.is_(None))).one()

        seats = seat_of(leaving, SeatRole.member), seat_of(substitute, SeatRole.substitute)
        step_in(self.session, *seats, reason=SeatEnd.resigned, actor_id=self.people["jonas"].id)

    def _plan(self, told: dict[str, Any]) -> None:
        starts = self._at(told["starts"])
        facts = MeetingFacts(
            starts_at=starts, ends_at=starts + timedelta(hours=told["hours"]), place=told["place"],
            link=told.get("link", ""), call_text=told["call"],
        )  # fmt: skip
        key, who = form_key("demo", "meeting", told["key"]), self.people[told["by"]]
        meeting = plan_meeting(self.session, self._body(told["body"]), facts, key, actor_id=who.id)
        self.meetings[told["key"]] = meeting.id

    def _meeting_of(self, told: dict[str, Any]) -> Meeting:
        return get_meeting(self.session, self.meetings[told["key"]])

    def _call(self, told: dict[str, Any]) -> None:
        call_meeting(self.session, self._meeting_of(told), actor_id=self.people[told["by"]].id)

    def _add_item(self, told: dict[str, Any], number: int, who: str, title: str, text: str) -> None:
        key, meeting = form_key("demo", "item", told["key"], number), self._meeting_of(told)
        add_item(self.session, meeting, self.people[who], title, text, key, runs_it=True)

    def _hold(self, told: dict[str, Any]) -> None:
        meeting, who = self._meeting_of(told), self.people[told["by"]]
        open_meeting(self.session, meeting, actor_id=who.id)
        for person in told["held"]["present"]:
            note_attendance(self.session, meeting, self.people[person].id, Presence.present)
        for title, text in told["held"]["minutes"].items():
            write_minutes(self.session, self._item(meeting, title), who, text, 0)
        for title, decision in told["held"]["decisions"].items():
            facts, key = self._facts(decision, who, meeting), form_key("demo", "decision", told["key"], title)
            record_decision(self.session, self._item(meeting, title), meeting, who, facts, key)

    def _end(self, told: dict[str, Any]) -> None:
        end_meeting(self.session, self._meeting_of(told), actor_id=self.people[told["by"]].id)

    def _item(self, meeting: Meeting, title: str) -> AgendaItem:
        query = select(AgendaItem).where(AgendaItem.meeting_id == meeting.id, AgendaItem.title == title)
        return self.session.scalars(query).one()

    def _facts(self, told: dict[str, Any], who: Person, meeting: Meeting) -> DecisionFacts:
        body = get_body(self.session, meeting.body_id)
        return DecisionFacts(
            outcome=DecisionOutcome(told["outcome"]), text=told["text"], votes=Votes(*told.get("votes", ())),
            reason=ReasonCode(told["reason"]) if "reason" in told else None,
            explanation=told.get("explanation", ""), next_step=told.get("next_step", ""),
            contact_name=who.display_name, contact_title="Forperson", contact_unit=body.name,
        )  # fmt: skip

    def _approve(self, told: dict[str, Any], who: str) -> None:
        meeting, actor_id = self._meeting_of(told), self.people[who].id
        submit_minutes(self.session, meeting, actor_id=actor_id)
        approve_minutes(self.session, meeting, publish=True, actor_id=actor_id)

    def _take_up(self, title: str, body: str, who: str) -> None:
        bring(self.session, self.people[who], self._proposal(title), self._body(body))

    def _proposal(self, title: str) -> Proposal:
        found = self.session.scalars(select(Proposal.id).where(Proposal.title == title)).one()
        return get_proposal(self.session, found)

    def _class_meeting(self, told: dict[str, Any]) -> None:
        session, actor_id, key = self.session, self.people[told["by"]].id, told["class"]
        facts = ClassFacts(told["question"], told["children"])
        held = start_class_meeting(session, self._body(key), facts, form_key("demo", "class", key), actor_id=actor_id)
        for number, (text, picture, _hands) in enumerate(told["ideas"]):
            add_idea(session, held.meeting_id, text, picture, form_key("demo", "idea", key, number), actor_id=actor_id)
        go_to_phase(session, held.meeting_id, ClassPhase.hands)
        self._choose(told, held.meeting_id, held.id, actor_id)

    def _choose(self, told: dict[str, Any], meeting_id: int, class_meeting_id: int, actor_id: int) -> None:
        query = select(ClassIdea.text, ClassIdea.id).where(ClassIdea.class_meeting_id == class_meeting_id)
        ids = dict(self.session.execute(query).all())
        for text, _picture, hands in told["ideas"]:
            set_hands(self.session, meeting_id, ids[text], hands)
        key = form_key("demo", "chosen", told["class"])
        choose_idea(self.session, meeting_id, ids[told["chosen"]], key, actor_id=actor_id)

    def _carry(self, title: str, way: dict[str, Any], key: str) -> None:
        carrying = Carrying(
            self._body(way["from"]), self._body(way["to"]), way["statement"], form_key("demo", "carry", key)
        )
        carry_on(self.session, self.people[way["by"]], self._proposal(title), carrying)
