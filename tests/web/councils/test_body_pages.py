"""The list of councils and the page of one: what they say to whom, in how many queries."""

from datetime import timedelta
from typing import Any

from sqlalchemy.orm import Session

from tests.factories.accounts import AdministratorFactory, PersonFactory, SchoolFactory, TeacherFactory
from tests.factories.councils import (
    AgendaItemFactory,
    BodyFactory,
    ClassFactory,
    CoordinatorSeatFactory,
    DecisionFactory,
    MeetingFactory,
    OpenMeetingFactory,
    SeatFactory,
    StudentCouncilFactory,
)
from youthvoice.core.clock import now, today
from youthvoice.councils.models import Body
from youthvoice.councils.rules.bodies import BodyKind
from youthvoice.councils.rules.meetings import MeetingState
from youthvoice.councils.rules.seats import SeatRole

FOR_VISITORS, SIGNED_IN = 6, 8


def full_council(classes: int = 3, decisions: int = 1, above: str = "") -> Body:
    """An elevråd with something of everything on its page."""
    joint = BodyFactory(
        kind=BodyKind.joint_student_council, name=f"Fælles{above}", parent=BodyFactory(name=f"Toppen{above}")
    )
    council: Body = StudentCouncilFactory(parent=joint, about="Vi taler for alle elever.", meets="Hver tirsdag")
    for number in range(classes):
        school_class = ClassFactory(parent=council, name=f"{number}.x", grade=number % 10)
        seat = SeatFactory(body=council, from_body=school_class)
        SeatFactory(body=council, from_body=school_class, role=SeatRole.substitute)
        if number == 0:
            SeatFactory(body=council, person=seat.person, role=SeatRole.chair)
    CoordinatorSeatFactory(body=council, person=TeacherFactory(display_name="Bente Bak", title="Lærer"))
    MeetingFactory(body=council)
    held = MeetingFactory(body=council, state=MeetingState.approved, approved_at=now(), published_at=now())
    for _ in range(decisions):
        DecisionFactory(item=AgendaItemFactory(meeting=held))
    return council


def test_nothing_yet_is_told_kindly(client: Any, session: Session) -> None:
    session.commit()
    assert "Der er ingen råd her endnu" in client.get("/raad").text


def test_the_list_shows_the_municipality_first_and_never_every_class(client: Any, session: Session) -> None:
    council = full_council(classes=30)
    session.commit()
    page = client.get("/raad").text
    assert page.index("Toppen") < page.index("Fælles") < page.index(council.name)
    assert "29.x" not in page


def test_a_school_shows_its_classes_a_page_at_a_time(client: Any, session: Session) -> None:
    council = full_council(classes=50)
    other = StudentCouncilFactory(name="Et andet elevråd")
    session.commit()
    shown = set()
    url = f"/raad?skole={council.school_id}"
    for _ in range(2):
        page = client.get(url)
        links = {a.get("href") for a in page_links(page.text)}
        shown |= {link for link in links if link.startswith("/raad/")}
        url = next((link for link in links if "efter=" in link), "")
    assert other.name not in page.text
    assert len(shown) == 51
    assert not url


def page_links(page: str) -> list[Any]:
    """Every link in the main part of a page."""
    import html5lib

    document = html5lib.parse(page, namespaceHTMLElements=False)
    main = next(iter(document.iter("main")))
    return [a for a in main.iter("a") if a.get("href")]


def test_councils_come_a_page_at_a_time_each_once(client: Any, session: Session) -> None:
    same = SchoolFactory(name="Skole A")
    made = {StudentCouncilFactory(school=same, name=f"Råd {n}").id for n in range(15)}
    made |= {StudentCouncilFactory().id for _ in range(15)}
    session.commit()
    first = client.get("/raad").text
    more = next(a.get("href") for a in page_links(first) if "efter=" in a.get("href"))
    second = client.get(more).text
    shown = [int(a.get("href").split("/")[-1]) for page in (first, second) for a in page_links(page) if is_body(a)]
    assert sorted(shown) == sorted(made)


def is_body(link: Any) -> bool:
    """A link to a body's page."""
    return bool(link.get("href").removeprefix("/raad/").isdigit())


def test_own_councils_come_first_each_once(session: Session, sign_in: Any) -> None:
    council = full_council()
    person = PersonFactory()
    SeatFactory(body=council, person=person)
    SeatFactory(body=council, person=person, role=SeatRole.secretary)
    page = sign_in(person).get("/raad").text
    own = page[page.index("Dine råd") : page.index("For hele kommunen")]
    assert own.count(council.name) == 1
    assert "Sekretær" in own
    assert "Dine råd" not in sign_in(PersonFactory()).get("/raad").text


def test_values_that_mean_nothing_show_the_first_page(client: Any, session: Session) -> None:
    full_council()
    session.commit()
    for query in ("skole=x", "efter=x", "skole=999999", "efter=999999999999", "skole=1&efter=%00"):
        assert client.get(f"/raad?{query}").status_code == 200


