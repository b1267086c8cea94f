"""Write what was measured into docs/figures.md: a section for each measure, replaced by the next run of that measure."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

from bench.figure import Figure

PAGE = Path(__file__).parent.parent / "docs" / "figures.md"


def write(measured: Mapping[str, list[Figure]], where: str, page: Path = PAGE) -> None:
    """Put each measure's section, with the machine and the day, in place of the one before, or at the end."""
    text = page.read_text(encoding="utf-8")
    for name, figures in measured.items():
        section = _section(name, figures, where)
        before = re.compile(rf"^### {re.escape(name)}\n.*?(?=^##|\Z)", re.DOTALL | re.MULTILINE)
        text = before.sub(lambda _: section, text) if before.search(text) else f"{text.rstrip()}\n\n{section}"  # noqa: B023
    page.write_text(text.rstrip() + "\n", encoding="utf-8")


def _section(name: str, figures: list[Figure], where: str) -> str:
    day = datetime.now(UTC).strftime("%d/%m/%Y %H:%M UTC")
    rows = "\n".join(_row(figure) for figure in figures)
    return f"### {name}\n\n{day}; {where}\n\n| what | measured | at most | kept |\n| --- | --- | --- | --- |\n{rows}\n\n"


def _row(figure: Figure) -> str:
    limit = "" if figure.limit is None else f"{figure.limit:g}"
    kept = "" if figure.limit is None else "yes" if figure.good else "**no**"
    return f"| {figure.name.strip()} | {figure.value:g} {figure.unit} | {limit} | {kept} |"
