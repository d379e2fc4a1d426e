"""The report on a period equals an independent count of the demo: every row read, and counted here in plain Python."""

from collections import Counter
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from youthvoice.accounts.models import Person
from youthvoice.assembly.models import AssemblyYear, Delegate, Motion, Resolution
from youthvoice.consultations.models import Consultation, ConsultationResponse
from youthvoice.core.clock import today
from youthvoice.councils.models import Body, Decision, Meeting, Seat
from youthvoice.discussions.models import Comment
from youthvoice.elections.models import Candidate
from youthvoice.grants.models import Application, ApplicationMember, LedgerEntry
from youthvoice.insight.evaluating import make_evaluation
from youthvoice.insight.taking_part import Period
from youthvoice.proposals.models import Endorsement, Proposal, ProposalCoauthor, ProposalStop
from youthvoice.responses.models import Answer, Case
from youthvoice.voting.models import Contest

DENMARK = ZoneInfo("Europe/Copenhagen")
YOUNG = ("young_person",)
VOTES = ("member", "chair", "deputy", "secretary")


class Books:
    """Everything in the database, and whether it belongs to the period."""

    def __init__(self, session: Session, first: date, last: date) -> None:
        self.session, self.first, self.last = session, first, last

    def within(self, moment: datetime | None) -> bool:
        return moment is not None and self.first <= moment.astimezone(DENMARK).date() <= self.last

    def all(self, model: Any, column: str = "") -> list[Any]:
        rows: Iterable[Any] = self.session.scalars(select(model))
        return [row for row in rows if not column or self.within(getattr(row, column))]

    def sums(self) -> dict[str, int]:
        proposals, contests = self.all(Proposal, "submitted_at"), self.all(Contest, "counted_at")
        decisions = [row for row in self.all(Decision, "recorded_at") if row.replaced_at is None]
        kinds = {body.id: body.kind.value for body in self.all(Body)}
        meetings = Counter(kinds[row.body_id] == "school_class" for row in self.all(Meeting, "ended_at"))
        responses = [row for row in self.all(ConsultationResponse, "sent_at") if row.withdrawn_at is None]
        money = self.money()
        return {
            "proposals": len(proposals),
            "from_classes": sum(row.on_behalf_of_id is not None for row in proposals),
            "supports": len(self.all(Endorsement, "created_at")),
            "comments": sum(row.withdrawn_at is None for row in self.all(Comment, "created_at")),
            "carried": len(self.all(ProposalStop, "carried_at")),
            "council_yes": sum(row.outcome.value == "adopted" for row in decisions),
            "council_no": sum(row.outcome.value == "rejected" for row in decisions),
            "meetings": meetings[False],
            "class_meetings": meetings[True],
            "minutes": len(self.all(Meeting, "published_at")),
            "seats": sum(self.is_held(seat) and kinds[seat.body_id] != "school_class" for seat in self.all(Seat)),
            "contests": len(contests),
            "roll": sum(row.roll_size for row in contests),
            "ballots": sum(row.taken_part for row in contests),
            "applications": len(self.all(Application, "submitted_at")),
            "granted": money["grant"] - money["give_up"],
            "paid": money["pay"],
            "returned": money["give_back"],
            "hearing_responses": len(responses),
            "hearing_people": sum(row.people for row in responses),
            "summaries": len(self.all(Consultation, "finished_at")),
            "assemblies": len(self.all(AssemblyYear, "begun_at")),
            "delegates": len(self.all(Delegate, "came_at")),
            "motions": len(self.all(Motion, "submitted_at")),
            "resolutions": len(self.all(Resolution, "adopted_at")),
            **self.hearings(),
        }

    def is_held(self, seat: Seat) -> bool:
        until = seat.ends_on if seat.ended_on is None else min(seat.ends_on, seat.ended_on.replace())
        is_over = seat.ended_on is not None and seat.ended_on <= self.last
        return seat.role.value in VOTES and seat.starts_on <= self.last <= until and not is_over

    def money(self) -> Counter[str]:
        undone = {row.reverses_id for row in self.all(LedgerEntry)}
        found: Counter[str] = Counter()
        for row in self.all(LedgerEntry, "at"):
            if row.id not in undone:
                found[row.kind.value] += row.amount
        return found

    def hearings(self) -> dict[str, int]:
        shown = [row for row in self.all(Consultation) if row.published_at and not row.cancelled_at]
        opened = [row for row in shown if self.within(row.opens_at)]
        due = [row for row in shown if self.first <= row.summary_due_on <= self.last]
        late = 0
        for row in due:
            day = row.finished_at.astimezone(DENMARK).date() if row.finished_at else None
            late += day > row.summary_due_on if day else row.summary_due_on < self.last
        after = sum(row.opens_at.astimezone(DENMARK).date() > row.decision_on for row in opened)
        return {"hearings": len(opened), "hearings_late": after, "summaries_owed": late}

    def people(self) -> dict[int, set[str]]:
        young = {person.id for person in self.all(Person) if person.role.value in YOUNG}
        kinds = {body.id: body.kind.value for body in self.all(Body)}
        sent = {row.id for row in self.all(Proposal, "submitted_at")}
        applied = {row.id for row in self.all(Application, "submitted_at")}
        found = [(row.author_id, "proposal") for row in self.all(Proposal, "submitted_at")]
        found += [(row.person_id, "proposal") for row in self.all(ProposalCoauthor) if row.proposal_id in sent]
        found += [(row.author_id, "comment") for row in self.all(Comment, "created_at") if row.withdrawn_at is None]
        found += [(row.person_id, "support") for row in self.all(Endorsement, "created_at")]
        found += [(row.person_id, "candidacy") for row in self.all(Candidate, "stood_at") if not row.withdrawn_at]
        found += [
            (row.person_id, "application") for row in self.all(ApplicationMember) if row.application_id in applied
        ]
        found += [(row.person_id, "assembly") for row in self.all(Delegate, "came_at")]
        for row in self.all(ConsultationResponse, "sent_at"):
            if row.body_id is None and row.withdrawn_at is None:
                found.append((row.person_id, "hearing"))
        for seat in self.all(Seat):
            ends = seat.ended_on or seat.ends_on
            overlaps = seat.starts_on <= self.last and ends >= self.first
            if overlaps and seat.role.value in VOTES and kinds[seat.body_id] != "school_class":
                found.append((seat.person_id, "seat"))
        people: dict[int, set[str]] = {}
        for person_id, deed in found:
            if person_id in young:
                people.setdefault(person_id, set()).add(deed)
        return people


