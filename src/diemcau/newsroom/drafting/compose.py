"""From facts to an article: title, lead and the raw blocks of its body. Pure; the same facts give the same blocks."""

from dataclasses import dataclass
from typing import Any, Protocol
from uuid import UUID, uuid5

from diemcau.newsroom.drafting import sentences_en, sentences_vi
from diemcau.newsroom.drafting.facts import EventFacts, PictureFacts
from diemcau.newsroom.drafting.prose import Part

Block = dict[str, Any]
_SPACE = UUID("6f1d7a64-6c1e-5f5e-9a53-0d6f2f1f3c10")
# What the figures block shows, in this order, at most eight of them.
_SHOWN = (
    "venue-delegates", "venue-branch", "venue-floors", "venues", "branches", "delegates", "statements", "floors",
)  # fmt: skip


class Sentences(Protocol):
    """What a language gives."""

    LABELS: dict[str, str]

    def title(self, facts: EventFacts) -> str: ...
    def lead(self, facts: EventFacts) -> str: ...
    def parts(self, facts: EventFacts) -> list[Part]: ...


LANGUAGES: dict[str, Sentences] = {"vi": sentences_vi, "en": sentences_en}


@dataclass(frozen=True, slots=True, kw_only=True)
class Composed:
    """An article as the facts give it."""

    title: str
    lead: str
    body: list[Block]


def compose(facts: EventFacts, language: str) -> Composed:
    """Write the article of these facts in a language (`vi`, `en`); another language is written in English."""
    words = LANGUAGES.get(language, LANGUAGES["en"])
    body = [_block(facts, part, "text", html) for part, html in words.parts(facts)]
    if figures := _figures(facts, words):
        body.append(_block(facts, "figures", "figures", figures))
    body += [
        _block(facts, f"picture-{picture.id}", "picture", _picture(picture)) for picture in facts.pictures
    ]
    return Composed(title=words.title(facts), lead=words.lead(facts), body=body)


def block_id(conference: str, venue: str, part: str) -> str:
    """Return the id of a part's block: the same for ever."""
    return str(uuid5(_SPACE, f"{conference}/{venue}/{part}"))


def _block(facts: EventFacts, part: str, kind: str, value: Any) -> Block:
    venue = facts.venue.key if facts.venue else ""
    return {"type": kind, "value": value, "id": block_id(facts.slug, venue, part)}


def _figures(facts: EventFacts, words: Sentences) -> dict[str, Any] | None:
    figures = [figure for name in _SHOWN if (figure := facts.figure(name)) is not None]
    if not figures:
        return None
    return {
        "conference": facts.slug,
        "figures": [
            {
                "name": figure.name,
                "label": words.LABELS[figure.name],
                "value": figure.value,
                "provisional": figure.provisional,
                "record": f"{facts.record_address}#{figure.record}"
                if facts.record_address and figure.record
                else "",
            }
            for figure in figures
        ],
    }


def _picture(picture: PictureFacts) -> dict[str, Any]:
    return {
        "image": {
            "image": picture.id,
            "decorative": False,
            # A caption is read aloud anyway: what the picture shows has to be written by somebody who sees it.
            "alt_text": picture.alternative,
        },
        "caption": picture.caption,
        "credit": picture.credit,
    }
