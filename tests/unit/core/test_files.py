"""Uploaded files are made anew: nothing hidden is kept, and nothing hostile gets through."""

import struct
import zlib
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pytest
from flask import Flask
from flask_babel import Babel
from PIL import Image
from pypdf import PdfReader, PdfWriter
from pypdf.annotations import Link
from pypdf.generic import DictionaryObject, NameObject, StreamObject, TextStringObject

from youthvoice.core import files
from youthvoice.core.errors import DomainError, TooLarge, UnsupportedFile
from youthvoice.core.files import clean_file, silent_jpeg

MOST = 5 * 1024 * 1024
ORIENTATION, MAKER, GPS = 0x0112, 0x010F, 0x8825


@pytest.fixture(autouse=True)
def _words() -> Iterator[None]:
    """The refusals are written in the language of the page."""
    app = Flask("files")
    Babel(app, default_locale="da")
    with app.test_request_context("/"):
        yield


def picture(kind: str = "JPEG", size: tuple[int, int] = (1200, 800), **options: Any) -> bytes:
    """A picture whose left half is red and whose right half is blue."""
    image = Image.new(options.pop("mode", "RGB"), size, "blue")
    image.paste("red", (0, 0, size[0] // 2, size[1]))
    target = BytesIO()
    image.save(target, kind, **options)
    return target.getvalue()


def opened(data: bytes) -> Image.Image:
    """The stored picture, read again."""
    return Image.open(BytesIO(data))


def pdf(pages: int = 1, **options: Any) -> PdfWriter:
    """A document of empty pages."""
    writer = PdfWriter(**options)
    for _ in range(pages):
        writer.add_blank_page(200, 100)
    return writer


def as_bytes(writer: PdfWriter) -> bytes:
    """The document as it would be uploaded."""
    target = BytesIO()
    writer.write(target)
    return target.getvalue()


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_picture_becomes_webp_with_a_thumb(kind: str) -> None:
    clean = clean_file(picture(kind), MOST)
    assert (clean.kind, clean.content_type) == ("image", "image/webp")
    assert opened(clean.data).format == "WEBP"
    assert opened(clean.data).size == (1200, 800)
    assert clean.thumb is not None
    assert opened(clean.thumb).size == (480, 320)


def test_large_picture_is_made_smaller() -> None:
    assert max(opened(clean_file(picture(size=(4000, 1000)), MOST).data).size) == files.IMAGE_SIDE


def test_orientation_is_applied_and_metadata_gone() -> None:
    exif = Image.Exif()
    exif[ORIENTATION], exif[MAKER] = 6, "Secret camera"
    exif.get_ifd(GPS)[1] = "N"
    raw = picture(exif=exif, comment=b"written by Emma")
    assert b"Secret camera" in raw
    clean = clean_file(raw, MOST)
    image = opened(clean.data)
    assert image.size == (800, 1200)
    assert not image.getexif()
    assert not {"exif", "xmp", "icc_profile", "comment"} & set(image.info)
    for data in (clean.data, clean.thumb or b""):
        assert b"Secret" not in data
        assert b"Emma" not in data
    # Turned a quarter to the right, the red left half is on top.
    red, blue = (image.convert("RGB").getchannel(name).getpixel((400, 100)) for name in "RB")
    assert red > 200
    assert blue < 100


def test_transparency_is_kept() -> None:
    raw = picture("PNG", mode="RGBA", size=(50, 50))
    assert opened(clean_file(raw, MOST).data).size == (50, 50)


def test_too_many_bytes() -> None:
    with pytest.raises(TooLarge, match="5 MB"):
        clean_file(b"\xff\xd8\xff" + b"0" * MOST, MOST)


def claims_size(width: int, height: int) -> bytes:
    """A small PNG whose head says that it is larger."""
    raw = picture("PNG", size=(8, 8))
    head = b"IHDR" + struct.pack(">II", width, height) + raw[24:29]
    return raw[:12] + head + struct.pack(">I", zlib.crc32(head)) + raw[33:]


@pytest.mark.parametrize("side", [5001, 12_000, 30_000])
def test_decompression_bomb_is_refused_before_it_is_unpacked(side: int) -> None:
    with pytest.raises(DomainError):
        clean_file(claims_size(side, side), MOST)


def test_size_is_told_apart_from_damage() -> None:
    with pytest.raises(TooLarge):
        clean_file(claims_size(5001, 5001), MOST)


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"hej",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        b"<html><script>alert(1)</script>",
        b"GIF89a" + b"\0" * 40,
        b"MZ\x90\0",
        b"PK\x03\x04",
        b"\xff\xd8\xff" + b"junk" * 50,
        b"\x89PNG\r\n\x1a\n" + b"\0" * 50,
        b"RIFF\0\0\0\0WEBPVP8 ",
        b"%PDF-1.7\njunk",
        b"%PDF-1.7\ntrailer << /Root 1 0 R >>",
        picture()[:400],
    ],
)
def test_anything_else_is_refused(raw: bytes) -> None:
    with pytest.raises(UnsupportedFile):
        clean_file(raw, MOST)


