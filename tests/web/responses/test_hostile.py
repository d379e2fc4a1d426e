"""No input, however wrong, breaks the form; and what can be shown again is shown again."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from tests.web.forms import form_fields
from tests.web.responses.facts import as_form, whole_no

FIELDS = [
    "form_key",
    "version",
    "outcome",
    "reason",
    "explanation",
    "next_step",
    "asked_for",
    "expected_on",
    "contact_name",
    "contact_title",
    "contact_unit",
    "handling",
]
NASTY = [
    "",
    "\x00",
    "\r\n\r\n",
    "'; DROP TABLE answers; --",
    "<script>alert(1)</script>",
    "{{ 7*7 }}",
    "%(name)s %s",
    "ø" * 5_000,
    "\u202eabc",
    "٣",
    "²",
    "-1",
    "1e9",
    "9" * 40,
    "0001-01-01",
    "9999-12-31",
    "👩‍👧" * 300,
    "a" * 121,
]


@pytest.mark.parametrize("value", NASTY)
def test_nasty_values_break_nothing(session: Session, sign_in: Any, case: Any, official: Any, value: str) -> None:
    browser, address = sign_in(official), f"/svar/{case.id}"
    fields = form_fields(browser.get(address).text, address)
    for nasty in (dict.fromkeys(FIELDS, value), {**as_form(whole_no()), "expected_on": value, "contact_unit": value}):
        page = browser.post(address, data={**fields, **nasty})
        assert page.status_code in (303, 422)
        assert "<script>alert" not in page.text


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(values=st.dictionaries(st.sampled_from(FIELDS), st.text(max_size=300), max_size=6))
def test_any_values_break_nothing(
    session: Session, sign_in: Any, case: Any, official: Any, values: dict[str, str]
) -> None:
    browser, address = sign_in(official), f"/svar/{case.id}"
    fields = form_fields(browser.get(f"{address}?ret=1").text, address)
    page = browser.post(address, data={**fields, **as_form(whole_no()), **values})
    assert page.status_code in (200, 303, 409, 422)
    assert browser.post("/svar/laes", data={**fields, **values}).status_code == 200
