"""Pictures and PDFs made anew from what was uploaded, so that nothing hidden in the file is kept.

What a file is, its bytes decide, never its name. Nothing here knows of a database or of who sent the file.
Pillow and pypdf are imported where they are used: most workers never need them.
"""

from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, Any

from flask_babel import gettext

from youthvoice.core.errors import DomainError, TooLarge, UnsupportedFile

if TYPE_CHECKING:
    from PIL.Image import Image
    from pypdf import PdfReader, PdfWriter

IMAGE_SIDE = 1600
THUMB_SIDE = 480
WEBP_QUALITY = 80
MAX_PDF_PAGES = 30
# A JPEG can be read at a lower size from the start; the others stand in memory as a whole.
MAX_PIXELS = {"JPEG": 100_000_000, "PNG": 25_000_000, "WEBP": 25_000_000}

_PDF_HEAD = 1024
_JPEG_START = b"\xff\xd8\xff"
_PNG_START = b"\x89PNG\r\n\x1a\n"
# What a page is drawn from. Links, forms, scripts and attached files hang on other keys.
_PAGE_KEYS = frozenset(
    {"/Type", "/Parent", "/Resources", "/Contents", "/MediaBox", "/CropBox", "/Rotate", "/UserUnit", "/Group"}
)
# What may hide deeper in a page: texts about the maker, other files, links to files.
_HIDDEN_KEYS = ("/Metadata", "/PieceInfo", "/AF", "/EF", "/LastModified", "/OPI", "/Ref", "/AA", "/Thumb")
_JPEG_SCAN = 0xDA
# APP1 (Exif with the place, XMP), APP13 (captions) and comments.
_JPEG_TALK = frozenset({0xE1, 0xED, 0xFE})


@dataclass(frozen=True)
class CleanFile:
    """What is stored: ``kind`` is «image» or «pdf»; ``thumb`` (WebP) only for an image."""

    kind: str
    content_type: str
    data: bytes
    thumb: bytes | None = None


def clean_file(raw: bytes, max_bytes: int) -> CleanFile:
    """Make the file anew. Raises TooLarge or UnsupportedFile with words for the one who sent it."""
    _check_size(raw, max_bytes)
    if b"%PDF-" in raw[:_PDF_HEAD]:
        return _clean_pdf(raw)
    if _is_picture(raw):
        return _clean_image(raw, IMAGE_SIDE)
    raise UnsupportedFile(
        gettext("Den slags fil kan vi ikke tage. Brug et billede (JPG, PNG eller WebP) eller en PDF.")
    )


def clean_picture(raw: bytes, max_bytes: int, side: int = IMAGE_SIDE) -> CleanFile:
    """As ``clean_file``, where only a picture will do; at most ``side`` pixels wide and high."""
    _check_size(raw, max_bytes)
    if not _is_picture(raw):
        raise UnsupportedFile(gettext("Den slags fil kan vi ikke tage. Brug et billede (JPG, PNG eller WebP)."))
    return _clean_image(raw, side)


def _check_size(raw: bytes, max_bytes: int) -> None:
    if len(raw) > max_bytes:
        raise TooLarge(
            gettext("Filen fylder for meget. Den må højst fylde %(size)s MB.", size=max_bytes // (1024 * 1024) or 1)
        )


def _is_picture(raw: bytes) -> bool:
    return raw.startswith((_JPEG_START, _PNG_START)) or (raw[:4] == b"RIFF" and raw[8:12] == b"WEBP")


def _clean_image(raw: bytes, side: int) -> CleanFile:
    try:
        image = _upright(raw, side)
        thumb = image.copy()
        thumb.thumbnail((THUMB_SIDE, THUMB_SIDE))
        return CleanFile("image", "image/webp", _webp(image), _webp(thumb))
    except DomainError:
        raise
    except Exception as error:  # a hostile picture fails in many ways, none of which is ours
        raise UnsupportedFile(
            gettext("Vi kan ikke åbne billedet. Prøv at tage et nyt, eller gem det som JPG.")
        ) from error


def _upright(raw: bytes, side: int) -> "Image":
    """The picture at its final size, turned as the camera held it, with nothing but pixels."""
    from PIL import Image, ImageOps

    with Image.open(BytesIO(raw), formats=tuple(MAX_PIXELS)) as opened:
        if opened.width * opened.height > MAX_PIXELS[opened.format or "PNG"]:
            raise TooLarge(gettext("Billedet er for stort. Gør det mindre, og prøv igen."))
        opened.draft("RGB", (side, side))
        image = ImageOps.exif_transpose(opened)
        image = image.convert("RGBA" if image.has_transparency_data else "RGB")
    image.thumbnail((side, side))
    image.info = {}
    return image


def _webp(image: "Image") -> bytes:
    target = BytesIO()
    image.save(target, "WEBP", quality=WEBP_QUALITY, method=4)
    return target.getvalue()


def _clean_pdf(raw: bytes) -> CleanFile:
    try:
        data = _rebuilt_pdf(raw)
    except DomainError:
        raise
    except Exception as error:  # a hostile PDF fails in many ways, none of which is ours
        raise UnsupportedFile(gettext("Vi kan ikke åbne PDF-filen. Prøv at gemme den på ny.")) from error
    return CleanFile("pdf", "application/pdf", data)


def _rebuilt_pdf(raw: bytes) -> bytes:
    from pypdf import PdfReader, PdfWriter

    reader = PdfReader(BytesIO(raw))
    if reader.is_encrypted:
        raise UnsupportedFile(gettext("PDF-filen er låst med en kode. Gem den uden kode, og prøv igen."))
    _check_length(reader)
    writer = PdfWriter()
    writer.metadata = None
    for page in reader.pages:
        for key in set(page) - _PAGE_KEYS:
            del page[key]
        writer.add_page(page)
    _empty_pockets(writer)
    writer.compress_identical_objects()
    target = BytesIO()
    writer.write(target)
    return target.getvalue()


def _check_length(reader: "PdfReader") -> None:
    pages = len(reader.pages)
    if not pages:
        raise UnsupportedFile(gettext("PDF-filen er tom."))
    if pages > MAX_PDF_PAGES:
        raise TooLarge(gettext("PDF-filen har for mange sider. Der må højst være %(pages)s.", pages=MAX_PDF_PAGES))


def _empty_pockets(writer: "PdfWriter") -> None:
    """Take away what pages, fonts and pictures carry along besides what is drawn."""
    from pypdf.generic import DictionaryObject, StreamObject

    for held in writer._objects:
        if not isinstance(held, DictionaryObject):
            continue
        for key in _HIDDEN_KEYS:
            held.pop(key, None)
        if isinstance(held, StreamObject) and _is_jpeg(held):
            held._data = silent_jpeg(held._data)


def _is_jpeg(stream: Any) -> bool:
    filters = stream.get("/Filter")
    return filters == "/DCTDecode" or (isinstance(filters, list) and list(filters) == ["/DCTDecode"])


def silent_jpeg(data: bytes) -> bytes:
    """The same JPEG without Exif, XMP, captions and comments; unchanged where it is not in order."""
    kept, place = [data[:2]], 2
    while place + 4 <= len(data) and data[place] == 0xFF and data[place + 1] != _JPEG_SCAN:
        end = place + 2 + int.from_bytes(data[place + 2 : place + 4], "big")
        if data[place + 1] not in _JPEG_TALK:
            kept.append(data[place:end])
        place = end
    return b"".join([*kept, data[place:]])
