"""The public list: what it shows, what it asks the database, and that bad addresses are met kindly."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy.orm import Session

from tests.factories.accounts import PersonFactory, SchoolFactory
from tests.factories.proposals import DraftFactory, ProposalFactory
from youthvoice.core.clock import now
from youthvoice.proposals.commands.counters import touch
from youthvoice.proposals.models import Proposal
from youthvoice.proposals.rules import ProposalStatus, Topic


def text_of(client: Any, url: str) -> str:
    """The page's HTML; it must be there."""
    response = client.get(url)
    assert response.status_code == 200, url
    return str(response.get_data(as_text=True))


def proposal(title: str, days_ago: int = 0, **facts: Any) -> Proposal:
    """A public proposal sent ``days_ago``."""
    made: Proposal = ProposalFactory(title=title, submitted_at=now() - timedelta(days=days_ago), **facts)
    return made


def test_an_empty_list_invites_to_write(client: Any, session: Session) -> None:
    assert "Her er ingen forslag endnu" in text_of(client, "/forslag")


def test_a_card_says_who_where_what_and_until_when(client: Any, session: Session) -> None:
    author = PersonFactory(display_name="Grøn Odder")
    proposal(
        "Flere træer ved skolen", topic=Topic.climate, school=SchoolFactory(name="Lindegårdsskolen"), author=author
    )
    session.commit()
    page = text_of(client, "/forslag")
    for words in (
        "Flere træer ved skolen",
        "Klima og natur",
        "Lindegårdsskolen",
        "Grøn Odder",
        "Venter på svar",
        "Kommunen skal svare",
    ):
        assert words in page
    assert 'aria-label="Flere sider"' not in page


def test_drafts_hidden_and_withdrawn_are_not_in_the_list(client: Any, session: Session) -> None:
    DraftFactory(title="En kladde")
    proposal("Et skjult forslag", hidden_at=now(), listed_at=None)
    proposal("Et trukket forslag", status=ProposalStatus.withdrawn, withdrawn_at=now(), listed_at=None)
    session.commit()
    assert "<article" not in text_of(client, "/forslag")


def test_filters_narrow_the_list_and_stand_as_chips_to_remove(client: Any, session: Session) -> None:
    school = SchoolFactory(name="Hummeltofteskolen")
    proposal("Bedre cykelsti", topic=Topic.traffic, school=school)
    proposal("Varmt vand i bruserne", topic=Topic.school, status=ProposalStatus.yes)
    session.commit()
    for query in (
        "emne=traffic",
        f"skole={school.id}",
        "status=awaiting",
        "q=cykelsti",
        f"emne=traffic&skole={school.id}&q=cykel",
    ):
        page = text_of(client, f"/forslag?{query}")
        assert "Bedre cykelsti" in page, query
        assert "Varmt vand" not in page, query
    page = text_of(client, f"/forslag?emne=traffic&skole={school.id}")
    assert f'href="/forslag?skole={school.id}"' in page
    assert 'href="/forslag?emne=traffic"' in page


def test_search_finds_beginnings_of_words_and_all_of_them(client: Any, session: Session) -> None:
    proposal("En skatebane midt i byen")
    proposal("Et værested midt i byen")
    session.commit()
    assert "værested" not in text_of(client, "/forslag?q=skatebane")
    assert "En skatebane" in text_of(client, "/forslag?q=SKATE")
    assert "<article" not in text_of(client, "/forslag?q=skatebane+sauna")
    assert "Vi fandt ikke noget" in text_of(client, "/forslag?q=sauna")


def test_waiting_longest_shows_only_what_waits_the_oldest_first(client: Any, session: Session) -> None:
    proposal("Har fået et ja", 9, status=ProposalStatus.yes)
    proposal("Sendt for nylig", 1)
    proposal("Sendt for længe siden", 8)
    session.commit()
    page = text_of(client, "/forslag?sorter=laengst")
    assert "Har fået et ja" not in page
    assert page.index("Sendt for længe siden") < page.index("Sendt for nylig")
    page = text_of(client, "/forslag")
    assert page.index("Sendt for nylig") < page.index("Sendt for længe siden") < page.index("Har fået et ja")
    assert "Har fået et ja" in text_of(client, "/forslag?sorter=laengst&status=yes")


