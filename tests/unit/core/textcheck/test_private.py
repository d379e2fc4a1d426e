"""CPR, telephone numbers, e-mail and addresses: found when there, quiet when not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from youthvoice.core.textcheck import Found, find_addresses, find_cpr, find_emails, find_phone_numbers

NBSP = "\u00a0"
# Numbers and names that a public text may hold.
HARMLESS = [
    "Det koster 1.200.000 kr.",
    "Det koster 1 200 000 kroner",
    "Vi søger 24.500.000 kr. i alt",
    "Vi søger 24 500 000 kr.",
    "Det koster 25000000 kr",
    "Kommunen bruger 12500000,- om året",
    "Mødet er 12.04.2027",
    "Mødet er 12-04-2027 og 2027-04-12",
    "Filen hedder 20270412",
    "Kl. 18.30-20.00 hver fredag",
    "kl. 18.30 - 20.00 den 12.04.27",
    "Den 12.04.27 1830 i hallen",
    "Skoleåret 2026-2027",
    "Skoleåret 2026 2027",
    "Vi er 400.000 unge",
    "ISBN 978-87-02-12345-6",
    "ISBN 0306406152 er en bog",
    "ISBN: 030640615-2",
    "ISBN-13: 9788702123456",
    "CVR 11715311",
    "CVR 29188335",
    "CVR-nr. 29 18 83 35",
    "En hal til 25500000 bliver dyr",
    "CVR-nr. 11 71 53 11",
    "EAN 5798009876543",
    "Ring 112 eller 116 111",
    "Der er 12345 elever og 678 lærere",
    "8. klasse og 9. klasse",
    "https://example.dk/sag/9",
    "3,14159265358979",
]


@pytest.mark.parametrize("text", HARMLESS)
def test_ordinary_numbers_are_nobodys(text: str) -> None:
    assert find_cpr(text) == []
    assert find_phone_numbers(text) == []
    assert find_emails(text) == []
    assert find_addresses(text) == []


@pytest.mark.parametrize(
    "number",
    [
        "120409-1234",
        "1204091234",
        "120409 1234",
        "120409 - 1234",
        f"120409{NBSP}1234",
        "120409\u20131234",
        "12 04 09 1234",
        "12.04.09-1234",
        "12/04/09-1234",
        "010100-4000",
        "290200-4123",
        "311299-1111",
        "010107-9999",
        "120437-4234",
        "120458-5234",
        "120457-5234",
    ],
)
def test_cpr_in_all_spellings(number: str) -> None:
    text = f"Jeg er 15, mit nummer er {number}, skriv til mig."
    start = text.index(number)
    assert find_cpr(text) == [Found(number, start, start + len(number))]
    assert find_phone_numbers(text) == []


@pytest.mark.parametrize(
    "number",
    [
        "000409-1234",
        "320409-1234",
        "120009-1234",
        "121309-1234",
        "310409-1234",
        "290201-4123",
        "290200-1234",
        "1204091234567",
        "11204091234",
        "120409-12345",
        "1204091234,50",
    ],
)
def test_not_a_cpr_number(number: str) -> None:
    assert find_cpr(f"Her står {number} i teksten") == []


def test_a_cpr_number_needs_no_check_digit() -> None:
    assert [find_cpr(f"150107-400{last}") != [] for last in range(10)] == [True] * 10


@pytest.mark.parametrize(
    "number",
    [
        "20304050",
        "20 30 40 51",
        "2030 4051",
        "203 04 051",
        "20-30-40-51",
        "20.30.40.51",
        f"20{NBSP}30{NBSP}40{NBSP}51",
        "+4520304051",
        "+45 20 30 40 51",
        "+45 2030 4051",
        "(+45) 20304051",
        "004520304051",
        "0045 20 30 40 51",
        "+46 70 123 45 67",
        "+380 50 123 4567",
    ],
)
def test_phone_numbers_in_all_groupings(number: str) -> None:
    found = find_phone_numbers(f"Ring til mig på {number}.")
    assert [place.text for place in found] == [number]


def test_several_phone_numbers_come_in_order() -> None:
    text = "+46 70 123 45 67 eller 20304051 eller +45 20 30 40 52"
    assert [found.text for found in find_phone_numbers(text)] == text.split(" eller ")


@pytest.mark.parametrize(
    "address",
    ["sara@example.dk", "Sara.B-ø+x@post.example.co.uk", "sara_1@skole.example", "sara(at)example.dk", "s [at] x.dk"],
)
def test_emails(address: str) -> None:
    assert [found.text for found in find_emails(f"Skriv til {address}, tak")] == [address]


@pytest.mark.parametrize("text", ["@sara", "sara@", "sara@home", "a @ b.dk", "skriv@ os. tak"])
def test_not_emails(text: str) -> None:
    assert find_emails(text) == []


@pytest.mark.parametrize(
    "address",
    [
        "Lundtoftevej 12",
        "mølleåvej 3b",
        "Lundtoftevej 12 B",
        "Sorgenfriparken 214",
        "Nørre Allé 5",
        "Jernbanepladsen 1",
    ],
)
def test_addresses(address: str) -> None:
    assert find_addresses(f"Jeg bor på {address}, Lyngby")[0].text.endswith(address)


def test_a_street_of_two_words_is_found_by_its_last() -> None:
    assert [found.text for found in find_addresses("Jeg bor Lyngby Hovedgade 5")] == ["Hovedgade 5"]


@pytest.mark.parametrize(
    "text",
    [
        "Vi er på vej 3 timer om dagen",
        "Vi går i Sorgenfriparken 3 gange om ugen",
        "Undervejs 5 stop",
        "Skateparken 2 er god",
        "Bussen på Lyngbyvej 18.30",
        "Ved skolegården 4 elever stod",
        "Vi vil have en ny gade",
    ],
)
def test_not_addresses(text: str) -> None:
    assert find_addresses(text) == []


@given(st.text(max_size=300))
def test_what_is_found_stands_there(text: str) -> None:
    for find in (find_cpr, find_phone_numbers, find_emails, find_addresses):
        for found in find(text):
            assert text[found.start : found.end] == found.text


@given(st.dates(), st.integers(0, 9999), st.sampled_from(["", "-", " "]))
def test_every_date_of_this_century_is_found(day: object, serial: int, gap: str) -> None:
    written = f"{day:%d%m%y}{gap}{serial:04}"
    # Only 29 February depends on the century that the serial number gives.
    if not written.startswith("2902"):
        assert [found.text for found in find_cpr(written)] == [written]
