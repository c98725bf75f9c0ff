"""What a problem refers to, in signs that every language reads: rows, addresses and arrows."""

from collections import defaultdict

import polars as pl

from readiness.redirects.checking import FINAL_TARGET, Checked
from readiness.redirects.checks import AT, OLD
from readiness.redirects.sheet import ROW

MOST_NAMED = 20
_ARROW = " → "


class Details:
    """Names other rows of a duplicate, the end of a chain and the members of a circle."""

    def __init__(self, checked: Checked) -> None:
        self._rows: list[int] = checked.cells[ROW].to_list()
        self._targets: list[str | None] = checked.outcome[FINAL_TARGET].to_list()
        self._twice = _rows_of_duplicates(checked)
        self._circles = _circles(checked)

    def of(self, code: str, at: int) -> str:
        """Return what the problem of the row refers to, "" for nothing."""
        match code:
            case "duplicate_old_url":
                others = [row for row in self._twice.get(at, []) if row != self._rows[at]]
                return _few([str(row) for row in others], ", ")
            case "chain":
                target = self._targets[at]
                return f"{_ARROW.strip()} {target or '∞'}"
            case "loop":
                return self._circles.get(at, "")
        return ""


def _rows_of_duplicates(checked: Checked) -> dict[int, list[int]]:
    by_key: defaultdict[str, list[int]] = defaultdict(list)
    repeated = checked.cells.filter(pl.col(OLD).is_not_null() & pl.col(OLD).is_duplicated())
    places = list(repeated.select(AT, ROW, OLD).iter_rows())
    for _, row, old in places:
        by_key[old].append(row)
    return {at: by_key[old] for at, _, old in places}


def _circles(checked: Checked) -> dict[int, str]:
    named = {}
    addresses = checked.cells["old_url"]
    for circle in checked.redirects.ends.circles:
        places = [checked.redirects.at[member] for member in circle]
        shown = _few([*(addresses[at] for at in places), addresses[places[0]]], _ARROW)
        named.update(dict.fromkeys(places, shown))
    return named


def _few(names: list[str], between: str) -> str:
    more = f" (+{len(names) - MOST_NAMED})" if len(names) > MOST_NAMED else ""
    return between.join(names[:MOST_NAMED]) + more
