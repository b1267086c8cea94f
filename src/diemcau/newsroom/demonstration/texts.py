"""Articles of the demonstration as text files: lines of facts, an empty line, then the body in HTML.

Lines of the body that begin with `@` are blocks of their own: `@picture NAME | CAPTION`, and `@table CAPTION` with its
rows below it, cells divided by `|`, up to an empty line.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from importlib.resources import files
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from django.utils import timezone


@dataclass(frozen=True, slots=True)
class Text:
    """One article; `facts` are its lines before the body, `body` what follows."""

    facts: dict[str, str]
    body: str

    @property
    def at(self) -> datetime:
        """Return the moment of the dateline."""
        return timezone.make_aware(datetime.strptime(self.facts["at"], "%Y-%m-%d %H:%M"))  # noqa: DTZ007

    @property
    def tags(self) -> list[str]:
        """Return the tags."""
        return [tag.strip() for tag in self.facts.get("tags", "").split(",") if tag.strip()]


def read(name: str) -> Text:
    """Read the article in `articles/<name>.html`."""
    whole = files(__package__).joinpath("articles", f"{name}.html").read_text("utf-8")
    head, body = whole.split("\n\n", 1)
    return Text(dict(line.split(": ", 1) for line in head.splitlines()), body)


def blocks(text: Text, pictures: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the body as raw blocks; `pictures` leads from a name to a picture."""
    made = []
    for place, (kind, value) in enumerate(_parts(text.body, pictures)):
        key = str(uuid5(NAMESPACE_URL, f"{text.facts['slug']}#{place}"))
        made.append({"type": kind, "value": value, "id": key})
    return made


def _parts(body: str, pictures: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    for part in re.split(r"(^@picture .*$|^@table .*(?:\n.+)+)", body, flags=re.MULTILINE):
        if part.startswith("@picture "):
            name, caption = part.removeprefix("@picture ").split(" | ")
            yield "picture", _picture(pictures[name], caption)
        elif part.startswith("@table "):
            yield "table", _table(part)
        elif part.strip():
            yield "text", part.strip()


def _picture(picture: Any, caption: str) -> dict[str, Any]:
    image = {"image": picture.pk, "decorative": False, "alt_text": picture.description}
    return {"image": image, "caption": caption, "credit": ""}


def _table(part: str) -> dict[str, Any]:
    caption, head, *rows = part.removeprefix("@table ").strip().splitlines()
    return {
        "caption": caption,
        "columns": [{"type": "text", "heading": cell.strip()} for cell in head.split("|")],
        "rows": [{"values": [cell.strip() for cell in row.split("|")]} for row in rows],
    }