def test_pdf_keeps_only_its_pages() -> None:
    writer = pdf(2)
    writer.add_metadata({"/Author": "Emma Jensen"})
    writer.add_attachment("hidden.txt", b"hidden bytes")
    writer.add_annotation(0, Link(rect=(0, 0, 10, 10), url="http://evil.example"))
    writer.add_outline_item(title="chapter of Emma", page_number=0)
    clean = clean_file(as_bytes(writer), MOST)
    assert (clean.kind, clean.content_type, clean.thumb) == ("pdf", "application/pdf", None)
    reader = PdfReader(BytesIO(clean.data))
    assert len(reader.pages) == 2
    assert not reader.metadata
    assert not reader.attachments
    assert not reader.outline
    for word in (b"Emma", b"evil", b"hidden", b"/Annots", b"/JavaScript", b"/OpenAction", b"/Names"):
        assert word not in clean.data


def test_script_of_a_pdf_is_gone() -> None:
    writer = pdf()
    script = DictionaryObject(
        {NameObject("/S"): NameObject("/JavaScript"), NameObject("/JS"): TextStringObject("app.alert(1)")}
    )
    writer.root_object[NameObject("/OpenAction")] = script
    writer.pages[0][NameObject("/AA")] = DictionaryObject({NameObject("/O"): script})
    raw = as_bytes(writer)
    assert b"alert" in raw
    assert b"alert" not in clean_file(raw, MOST).data


def test_photo_inside_a_pdf_loses_its_place() -> None:
    exif = Image.Exif()
    exif[MAKER] = "Secret camera"
    scan = BytesIO()
    opened(picture(size=(300, 200))).save(scan, "PDF")
    reader = PdfReader(BytesIO(scan.getvalue()))
    writer = PdfWriter()
    writer.append(reader)
    photo = writer.pages[0].images[0].indirect_reference
    assert photo
    found = photo.get_object()
    assert isinstance(found, StreamObject)
    found._data = picture(size=(300, 200), exif=exif)
    raw = as_bytes(writer)
    assert b"Secret camera" in raw
    clean = clean_file(raw, MOST)
    assert b"Secret camera" not in clean.data
    image = PdfReader(BytesIO(clean.data)).pages[0].images[0].image
    assert image
    assert image.size == (300, 200)


def test_locked_pdf_is_refused() -> None:
    writer = pdf()
    writer.encrypt("1234")
    with pytest.raises(UnsupportedFile, match="kode"):
        clean_file(as_bytes(writer), MOST)


def test_pdf_without_pages_is_refused() -> None:
    with pytest.raises(UnsupportedFile):
        clean_file(as_bytes(pdf(0)), MOST)


@pytest.mark.parametrize(("pages", "fits"), [(files.MAX_PDF_PAGES, True), (files.MAX_PDF_PAGES + 1, False)])
def test_longest_pdf(pages: int, fits: bool) -> None:
    raw = as_bytes(pdf(pages))
    if fits:
        assert len(PdfReader(BytesIO(clean_file(raw, MOST).data)).pages) == pages
    else:
        with pytest.raises(TooLarge, match="30"):
            clean_file(raw, MOST)


def test_silent_jpeg_leaves_what_is_no_jpeg() -> None:
    for data in (
        b"",
        b"\xff",
        b"\xff\xd8",
        b"\xff\xd8\xff\xe1",
        b"no picture at all",
        b"\xff\xd8" + b"\xff\xe0\0\0" * 3,
    ):
        assert silent_jpeg(data) == data
