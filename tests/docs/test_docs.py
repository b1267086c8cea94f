"""What README and the pages under docs/ name exists: commands, options, variables, targets, files."""

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from diemcau.cli.main import cli
from diemcau.config import env, settings

pytestmark = pytest.mark.docs

PROJECT = Path(settings.PROJECT)
PAGES = [PROJECT / "README.md", *sorted((PROJECT / "docs").rglob("*.md"))]
# Read by tools/setup alone, which runs before there is an environment; settings.md names it apart.
OF_MAKE = {"NO_APT"}
_FENCED = re.compile(r"^ *```[^\n]*\n(.*?)^ *```", re.MULTILINE | re.DOTALL)
_INLINE = re.compile(r"`([^`]+)`")
_LINK = re.compile(r"\]\(([^()\s]+)\)")
_COMMAND = re.compile(r"(?:^|bin/|[;&] )diemcau ([a-z-].*)")
_TARGET = re.compile(r"(?:^|[\s;&])make ([a-z][a-z-]*)")

each_page = pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(PROJECT)))


def _code(text: str) -> Iterator[str]:
    """Return what a page sets as code, line by line."""
    for block in _FENCED.findall(text):
        yield from (line.partition("  #")[0].partition(" # ")[0].strip() for line in block.splitlines())
    yield from (" ".join(one.split()) for one in _INLINE.findall(_FENCED.sub("", text)))


def _faults(line: str) -> list[str]:
    """Return the words after `diemcau` that no command or option of it is called."""
    command: click.Command = cli
    context = click.Context(cli)
    faults = []
    for word in shlex.split(line.replace("…", "")):
        if word in {"&&", "||", ";", "|"}:
            break
        if isinstance(command, click.Group) and not word.startswith("-"):
            found = command.get_command(context, word)
            if found is None:
                return [word]
            command, context = found, click.Context(found, parent=context)
        elif word.startswith("--") and word.partition("=")[0] not in _options(command, context):
            faults.append(word)
    return faults


def _options(command: click.Command, context: click.Context) -> set[str]:
    return {option for parameter in command.get_params(context) for option in parameter.opts}


def _commands(text: str) -> list[str]:
    """Return what follows `diemcau` wherever it is called; the name of a process is a word for any of them."""
    lines = [found[1] for line in _code(text) if (found := _COMMAND.search(line))]
    return [line for line in lines if not line.startswith("process NAME")]


@each_page
def test_named_commands_and_options_exist(page: Path) -> None:
    wrong = {line: faults for line in _commands(page.read_text()) if (faults := _faults(line))}
    assert wrong == {}


def test_options_table_of_simulate_is_whole() -> None:
    page = (PROJECT / "docs" / "simulate.md").read_text()
    named = set(re.findall(r"`(--[a-z-]+)", page))
    command = cli.get_command(click.Context(cli), "simulate")
    assert command is not None
    assert named == _options(command, click.Context(command)) - {"--help", "CONFERENCE", "conference"}


@each_page
def test_named_variables_exist(page: Path) -> None:
    named = set(re.findall(r"DIEMCAU_([A-Z][A-Z_]*)", page.read_text()))
    assert named - set(env.VARIABLES) - OF_MAKE == set()


@each_page
def test_links_and_pictures_lead_somewhere(page: Path) -> None:
    targets = [one for one in _LINK.findall(page.read_text()) if "://" not in one and not one.startswith("#")]
    assert [one for one in targets if not (page.parent / one.partition("#")[0]).exists()] == []


@each_page
def test_named_targets_exist(page: Path) -> None:
    rules = set(re.findall(r"^([a-z][a-z-]*):", (PROJECT / "Makefile").read_text(), re.MULTILINE))
    named = {found for line in _code(page.read_text()) for found in _TARGET.findall(f" {line}")}
    assert named - rules == set()


def test_pages_name_commands_variables_and_targets() -> None:
    text = "\n".join(page.read_text() for page in PAGES)
    assert len(_commands(text)) > 20
    assert len(re.findall(r"DIEMCAU_[A-Z]", text)) > 20
    assert len(_TARGET.findall(" ".join(_code(text)))) > 5


@pytest.mark.parametrize(
    "line", ["doctr", "units impot FILE", "serve --dmeo", "prepare --demo --configuration"]
)
def test_names_that_do_not_exist_are_found(line: str) -> None:
    assert _faults(line)
