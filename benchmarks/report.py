"""The table of a run, as text and in docs/performance.md."""

import platform
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

TARGET = Path(__file__).resolve().parents[1] / "docs" / "performance.md"
MARKER = "\n<!-- notes below are written by hand -->\n"


@dataclass(frozen=True)
class Row:
    """One page at one size of the table."""

    page: str
    size: int
    rate: float
    floor: float
    failures: int

    @property
    def ratio(self) -> float:
        """The share of the floor's rate."""
        return self.rate / self.floor


@dataclass
class Report:
    """All that one run measured."""

    client: str
    rows: list[Row] = field(default_factory=list)
    facts: list[tuple[str, str, str]] = field(default_factory=list)
    """(what, measured, to reach)"""
    sections: list[str] = field(default_factory=list)
    """More of it, each with its heading (``## ...``)."""

    def text(self) -> str:
        """The report as Markdown."""
        small, large = sorted({row.size for row in self.rows})
        lines = [
            "# Performance",
            "",
            "Written by `make bench`. Only ratios within one run mean anything: the floor is a bare Flask, SQLAlchemy and Jinja page of 20 rows,",
            f"served the same way (gunicorn, 2 sync workers, PostgreSQL, concurrency 16, {self.client}) in the same run, before and after each page.",
            "",
            f"Run of {datetime.now(UTC):%Y-%m-%d} on {platform.machine()}, Python {platform.python_version()}.",
            "",
            f"| page | of the floor at {small:,} | of the floor at {large:,} | cost at {large:,} / {small:,} | answers a second at {large:,} | failures |",
            "| --- | --- | --- | --- | --- | --- |",
        ]
        by_page: dict[str, dict[int, Row]] = {}
        for row in self.rows:
            by_page.setdefault(row.page, {})[row.size] = row
        for page, sizes in by_page.items():
            a, b = sizes[small], sizes[large]
            lines.append(
                f"| {page} | {a.ratio:.2f} | {b.ratio:.2f} | {a.ratio / b.ratio:.2f} | {b.rate:,.0f} | {a.failures + b.failures} |"
            )
        lines += ["", "| what | measured | to reach |", "| --- | --- | --- |"]
        lines += [f"| {what} | {measured} | {goal} |" for what, measured, goal in self.facts]
        return "\n\n".join(["\n".join(lines), *self.sections]) + "\n"

    def write(self) -> None:
        """Replace the table in docs/performance.md; what stands below its line is kept."""
        notes = TARGET.read_text(encoding="utf-8").partition(MARKER)[2] if TARGET.exists() else "\n"
        TARGET.write_text(self.text() + MARKER + notes, encoding="utf-8")


def put_section(section: str) -> None:
    """Replace one section of docs/performance.md, or add it below the others; what is written by hand is kept."""
    written, marker, notes = TARGET.read_text(encoding="utf-8").partition(MARKER)
    heading = section.partition("\n")[0]
    before, _, old = written.partition(f"\n{heading}\n")
    after = old.partition("\n## ")
    parts = [before.strip(), section.strip(), f"## {after[2].strip()}" if after[1] else ""]
    TARGET.write_text("\n\n".join(part for part in parts if part) + "\n" + marker + notes, encoding="utf-8")
