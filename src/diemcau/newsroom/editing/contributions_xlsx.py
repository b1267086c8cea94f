"""The register of contributions as a workbook: persons with totals, and the articles behind them."""

from io import BytesIO

from django.utils import timezone
from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell import Cell, MergedCell
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from diemcau.newsroom.editing.contributions import Register, Row

_WHOLE = "#,##0"
_DAY = "dd/mm/yyyy hh:mm"
_THIN = Side(style="thin")
_LINE = Border(_THIN, _THIN, _THIN, _THIN)


def to_xlsx(register: Register) -> bytes:
    """Return the register as XLSX; numbers are numbers, dates are dates, names can never become formulas."""
    book = Workbook()
    persons = book.active or book.create_sheet()
    persons.title = _("Contributions")
    _fill_persons(persons, register)
    _fill_articles(book.create_sheet(_("List of articles")), register)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _fill_persons(sheet: Worksheet, register: Register) -> None:
    _text(
        sheet, 1, 1, _("Register of contributions, %(month)s") % {"month": f"{register.month:%m/%Y}"}
    ).font = Font(bold=True, size=14)
    _text(sheet, 2, 1, register.portal.name)
    heads = (_("No."), _("Name"), _("Articles"), _("Characters"), _("Articles with pictures"), _("Pictures"))
    _head(sheet, 4, heads, (6, 36, 12, 14, 14, 12))
    for number, row in enumerate(register.rows, 1):
        _number(sheet, 4 + number, 1, number)
        _text(sheet, 4 + number, 2, row.name)
        _counts(sheet, 4 + number, row)
    last = 5 + len(register.rows)
    _text(sheet, last, 2, _("Total (each once)"))
    _counts(sheet, last, register.total)
    for cell in sheet[last]:
        cell.font = Font(bold=True)


def _counts(sheet: Worksheet, line: int, row: Row) -> None:
    for column, value in enumerate((row.articles, row.characters, row.pictured_articles, row.pictures), 3):
        _number(sheet, line, column, value)


def _fill_articles(sheet: Worksheet, register: Register) -> None:
    heads = (_("Published on"), _("Title"), _("Author"), _("Photographer"), _("Characters"), _("Pictures"))
    _head(sheet, 1, heads, (18, 70, 28, 28, 14, 12))
    for line, entry in enumerate(register.entries, 2):
        at = sheet.cell(line, 1, timezone.localtime(entry.article.first_published_at).replace(tzinfo=None))
        at.number_format, at.border = _DAY, _LINE
        _text(sheet, line, 2, entry.article.title).alignment = Alignment(wrap_text=True, vertical="top")
        _text(sheet, line, 3, ", ".join(entry.authors))
        _text(sheet, line, 4, ", ".join(entry.photographers))
        _number(sheet, line, 5, entry.characters)
        _number(sheet, line, 6, entry.pictures)


def _head(sheet: Worksheet, line: int, heads: tuple[str, ...], widths: tuple[int, ...]) -> None:
    for column, (head, width) in enumerate(zip(heads, widths, strict=True), 1):
        cell = _text(sheet, line, column, head)
        cell.font, cell.alignment = (
            Font(bold=True),
            Alignment(wrap_text=True, horizontal="center", vertical="center"),
        )
        sheet.column_dimensions[get_column_letter(column)].width = width
    sheet.freeze_panes = sheet.cell(line + 1, 1).coordinate
    sheet.print_title_rows = f"{line}:{line}"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.orientation = sheet.ORIENTATION_LANDSCAPE
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


def _text(sheet: Worksheet, line: int, column: int, text: str) -> Cell | MergedCell:
    cell = sheet.cell(line, column)
    cell.value = text
    cell.data_type = "s"  # what begins with = stays a text
    cell.border = _LINE
    return cell


def _number(sheet: Worksheet, line: int, column: int, value: int) -> None:
    cell = sheet.cell(line, column, value)
    cell.number_format, cell.border = _WHOLE, _LINE
