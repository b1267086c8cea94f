"""Names of people: family name, middle names, given name; lists are sorted by the given name."""

from diemcau.core import text


def sort_name(full_name: str) -> str:
    """Return a full name as lists sort it: given name, family name, middle names (`Thông Nguyễn Viết`).

    The last word is taken as the given name and the first as the family name; whoever has a name of another
    shape edits the result.
    """
    words = text.clean(full_name).split(" ")
    return " ".join([words[-1], *words[:-1]]) if len(words) > 1 else words[0]


def order_key(name: str) -> str:
    """Return ASCII text whose byte order is the Vietnamese order of `name`, for a database column."""
    letters, tones = text.sort_key(name)
    return "".join(_letter(rank) for rank in letters) + "-" + "".join(str(tone) for tone in tones)


def _letter(rank: int) -> str:
    # Ranks of letters are small and positive; every other character, a space above all, comes before them.
    return f"z{rank:02x}" if rank >= 0 else f"a{rank + 0x110000:06x}"
