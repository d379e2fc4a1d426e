"""æøå come out right, or not at all: every way in which Danish programs write a file, and what is refused."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from youthvoice.core.sheets.encoding import UnreadableFileError, detect
from youthvoice.core.sheets.reading import Row, rows
from youthvoice.core.sheets.writing import write_lines
from youthvoice.core.textcheck import strip_control

TEXT = "Skole;Rolle;Navn\r\nSøråsskolen;lærer;Åse Ærø\r\n"
WANTED = [Row(1, ["Skole", "Rolle", "Navn"]), Row(2, ["Søråsskolen", "lærer", "Åse Ærø"])]


def read(content: bytes) -> list[Row]:
    return list(rows(io.BytesIO(content)))


@pytest.mark.parametrize(
    "codec", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "mac_roman", "cp850"]
)
@pytest.mark.parametrize("separator", [";", ",", "\t"])
@pytest.mark.parametrize("end", ["\r\n", "\n", "\r"])
def test_every_encoding_separator_and_line_end(codec: str, separator: str, end: str) -> None:
    assert read(TEXT.replace(";", separator).replace("\r\n", end).encode(codec)) == WANTED


@pytest.mark.parametrize("letter", "æøåÆØÅéÉöÖäÄüÜ")
@pytest.mark.parametrize("codec", ["cp1252", "mac_roman", "cp850"])
def test_one_letter_alone_is_read_right_or_the_file_is_refused(letter: str, codec: str) -> None:
    """A single byte may be a letter of an old Mac and another of DOS: then nobody can tell. Windows is always read."""
    content = f"Skole;Rolle;Navn\nSkolen;elev;B{letter}B".encode(codec)
    try:
        found = read(content)
    except UnreadableFileError:
        assert codec != "cp1252"
        return
    assert found[1].cells[2] == f"B{letter}B"


@pytest.mark.parametrize("codec", ["mac_roman", "cp850"])
@pytest.mark.parametrize("letters", ["øå", "éøå", "æøöå", "üåø"])
def test_the_headings_decide(codec: str, letters: str) -> None:
    """«Fødselsår» stands in every file with pupils."""
    assert read(f"Skole;Rolle;Navn\nø;å;{letters}".encode(codec))[1].cells == ["ø", "å", letters]


def test_the_signs_of_windows_stay_beside_danish_letters() -> None:
    assert read("Skole;Rolle;Navn\nØ;lærer;O’Brien – «Bo»".encode("cp1252"))[1].cells[2] == "O’Brien – «Bo»"


@given(st.text(alphabet="abcxyzæøåÆØÅ é-", min_size=1, max_size=40).filter(lambda t: t.strip()))
def test_windows_letters_are_never_taken_for_others(text: str) -> None:
    (row,) = read(f"x;{text}".encode("cp1252"))
    assert row.cells[1] == " ".join(text.split())


@given(st.binary(max_size=300))
def test_no_bytes_break_it(content: bytes) -> None:
    try:
        found = read(content)
    except UnreadableFileError:
        return
    assert all(row.line >= 1 for row in found)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b" \r\n \n",
        b"PK\x03\x04\x14\x00",
        b"\xd0\xcf\x11\xe0\xa1\xb1",
        b"%PDF-1.7",
        b"Skole;Rolle\n\xd8\xb3\xff\x90;elev",
        b"Skole;Rolle\nO\x92Brien;elev",
        b"Skole;Rolle\n\x00\x01\x02;elev and more text that is not UTF-16",
        b"\xff\xfeS\x00k\x00o",
    ],
    ids=["empty", "blank", "xlsx", "xls", "pdf", "no known letters", "unclear", "zeros", "half UTF-16"],
)
def test_what_cannot_be_read_for_certain_is_refused(content: bytes) -> None:
    with pytest.raises(UnreadableFileError):
        read(content)


def test_utf8_that_is_cut_in_the_middle_of_a_letter_is_not_utf8() -> None:
    with pytest.raises(UnreadableFileError):
        read("Skole;Rolle\nSkolen på ø".encode()[:-1])


def test_a_letter_far_into_the_file_counts() -> None:
    content = b"Skole;Rolle\n" + b"Skolen;elev\n" * 20_000 + "Ærø;lærer".encode("cp1252")
    assert detect(io.BytesIO(content)) == "cp1252"
    assert read(content)[-1] == Row(20_002, ["Ærø", "lærer"])


class TestLines:
    def test_excels_own_line_says_the_separator_and_counts_as_a_line(self) -> None:
        assert read(b"sep=,\r\nSkole,Rolle\r\n\r\nA;B,elev\r\n") == [
            Row(2, ["Skole", "Rolle"]),
            Row(4, ["A;B", "elev"]),
        ]

    def test_a_field_over_several_lines_begins_where_it_begins(self) -> None:
        found = read(b'Skole;Rolle\n"Skolen\nved s\xc3\xb8en";elev\nB;elev\n')
        assert found[1:] == [Row(2, ["Skolen ved søen", "elev"]), Row(4, ["B", "elev"])]

    @pytest.mark.parametrize("content", [b'Skole;Rolle\nA;"elev\nB;elev', b'Skole;Rolle\n"A"x;elev'])
    def test_quotes_that_do_not_close_are_told_with_their_line(self, content: bytes) -> None:
        with pytest.raises(UnreadableFileError, match="Linje 2 "):
            read(content)

    def test_blank_lines_and_empty_cells_are_left_out_but_counted(self) -> None:
        assert read(b"\n\nSkole;Rolle\n;;\n\nA;elev;;;\n") == [
            Row(3, ["Skole", "Rolle"]),
            Row(6, ["A", "elev", "", "", ""]),
        ]

    def test_a_line_without_an_end_is_refused(self) -> None:
        with pytest.raises(UnreadableFileError, match="for lang"):
            read(b"Skole;Rolle\n" + b"x" * 20_000)

    def test_what_nobody_sees_goes(self) -> None:
        assert read("Skole;Rolle\nA\u200b \u00a0B;e\u202elev".encode())[1].cells == ["A B", "elev"]


@pytest.mark.parametrize(
    "content",
    [
        "Dato;Beløb, kr.;Til\r\n2027-03-14;1234,50;Søren\r\n",
        'Dato,"Beløb, kr.",Til\n2027-03-14,"1234,50",Søren\n',
        "Dato\tBeløb, kr.\tTil\n2027-03-14\t1234,50\tSøren\n",
        'sep=|\n"Dato"|"Beløb, kr."|Til\n2027-03-14|1234,50|Søren\n',
    ],
)
@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_the_separator_is_found_in_the_headings(content: str, codec: str) -> None:
    told = [row.cells for row in read(content.encode(codec))]
    assert told == [["Dato", "Beløb, kr.", "Til"], ["2027-03-14", "1234,50", "Søren"]]


@given(st.lists(st.lists(st.text(max_size=9), min_size=2, max_size=4), min_size=1, max_size=5))
def test_what_the_house_writes_it_reads(lines: list[list[str]]) -> None:
    """But for blanks and what a spreadsheet must not reckon with."""
    plain = [[f"a{' '.join(strip_control(cell).split())}" for cell in cells] for cells in lines]
    assert [row.cells for row in read(write_lines(plain).encode())] == plain
