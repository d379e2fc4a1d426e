"""The process that turns HTML into a PDF and then ends. It runs by itself, apart from the application.

Standard input: one JSON object, ``{"html": …, "fonts": {address: file}}``. Standard output: the PDF.
Status 3: libraries of the system are missing; standard error names their Debian packages. With ``--missing`` it only looks,
and names them on standard output.
It fetches nothing but the fonts it was given: no address of the web, no file, no ``data:``.
"""

import ctypes
import json
import resource
import sys
from pathlib import Path
from typing import Any

MISSING = 3
"""The status that says so."""
CPU_SECONDS = 20
MEMORY_BYTES = 1024 * 2**20
# What weasyprint opens, and the Debian package it comes with.
LIBRARIES = {
    "libgobject-2.0.so.0": "libglib2.0-0",
    "libfontconfig.so.1": "libfontconfig1",
    "libharfbuzz.so.0": "libharfbuzz0b",
    "libharfbuzz-subset.so.0": "libharfbuzz-subset0",
    "libpango-1.0.so.0": "libpango-1.0-0",
    "libpangoft2-1.0.so.0": "libpangoft2-1.0-0",
}


def missing_packages(libraries: dict[str, str]) -> list[str]:
    """The packages of those libraries that cannot be opened here."""
    return [package for name, package in libraries.items() if not _opens(name)]


def _opens(name: str) -> bool:
    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True


def make_pdf(html: str, style: str, fonts: dict[str, str]) -> bytes:
    """The PDF: tagged, with the title and the language of the HTML, fonts embedded."""
    from weasyprint import CSS, HTML
    from weasyprint.text.fonts import FontConfiguration
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    class OnlyFonts(URLFetcher):
        def fetch(self, url: str, headers: dict[str, str] | None = None) -> Any:  # noqa: ARG002  # its own signature
            if url not in fonts:
                raise ValueError("nothing is fetched from outside")
            return URLFetcherResponse(url, Path(fonts[url]).read_bytes(), {"Content-Type": "font/woff2"})

    fetcher, configuration = OnlyFonts(), FontConfiguration()
    faces = "".join(_face(url) for url in fonts)
    sheet = CSS(string=faces + style, url_fetcher=fetcher, font_config=configuration)
    pdf: bytes = HTML(string=html, url_fetcher=fetcher).write_pdf(
        stylesheets=[sheet], font_config=configuration, pdf_variant="pdf/ua-1"
    )
    return pdf


def _face(url: str) -> str:
    """``paper:Name`` is a family called Name."""
    family = url.partition(":")[2]
    return f'@font-face {{ font-family: "{family}"; font-weight: 300 900; src: url("{url}") format("woff2") }}\n'


def main() -> int:
    """Read, print, end."""
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    missing = missing_packages(LIBRARIES)
    if "--missing" in sys.argv:
        sys.stdout.write(" ".join(missing))
        return 0
    if missing:
        sys.stderr.write(" ".join(missing))
        return MISSING
    order = json.load(sys.stdin.buffer)
    style = Path(__file__).with_name("paper.css").read_text(encoding="utf-8")
    sys.stdout.buffer.write(make_pdf(order["html"], style, order["fonts"]))
    return 0


if __name__ == "__main__":
    sys.exit(main())
