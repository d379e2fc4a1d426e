"""Whatever is sent: never a 500, and nothing strange is stored."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.orm import Session
from werkzeug.datastructures import MultiDict

from tests.factories.accounts import PersonFactory
from tests.factories.proposals import DraftFactory, ProposalFactory
from tests.web.forms import form_fields
from tests.web.proposals.writing import again, route, text_of
from youthvoice.proposals.models import Proposal

SEVERAL = [
    "",
    "1",
    "-1",
    "9" * 40,
    "null",
    "leisure",
    "\x00",
    "\u202e",
    "\ud800",
    "a\r\nb",
    "'; --",
    "{{7*7}}",
    "%s",
    "æ" * 90,
]
FIELDS = (
    "title", "what", "why", "who", "topic", "place", "form_key", "seen", "alt_text", "more", "next", "save", "back",
    "switch_language", "remove_file", "public_numbers_ok", "file",
)  # fmt: skip
PATHS = (
    "/forslag/skriv", "/forslag/kladde", "/forslag/{draft}/skriv/hvad", "/forslag/{draft}/skriv/hvorfor",
    "/forslag/{draft}/skriv/hvem", "/forslag/{draft}/send", "/forslag/{sent}/ret", "/forslag/{sent}/mere",
    "/forslag/{sent}/fil", "/forslag/{sent}/send", "/forslag/invitation/x",
)  # fmt: skip

hostile = st.one_of(st.sampled_from(SEVERAL), st.text(max_size=60), st.characters().map(lambda c: c * 30))
forms = st.lists(st.tuples(st.sampled_from(FIELDS), hostile), max_size=12)


def encoded(pairs: list[tuple[str, str]]) -> MultiDict[str, bytes]:
    """Text as a careless client sends it: half characters and all."""
    return MultiDict([(name, value.encode("utf-8", "surrogatepass")) for name, value in pairs])


class TestForms:
    @settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(path=st.sampled_from(PATHS), pairs=forms)
    def test_never_a_500(self, session: Session, sign_in: Any, path: str, pairs: list[tuple[str, str]]) -> None:
        route()
        person = PersonFactory()
        draft, sent = DraftFactory(author=person), ProposalFactory(author=person)
        client = sign_in(person)
        token = form_fields(text_of(client.get("/forslag/skriv")))["csrf_token"]
        data = encoded([*pairs, ("csrf_token", token)])
        answer = client.post(path.format(draft=draft.id, sent=sent.id), data=data)
        assert answer.status_code in (204, 303, 403, 404, 409, 422, 429), answer.status_code

    @pytest.mark.parametrize("path", PATHS)
    def test_a_megabyte(self, session: Session, sign_in: Any, path: str) -> None:
        route()
        person = PersonFactory()
        draft, sent = DraftFactory(author=person), ProposalFactory(author=person)
        client = sign_in(person)
        token = form_fields(text_of(client.get("/forslag/skriv")))["csrf_token"]
        huge = dict.fromkeys(("title", "what", "why", "who", "more", "alt_text"), "æ 1" * 60_000)
        data = {**huge, "csrf_token": token, "form_key": draft.form_key}
        answer = client.post(path.format(draft=draft.id, sent=sent.id), data=data)
        assert answer.status_code in (204, 303, 404, 413, 422)
        for one in (again(session, draft.id), again(session, sent.id)):
            assert len(one.title) <= 80
            assert max(len(one.what), len(one.why), len(one.who)) <= 6000

    def test_control_characters_are_not_stored(self, session: Session, sign_in: Any) -> None:
        person = PersonFactory()
        draft = DraftFactory(author=person)
        client = sign_in(person)
        url = f"/forslag/{draft.id}/skriv/hvad"
        fields = form_fields(text_of(client.get(url)), url)
        data = encoded([*fields.items()])
        data["title"] = "Flere\x00\x07 bænke\u202e\n her".encode()
        data["what"] = b"Der er kun to \xed\xa0\x80 baenke i parken.\r\n\r\nGiv os ti.\x1b[31m"
        assert client.post(url, data=data).status_code == 303
        stored = again(session, draft.id)
        assert stored.title == "Flere bænke her"
        assert "\x1b" not in stored.what
        assert "\r" not in stored.what
        assert stored.what.endswith("\n\nGiv os ti.[31m")

    def test_duplicate_fields_take_the_first(self, session: Session, sign_in: Any) -> None:
        person = PersonFactory()
        draft = DraftFactory(author=person)
        client = sign_in(person)
        url = f"/forslag/{draft.id}/skriv/hvad"
        fields = form_fields(text_of(client.get(url)), url)
        data = MultiDict([*fields.items(), ("title", "Den anden titel"), ("save", "1")])
        assert client.post(url, data=data).status_code == 303
        assert again(session, draft.id).title == draft.title != "Den anden titel"


@pytest.mark.parametrize("number", ["0", "-1", "99999999999999999999999", "1.5", "abc", "%00", "0x1"])
@pytest.mark.parametrize(
    "path", ["skriv/hvad", "send", "sendt", "ret", "traek-tilbage", "mere", "fil", "fil/lille.webp", "inviter"]
)
def test_wrong_numbers(session: Session, sign_in: Any, number: str, path: str) -> None:
    assert sign_in(PersonFactory()).get(f"/forslag/{number}/{path}").status_code == 404


def test_html_is_shown_as_text(session: Session, sign_in: Any) -> None:
    route()
    evil = "<script>alert(1)</script><img src=x onerror=alert(1)>"
    draft: Proposal = DraftFactory(title=evil[:60], what=evil, why=evil, who=evil)
    client = sign_in(draft.author)
    for path in ("skriv/hvad", "skriv/hvorfor", "skriv/hvem", "send", "inviter", "traek-tilbage"):
        page = text_of(client.get(f"/forslag/{draft.id}/{path}"))
        assert "<script>alert" not in page
        assert "<img src=x" not in page
