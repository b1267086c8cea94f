"""Whatever a command says to people goes through gettext: the sources of the commands are read for sentences that do not."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings

PACKAGE = Path(settings.PACKAGE)
SOURCES = sorted(path for name in ("cli", "serve", "simulation") for path in (PACKAGE / name).rglob("*.py"))
_SAYING = {"echo", "secho", "print", "say", "_say", "ClickException", "UsageError"}
_FINDING = {"ok", "warning", "fault", "bad"}  # the doctor's; the part may be the name of a program
_TRANSLATING = {"_", "gettext", "ngettext"}
# Counted in the report of a simulation and thus keys of its JSON.
_KEPT = {"ConnectionError"}
_COMMANDS = ("diemcau ", "make ")


def bare_texts(source: str) -> list[str]:
    """Return the texts that are said without a translation, and those that cannot be collected for one."""
    tree = ast.parse(source)
    nodes = list(ast.walk(tree))
    found = [text for node in nodes for said in _said(node) for text in _texts(said)]
    inside = [
        ast.unparse(node)
        for joined in nodes
        if isinstance(joined, ast.JoinedStr)  # xgettext does not look into an f-string
        for node in ast.walk(joined)
        if isinstance(node, ast.Call) and _name(node) in _TRANSLATING
    ]
    return found + inside


def _said(node: ast.AST) -> Iterator[ast.expr]:
    if isinstance(node, ast.Raise) and isinstance(node.exc, ast.Call) and _name(node.exc) not in _KEPT:
        yield from node.exc.args
    if isinstance(node, ast.Call):
        if _name(node) in _SAYING:
            yield from node.args
        if _name(node) in _FINDING:
            yield from node.args[1:]
        yield from (
            keyword.value for keyword in node.keywords if keyword.arg in {"help", "short_help", "epilog"}
        )


def _texts(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Call | ast.FormattedValue | ast.Subscript):
        return  # translated already, or data
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mod):
        yield from _texts(node.left)
    elif not isinstance(node, ast.Constant):
        for child in ast.iter_child_nodes(node):
            yield from _texts(child)
    elif isinstance(node.value, str) and not node.value.startswith(_COMMANDS):
        yield from [node.value] if any(letter.isalpha() for letter in node.value) else []


def _name(call: ast.Call) -> str:
    return getattr(call.func, "attr", getattr(call.func, "id", ""))


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_everything_said_goes_through_gettext(path: Path) -> None:
    assert bare_texts(path.read_text()) == []


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_texts_do_not_need_django(path: Path) -> None:
    """Django's gettext does not work before its apps are loaded, which many commands do not wait for."""
    names = {
        alias.name
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.ImportFrom) and node.module == "django.utils.translation"
        for alias in node.names
    }
    assert names == set()


@pytest.mark.parametrize(
    "line",
    [
        'click.echo("Text")',
        'click.echo(f"Ready: {name}")',
        'click.echo("Ready: " + name, err=True)',
        'raise click.ClickException("Text")',
        'raise PortTaken(f"Port {number} is taken")',
        'fault(part, "text", remedy)',
        'self._say("stopped" if done else word)',
        'click.option("--demo", help="Text")',
        "click.echo(f\"{_('Text')}\")",
    ],
)
def test_bare_text_is_found(line: str) -> None:
    assert bare_texts(line)


@pytest.mark.parametrize(
    "line",
    ['click.echo(_("Text") % name)', 'click.echo(f"{name}\\t{state}")', 'fault(part, told, "make setup")'],
)
def test_translated_text_and_bare_data_are_left_alone(line: str) -> None:
    assert bare_texts(line) == []