@pytest.mark.parametrize("years_back", [0, 1])
def test_the_report_equals_the_books(loaded: Session, years_back: int) -> None:
    last = today() if not years_back else date(today().year - 1, 12, 31)
    period = Period(date(last.year, 1, 1), last)
    with loaded.begin_nested() as undone:
        made = make_evaluation(
            loaded, period, f"{years_back:032x}", actor_id=loaded.scalars(select(Person.id)).first() or 0
        )
        block, before = made.figures["period"], made.figures["before"]
        undone.rollback()
    books = Books(loaded, period.first, period.last)
    assert block["sums"] == books.sums()
    assert before["sums"] == Books(loaded, period.before.first, period.before.last).sums()
    people = books.people()
    figures = block["people"]
    assert figures["all"]["all"] in (len(people), "few")
    deeds = Counter(deed for each in people.values() for deed in each)
    for deed, number in deeds.items():
        assert figures["deeds"][deed] == (number if number >= 5 else "few"), deed
    schools = Counter(str(loaded.get_one(Person, one).school_id or "none") for one in people)
    assert set(schools) == set(figures["schools"])
    for key, number in schools.items():
        assert figures["schools"][key] in (number, "few")
        assert number >= 5 or figures["schools"][key] == "few"


def test_answers_and_promises_equal_the_books(loaded: Session) -> None:
    last = today()
    period = Period(date(last.year - 3, 1, 1), last)
    with loaded.begin_nested() as undone:
        made = make_evaluation(loaded, period, "f" * 32, actor_id=loaded.scalars(select(Person.id)).first() or 0)
        figures = made.figures["period"]["answers"]
        undone.rollback()
    books = Books(loaded, period.first, period.last)
    cases = books.all(Case)
    answered = [
        case
        for case in cases
        if books.within(case.first_answered_at) and not (case.closed_at and not case.first_answered_at)
    ]
    asked = [
        case for case in cases if books.within(case.opened_at) and not (case.closed_at and not case.first_answered_at)
    ]
    assert figures["asked"] in (len(asked), "few")
    assert figures["answered"] in (len(answered), "few")
    assert len(asked) >= 5
    assert loaded.scalars(select(Answer)).first() is not None