@pytest.mark.parametrize("order", ["", "sorter=laengst&"])
def test_pages_of_twenty_show_each_proposal_once(client: Any, session: Session, order: str) -> None:
    same_moment = now()
    made = [ProposalFactory(title=f"Forslag nr {n:03d}", submitted_at=same_moment).title for n in range(43)]
    session.commit()
    seen: list[str] = []
    url = f"/forslag?{order}"
    for length in (20, 20, 3):
        page = text_of(client, url)
        found = [title for title in made if f">{title}</a>" in page]
        assert len(found) == length
        seen += found
        url = page.partition('rel="next"')[0].rpartition('href="')[2].partition('"')[0].replace("&amp;", "&")
    assert sorted(seen) == made


def test_late_is_said_openly(client: Any, session: Session) -> None:
    late = proposal("Mere lys på stien")
    late.answer_due_on = (now() - timedelta(days=5)).date()
    session.commit()
    page = text_of(client, "/forslag")
    assert "dage forsinket" in page
    assert "tint-overdue" in page


@pytest.mark.parametrize(
    "query",
    [
        "emne=alt",
        "skole=x",
        "skole=99999999999999999999",
        "status=draft",
        "status=withdrawn",
        "sorter=mest",
        "efter=%00",
        "q=%00%27;",
        "q=%F0%9F%98%80",
        "q=og",
        "efter=" + "A" * 500,
        "q=" + "a+" * 400,
        "emne=&skole=&status=&sorter=&q=",
        "q=%22%20OR%20%2A",
    ],
)
def test_addresses_that_mean_nothing_are_met_kindly(client: Any, session: Session, query: str) -> None:
    proposal("Et forslag")
    session.commit()
    assert client.get(f"/forslag?{query}").status_code == 200


def test_an_unknown_school_gives_the_page_for_nothing_found(client: Any, session: Session) -> None:
    proposal("Et forslag")
    session.commit()
    assert "Vi fandt ikke noget" in text_of(client, "/forslag?skole=424242")


def test_text_is_escaped(client: Any, session: Session) -> None:
    proposal("<script>alert(1)</script>", what="<img src=x onerror=alert(1)> og noget mere tekst")
    session.commit()
    page = text_of(client, "/forslag?q=alert")
    assert "<script>alert" not in page
    assert "<img src=x" not in page


def test_few_queries_whatever_the_number_of_rows(client: Any, session: Session, count_queries: Any) -> None:
    for _ in range(25):
        ProposalFactory(school=SchoolFactory())
    session.commit()
    for query, most in (("", 3), ("?sorter=laengst&emne=leisure", 3), ("?q=skatebane", 3)):
        with count_queries() as seen:
            client.get(f"/forslag{query}")
        assert len(seen) == most, seen
    with count_queries() as seen:
        client.get("/forslag")
    assert len(seen) == 1, "a page that was drawn before asks only whether it still holds"


def test_the_cached_page_is_never_older_than_its_rows(client: Any, session: Session) -> None:
    author = PersonFactory(display_name="Rød Ræv")
    shown = proposal("Før ændringen", author=author)
    session.commit()
    first = client.get("/forslag")
    assert "Set-Cookie" not in first.headers
    assert client.get("/forslag", headers={"If-None-Match": first.headers["ETag"]}).status_code == 304
    shown.title = "Efter ændringen"
    touch(session, shown)
    author.display_name = "Blå Ræv"
    session.commit()
    changed = client.get("/forslag", headers={"If-None-Match": first.headers["ETag"]})
    assert changed.status_code == 200
    assert "Efter ændringen" in changed.get_data(as_text=True)
    assert "Blå Ræv" in changed.get_data(as_text=True)


def test_the_list_in_english_keeps_its_language(client: Any, session: Session) -> None:
    shown = proposal("Et forslag")
    session.commit()
    assert f'href="/en/forslag/{shown.id}"' in text_of(client, "/en/forslag")
