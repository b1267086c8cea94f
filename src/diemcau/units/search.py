"""Finding units by what people type: without accents, with either tone habit, without the type word, by
code.
"""

from datetime import date

from diemcau.core.text import fold
from diemcau.units.models import Level
from diemcau.units.names import bare
from diemcau.units.tree import UnitNode, as_of

_RANK = {level: rank for rank, level in enumerate(Level.values)}
_NO_MATCH = 9


def search(text: str, on: date | None = None, limit: int = 20) -> list[UnitNode]:
    """Return the units of a day that match, the best first: whole name, its beginning, a word's beginning,
    all words.

    Within one kind of match higher levels come first, then codes. An empty text finds nothing.
    """
    query = fold(text)
    if not query:
        return []
    words = query.split()
    scored = ((_match(node, query, words), node) for node in as_of(on))
    found = [(score, _RANK[node.level], node.code, node) for score, node in scored if score != _NO_MATCH]
    return [node for *_, node in sorted(found, key=lambda row: row[:3])[:limit]]


def _match(node: UnitNode, query: str, words: list[str]) -> int:
    name = node.folded
    if words[0] not in name and query != node.code.casefold():
        return _NO_MATCH
    short = bare(name)
    if query in {short, name, node.code.casefold()}:
        return 0
    if short.startswith(query) or name.startswith(query):
        return 1
    if f" {query}" in name:
        return 2
    parts = name.split()
    return 3 if all(any(part.startswith(word) for part in parts) for word in words) else _NO_MATCH
