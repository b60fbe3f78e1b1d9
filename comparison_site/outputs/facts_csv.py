"""The facts as a table for spreadsheets (RFC 4180): a line for each value."""

import csv
from io import StringIO

from comparison_site.analysis.compare import groups
from comparison_site.model import Comparison

FACTS_PATH = "compare/facts.csv"
_HEAD = ("criterion", "fact", "name", "type", "unit", "better", "option", "option name", "value",
         "state", "note", "sources", "checked_on")  # fmt: skip
_STARTS_A_FORMULA = tuple("=+-@\t\r\n\uff1d\uff0b\uff0d\uff20")


def facts_csv(comparison: Comparison) -> str:
    """The text of the file. No text in it is read as a formula."""
    file = StringIO()
    writer = csv.writer(file)
    writer.writerow(_HEAD)
    for criterion, rows in groups(comparison):
        for row in rows:
            fact = row.fact
            head = (criterion.id, fact.id, fact.name, fact.kind.value, fact.unit or "")
            for option in comparison.options:
                value = fact.values[option.id]
                said = ("", value.state.value) if value.state else (value.value, "")
                whose = (fact.better.value if fact.better else "", option.id, option.name)
                cell = row.cells[option.id]
                checked = str(cell.checked or "")
                note = value.note or fact.note or ""
                line = (*head, *whose, *said, note, " ".join(cell.sources), checked)
                writer.writerow(map(_inert, line))
    return file.getvalue()


def _inert(text: str) -> str:
    """The text; with an apostrophe in front where a spreadsheet would run it.

    Some take full-width signs for the others (https://owasp.org/www-community/attacks/CSV_Injection).
    A number below zero is no formula.
    """
    is_number = text.removeprefix("-").replace(".", "", 1).isdecimal()
    return f"'{text}" if text.startswith(_STARTS_A_FORMULA) and not is_number else text
