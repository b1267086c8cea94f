"""docs/settings.md is the one page of settings; it must be whole."""

import re

from diemcau.config import env, settings


def test_settings_page_lists_every_variable_with_its_default() -> None:
    page = (settings.PROJECT / "docs" / "settings.md").read_text()
    rows = re.findall(r"^\| `DIEMCAU_(\w+)` \| (.*?) \| (.*) \|$", page, re.MULTILINE)
    listed = {name: (default.strip("`"), meaning) for name, default, meaning in rows}
    declared = {one.name: (one.default or "(empty)", one.meaning) for one in env.VARIABLES.values()}
    assert listed == declared
