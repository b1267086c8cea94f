"""Breadcrumbs: the way from the home page, before the title or alone on a line."""

import re

from diemcau.newsroom.importing.letters import bare

_HOME = re.compile(
    r"(?:(?:ban )?dang (?:o|xem)(?: day)?\s*:?\s*)?(?:trang chu|trang nhat|home)?\s*"
    r"(?P<sign>[›»>→/|]+|::|[-–](?=\s))\s*"
)
_PART_WORDS_AT_MOST = 6


def crumbs_end(text: str) -> int:
    """Return where a line's breadcrumb ends and its last part begins; 0 where a line does not begin with one.

    The sign behind the home page parts the rest too; other signs belong to the names between.
    """
    home = _HOME.match(bare(text))
    if home is None or (home["sign"][0] in "-–/|:" and not home.group().strip(" -–/|:")):
        return 0
    end, sign = home.end(), home["sign"][0]
    while (next_sign := text.find(sign, end)) >= 0:
        name = text[end:next_sign].strip()
        if not name or len(name.split()) > _PART_WORDS_AT_MOST or not _parts(text, next_sign):
            break
        end = next_sign + len(text[next_sign:]) - len(text[next_sign:].lstrip(f"{sign} "))
    return end


def _parts(text: str, place: int) -> bool:
    """Say whether a sign parts names: a stroke or a dash only between spaces (`24/4`, `A-`)."""
    return text[place] not in "-–/" or (text[place - 1] == " " and text[place + 1 : place + 2] == " ")
