"""The process that prints: what a PDF has, what it refuses to fetch, what it says where libraries are missing."""

import http.server
import io
import json
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from pypdf import PdfReader

from youthvoice.core.pdf import printer

ROOT = Path(printer.__file__).resolve().parents[2]
FONT = next((ROOT / "static" / "dist").glob("figtree-latin-wght-normal-*.woff2"))
COMMAND = (sys.executable, "-I", printer.__file__)


def printed(body: str, head: str = "<title>Dagsorden</title>", language: str = "da") -> bytes:
    """The PDF of a page, by the process itself."""
    html = f'<!doctype html><html lang="{language}"><head>{head}</head><body class="letter">{body}</body></html>'
    order = json.dumps({"html": html, "fonts": {"paper:Figtree": str(FONT)}}).encode()
    done = subprocess.run(COMMAND, input=order, capture_output=True, check=True, timeout=60, env={})
    return done.stdout


def test_title_language_tags_and_letters() -> None:
    text = "Rødgrød på Ærø, ØSTRE Å og 80 % støtte"
    reader = PdfReader(io.BytesIO(printed(f"<h1>{text}</h1><p>Brødtekst</p>", language="en")))
    root = reader.trailer["/Root"]
    assert text in reader.pages[0].extract_text()
    assert reader.metadata is not None
    assert reader.metadata.title == "Dagsorden"
    assert (root["/Lang"], root["/MarkInfo"]["/Marked"]) == ("en", True)
    assert "/StructTreeRoot" in root
    assert b"pdfuaid:part" in root["/Metadata"].get_data()


def test_our_own_font_is_inside() -> None:
    reader = PdfReader(io.BytesIO(printed("<p>æøå</p>")))
    [font] = reader.pages[0]["/Resources"]["/Font"].get_object().values()
    inner = font.get_object()["/DescendantFonts"][0].get_object()
    assert "Figtree" in font.get_object()["/BaseFont"]
    assert "/FontFile2" in inner["/FontDescriptor"] or "/FontFile3" in inner["/FontDescriptor"]


@pytest.fixture
def listener() -> object:
    """A web server of our own that notes who asks."""
    asked: list[str] = []

    class Noting(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_error(404)

        def log_message(self, *_args: object) -> None:
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Noting)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server.server_port, asked
    server.shutdown()
    server.server_close()


def test_nothing_is_fetched_from_outside(listener: tuple[int, list[str]], tmp_path: Path) -> None:
    port, asked = listener
    secret = tmp_path / "secret.txt"
    secret.write_text("MEGET-HEMMELIGT", encoding="utf-8")
    web = f"http://127.0.0.1:{port}"
    hostile = (
        f'<img src="{web}/a.png"><img src="file://{secret}"><object data="file://{secret}"></object>'
        f'<link rel="stylesheet" href="{web}/b.css"><link rel="attachment" href="file://{secret}">'
        f'<style>@import "{web}/c.css"; p {{ background: url({web}/d.png); content: url(file://{secret}) }}</style>'
        f'<svg><image href="{web}/e.png" xlink:href="file://{secret}"/><use href="{web}/f.svg#x"/></svg>'
        f'<iframe src="{web}/g"></iframe><embed src="file://{secret}"><p>Resten står her</p>'
    )
    pdf = printed(hostile, head=f'<title>x</title><base href="{web}/">')
    reader = PdfReader(io.BytesIO(pdf))
    assert asked == []
    assert "Resten står her" in reader.pages[0].extract_text()
    assert not list(reader.attachments)
    assert not any(list(page.images) for page in reader.pages)
    streams = b"".join(
        stream.get_data()
        for number in range(1, len(reader.xref[0]) + 1)
        if hasattr(stream := reader.get_object(number), "get_data")
    )
    assert b"MEGET-HEMMELIGT" not in pdf + streams


def test_the_hostile_page_is_one_that_would_be_fetched(tmp_path: Path) -> None:
    # The guard of the test above: with weasyprint's own fetcher the same picture comes in.
    from PIL import Image

    picture = tmp_path / "a.png"
    Image.new("RGB", (2, 2)).save(picture)
    code = f"import sys, weasyprint; sys.stdout.buffer.write(weasyprint.HTML(string='<img src=\"file://{picture}\">').write_pdf())"
    done = subprocess.run((sys.executable, "-c", code), capture_output=True, check=True, timeout=60)
    assert len(PdfReader(io.BytesIO(done.stdout)).pages[0].images) == 1


def test_missing_libraries_are_named_by_package() -> None:
    libraries = {"libc.so.6": "libc6", "libdoes-not-exist.so.9": "libdoes-not-exist9"}
    assert printer.missing_packages(libraries) == ["libdoes-not-exist9"]
    done = subprocess.run((*COMMAND, "--missing"), capture_output=True, check=True, timeout=60)
    assert done.stdout == b""
