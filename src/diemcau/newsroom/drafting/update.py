"""Bring an article up to date without touching what an editor wrote: a merge of three. Pure.

The three are what was generated (digests by block id, the newest last), what stands in the article now, and what the
facts give. Every digest counts, not only the newest: an editor whose window stood open through an update saves an older
text that nobody wrote.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from diemcau.newsroom.drafting.compose import Block
from diemcau.newsroom.drafting.digest import digest
from diemcau.newsroom.drafting.facts import Figure

History = Mapping[str, list[str]]
_REMEMBERED = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Merged:
    """The body after an update, the digests to remember, and the ids of the blocks by what was done with them.

    `kept` are those that an editor changed and the facts would have changed too; `left_out` those that an editor took
    out.
    """

    body: list[Block]
    digests: dict[str, list[str]]
    added: list[str] = field(default_factory=list)
    replaced: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)

    @property
    def changed(self) -> bool:
        """Say whether the body is another one than before."""
        return bool(self.added or self.replaced or self.removed)


def merge(generated: History, current: Iterable[Block], wanted: Iterable[Block]) -> Merged:
    """Return the article's body with every untouched block as the facts give it, in the editor's order."""
    wishes = {block["id"]: block for block in wanted}
    merged = Merged(body=[], digests=dict(generated))
    for block in current:
        _take(merged, block, wishes, generated)
    _add(merged, wishes, generated)
    return merged


def merge_text(generated: list[str], current: str, wanted: str) -> tuple[str, list[str]]:
    """Return a plain field (title, lead) and the digests to remember; what an editor changed stays."""
    if not generated or digest(current) in generated or digest(current) == digest(wanted):
        return wanted, _with(generated, digest(wanted))
    return current, generated


def settle(body: Iterable[Block], slug: str, locked: Mapping[str, Figure]) -> list[Block]:
    """Return the body with the locked figures in every figures block of the conference, whoever put it there."""
    return [
        block
        if block["type"] != "figures" or block["value"]["conference"] != slug
        else {**block, "value": _settled(block["value"], locked)}
        for block in body
    ]


def _settled(value: dict[str, Any], locked: Mapping[str, Figure]) -> dict[str, Any]:
    return {**value, "figures": [_settled_entry(entry, locked) for entry in value["figures"]]}


def _settled_entry(entry: dict[str, Any], locked: Mapping[str, Figure]) -> dict[str, Any]:
    if entry.get("type") == "item":
        return {**entry, "value": _settled_entry(entry["value"], locked)}
    figure = locked.get(entry["name"])
    return entry if figure is None else {**entry, "value": figure.value, "provisional": False}


def _with(generated: list[str], newest: str) -> list[str]:
    """Return the digests with another one as the newest."""
    return [*(known for known in generated if known != newest), newest][-_REMEMBERED:]


def _take(merged: Merged, block: Block, wishes: Mapping[str, Block], generated: History) -> None:
    """Take over a block of the article as it is, as the facts give it, or not at all."""
    known, here = block["id"], digest(block["value"])
    history = generated.get(known, [])
    untouched = here in history
    if known not in wishes:
        if untouched:
            merged.removed.append(known)
            del merged.digests[known]
        else:
            merged.body.append(block)
        return
    wish = wishes[known]
    there = digest(wish["value"])
    if here == there:
        merged.body.append(block)
        merged.digests[known] = _with(history, there)
    elif untouched:
        merged.body.append(wish)
        merged.replaced.append(known)
        merged.digests[known] = _with(history, there)
    else:
        merged.body.append(block)
        if there not in history[-1:]:
            merged.kept.append(known)


def _add(merged: Merged, wishes: Mapping[str, Block], generated: History) -> None:
    """Put each new block behind the one that comes before it in the facts' order."""
    before: str | None = None
    for known, wish in wishes.items():
        here = [block["id"] for block in merged.body]
        if known not in here:
            if known in generated:
                merged.left_out.append(known)
                continue
            merged.body.insert(here.index(before) + 1 if before in here else 0, wish)
            merged.added.append(known)
            merged.digests[known] = [digest(wish["value"])]
        before = known