def test_the_page_says_who_represents_you_and_until_when(client: Any, session: Session) -> None:
    council = full_council()
    session.commit()
    page = client.get(f"/raad/{council.id}").text
    assert "Vi taler for alle elever." in page
    assert "taler for 0.x" in page
    assert page.index("Forperson") < page.index("Medlemmer</h3>") < page.index("Suppleanter</h3>")
    assert "Lærer, " in page
    assert "Bente Bak" in page
    assert "Vi arbejder for en skatebane." in page
    assert "5 for, 1 imod, 0 undlod" in page
    assert "Fælles" in page
    assert "Toppen" in page
    assert "Send dit punkt senest 7 dage før mødet." in page


def test_seats_that_are_over_are_not_shown(client: Any, session: Session) -> None:
    body = BodyFactory()
    SeatFactory(body=body, person=PersonFactory(display_name="Grå Ulv"), ends_on=today() - timedelta(days=1))
    SeatFactory(body=body, person=PersonFactory(display_name="Blå Sæl"), starts_on=today() + timedelta(days=1))
    SeatFactory(body=body, person=PersonFactory(display_name="Rød Ræv"), ends_on=today())
    session.commit()
    page = client.get(f"/raad/{body.id}").text
    assert "Rød Ræv" in page
    assert "Grå Ulv" not in page
    assert "Blå Sæl" not in page


def test_a_class_is_shown_to_those_alone_who_belong_to_it(client: Any, session: Session, sign_in: Any) -> None:
    school_class = ClassFactory(name="7.B", meets="Fredag kl. 12")
    pupil = SeatFactory(body=school_class, person=PersonFactory(display_name="Blå Sæl")).person
    SeatFactory(body=school_class)
    helper = CoordinatorSeatFactory(body=school_class.parent).person
    DecisionFactory(item=AgendaItemFactory(meeting=OpenMeetingFactory(body=school_class)), text="Vi vil have frugt.")
    stranger = SeatFactory(body=ClassFactory()).person
    session.commit()
    url = f"/raad/{school_class.id}"
    for seen in (client.get(url), sign_in(stranger).get(url)):
        assert "Her går 2 elever." in seen.text
        assert "Fredag kl. 12" in seen.text
        assert "Blå Sæl" not in seen.text
        assert "frugt" not in seen.text
        assert "Næste møde" not in seen.text
    for person in (pupil, helper, AdministratorFactory()):
        page = sign_in(person).get(url).text
        assert "Blå Sæl" in page
        assert "Vi vil have frugt." in page


def test_what_was_decided_is_public_when_the_minutes_are(client: Any, session: Session, sign_in: Any) -> None:
    council = full_council(decisions=0)
    DecisionFactory(item=AgendaItemFactory(meeting=OpenMeetingFactory(body=council)), text="Ikke godkendt endnu.")
    hidden = AgendaItemFactory(meeting=OpenMeetingFactory(body=council), hidden_at=now())
    DecisionFactory(item=hidden, text="Skjult punkt.")
    member = SeatFactory(body=council).person
    session.commit()
    url = f"/raad/{council.id}"
    assert "Ikke godkendt endnu." not in client.get(url).text
    page = sign_in(member).get(url).text
    assert "Ikke godkendt endnu." in page
    assert "Skjult punkt." not in page


def test_a_closed_body_stays_to_be_read_and_nothing_can_be_done(session: Session, sign_in: Any) -> None:
    body = BodyFactory(closed_at=now())
    chair = SeatFactory(body=body, role=SeatRole.chair).person
    page = sign_in(chair).get(f"/raad/{body.id}").text
    assert "findes ikke mere" in page
    assert "Giv posten" not in page


def test_no_such_body(client: Any, session: Session) -> None:
    session.commit()
    assert client.get("/raad/987654").status_code == 404
    assert client.get("/raad/9999999999999999999999").status_code == 404


def test_queries_do_not_grow(client: Any, session: Session, sign_in: Any, count_queries: Any) -> None:
    small, large = full_council(), full_council(classes=45, decisions=12, above=" to")
    member = SeatFactory(body=large).person
    SeatFactory(body=small, person=member)
    session.commit()
    paths = ["/raad", f"/raad?skole={large.school_id}", f"/raad/{small.id}", f"/raad/{large.id}"]
    for path in paths:
        with count_queries() as seen:
            client.get(path)
        assert len(seen) <= FOR_VISITORS, (path, seen)
    browser, counts = sign_in(member), {}
    for path in paths:
        with count_queries() as seen:
            browser.get(path)
        assert len(seen) <= SIGNED_IN, (path, seen)
        counts[path] = len(seen)
    assert counts[paths[2]] == counts[paths[3]]


def test_a_visitor_gets_it_again_only_when_it_changed(client: Any, session: Session) -> None:
    council = full_council()
    session.commit()
    first = client.get(f"/raad/{council.id}")
    again = {"If-None-Match": first.headers["ETag"]}
    assert client.get(f"/raad/{council.id}", headers=again).status_code == 304
    SeatFactory(body=council, person=PersonFactory(display_name="Nyt Egern"))
    session.commit()
    assert "Nyt Egern" in client.get(f"/raad/{council.id}", headers=again).text
    assert "Set-Cookie" not in first.headers
