"""An import's result in the reader's words."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from diemcau.units.importing.run import ImportResult


def describe_import(result: ImportResult, *, dry_run: bool) -> Iterator[str]:
    """Yield the lines that tell a person what an import did, or each fault and that nothing was written."""
    for fault in result.faults:
        where = _("line %s") % fault.line if fault.line else _("the list")
        yield f"{where}: {fault.fault}"
    if result.faults:
        count = len(result.faults)
        text = ngettext("%(n)s fault; nothing was written.", "%(n)s faults; nothing was written.", count)
        yield text % {"n": count}
        return
    text = _("%(created)s new, %(updated)s changed (%(closed)s of them closed), %(unchanged)s unchanged.")
    yield text % {name: getattr(result, name) for name in ("created", "updated", "closed", "unchanged")}
    if dry_run:
        yield _("This was a trial: nothing was written.")
