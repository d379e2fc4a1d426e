"""The log: newest first, a page at a time, filtered, with names and words and never a text."""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy.orm import Session

from tests.factories.accounts import OfficialFactory, PersonFactory, UnitFactory
from tests.factories.proposals import ProposalFactory
from youthvoice.admin.commands.members import MemberAudit
from youthvoice.admin.deeds import SUBJECT_LABELS
from youthvoice.admin.queries.log import ROWS
from youthvoice.core import audit

LOG = "/administration/log"


def main(page: Any) -> str:
    assert page.status_code == 200
    return str(page.text.split("<main")[1].split("</form>", 1)[1])


def test_who_did_what_in_words_and_names(admin: Any, session: Session) -> None:
    author, karim = PersonFactory(display_name="Blå Ræv"), OfficialFactory(display_name="Karim Saleh")
    unit, proposal = UnitFactory(name="Center for Natur"), ProposalFactory(author=author, title="En bane")
    audit.record(session, author.id, "proposal.submit", ("proposal", proposal.id))
    audit.record(
        session, karim.id, "unit.member_add", ("unit", unit.id), MemberAudit(author.id, from_unit_id=karim.unit_id)
    )
    audit.record(session, None, "council.import", ("import", 0))
    audit.record(session, 999_999, "unknown.deed", ("thing", 7))
    session.commit()
    page = main(admin.get(LOG))
    assert page.index("unknown.deed") < page.index("tilføjede en person til en enhed") < page.index("sendte et forslag")
    for words in ("Forslag: En bane", "Enhed: Center for Natur", "Person: Blå Ræv", f"Fra enheden: {karim.unit.name}"):
        assert words in page
    assert "#999999" in page
    assert "Systemet" in page
    assert f'href="/forslag/{proposal.id}"' in page
    assert f'href="{LOG}?person={karim.id}"' in page


def test_every_kind_of_thing_has_words_though_the_thing_is_gone(admin: Any, session: Session) -> None:
    karim = OfficialFactory()
    for kind in SUBJECT_LABELS:
        audit.record(session, karim.id, "known.later", (kind, 987_654))
    session.commit()
    for kind, label in SUBJECT_LABELS.items():
        page = main(admin.get(f"{LOG}?slags={kind}"))
        assert page.count(f"{label}: #987654") == 1, kind
        assert ('href="/loefter/987654"' in page) is (kind == "promise")


def test_filters_and_what_cannot_be_understood(admin: Any, session: Session) -> None:
    karim, line = OfficialFactory(display_name="Karim Saleh", email="karim@example.test"), OfficialFactory()
    unit = UnitFactory(name="Center for Natur")
    late = datetime(2026, 3, 14, 22, 59, tzinfo=UTC)  # 23.59 in Denmark
    audit.record(session, karim.id, "unit.create", ("unit", unit.id), at=late)
    audit.record(session, line.id, "person.edit", ("person", karim.id), at=datetime(2026, 3, 14, 23, 1, tzinfo=UTC))
    audit.record(session, line.id, "unit_thing.create", ("unit", unit.id))
    session.commit()
    wanted = {
        "slags=unit": (True, False),
        "handling=unit": (True, False),
        "handling=person": (False, True),
        "hvem=Karim+Saleh": (True, True),
        "hvem=KARIM@example.test": (True, True),
        f"person={line.id}": (False, True),
        "dag=2026-03-14": (True, False),
        "dag=15.03.2026": (False, True),
        "slags=unit&handling=person": (False, False),
    }
    for query, (made, edited) in wanted.items():
        shown = admin.get(f"{LOG}?{query}")
        assert shown.status_code == 200, query
        page = main(shown)
        assert ("oprettede en enhed" in page) is made, query
        assert ("rettede en profil" in page) is edited, query
        assert ("unit_thing" in page) is (query in ("slags=unit", f"person={line.id}")), query
    for query, words in (
        ("dag=i+morgen", "Skriv datoen som"),
        ("dag=0001-01-01", "Skriv en rigtig dato"),
        ("hvem=Ingen", "Vi kender ingen med det navn"),
        ("slags=%27%3B", "Vælg noget fra listen."),
        ("handling=x", "Vælg noget fra listen."),
    ):
        shown = admin.get(f"{LOG}?{query}")
        assert shown.status_code == 422, query
        assert words in shown.text, query


def test_pages_meet_without_a_gap_and_cost_the_same(admin: Any, session: Session, count_queries: Any) -> None:
    units = [UnitFactory() for _ in range(ROWS + 4)]
    audit.record(session, None, "unit.create", ("unit", units[0].id))
    session.commit()
    with count_queries() as few:
        admin.get(f"{LOG}?slags=unit")
    for unit in units[1:]:
        audit.record(session, OfficialFactory().id, "unit.create", ("unit", unit.id))
    session.commit()
    with count_queries() as many:
        first = admin.get(f"{LOG}?slags=unit").text
    assert len(few) == len(many) <= 8
    onward = first.split('rel="next"')[0].rsplit('href="', 1)[1].split('"')[0].replace("&amp;", "&")
    assert "slags=unit" in onward
    second = admin.get(onward).text
    told = [unit.name for unit in reversed(units)]
    assert [name for name in told if f"Enhed: {name}<" in first] == told[:ROWS]
    assert [name for name in told if f"Enhed: {name}<" in second] == told[ROWS:]
    lists = [main(admin.get(address)).split("</ul>")[0] for address in (LOG, f"{LOG}?efter=x")]
    assert lists[0] == lists[1]
