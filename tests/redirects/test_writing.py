"""The checked sheet has every given cell as it was, what was found, and nothing that acts."""

import csv
from io import StringIO

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from readiness.redirects.checking import Checked, check_sheet
from readiness.redirects.csv_writing import csv_bytes
from readiness.redirects.headers import ADDED
from readiness.redirects.written import written_frame, written_rows, written_titles
from tests.redirect_worksheet import ENGLISH, GERMAN, UNDERSTOOD
from tests.redirects.sheets import at, check, read, silent

HOSTILE = ("=1+1", "+1", "-5", "@SUM(A1)", "\t=1", "\r=1", "'=1", "''=1", "'", "a\r\nb", '"', "﻿x")


def written(checked: Checked) -> bytes:
    return csv_bytes(checked, written_frame(checked, ENGLISH))


def table(content: bytes) -> list[list[str]]:
    return list(csv.reader(StringIO(content.decode("utf-8-sig"), newline="")))


CELL = st.text(
    st.characters(codec="utf-8", exclude_characters="\0") | st.sampled_from("=+-@\t\r\n'\";,"),
    max_size=6,
) | st.sampled_from(HOSTILE)


@given(st.lists(st.tuples(CELL, CELL, CELL), min_size=1, max_size=6), st.sampled_from(",;\t"))
def test_reading_the_written_sheet_gives_the_same_rows(
    rows: list[tuple[str, str, str]], delimiter: str
) -> None:
    given_rows = [row for row in rows if any(row)] or [("https://a.example/", "", "")]
    out = StringIO()
    csv.writer(out, delimiter=delimiter).writerows([["old_url", "any", "new_url"]])
    disarmed = [[f"'{c}" if c.lstrip("'")[:1] in set("=+-@\t\r") else c for c in r]
                for r in given_rows]  # fmt: skip
    csv.writer(out, delimiter=delimiter, quoting=csv.QUOTE_ALL).writerows(disarmed)
    first = read(out.getvalue())
    assert first.cells.select("c0", "c1", "c2").rows() == given_rows
    content = written(check_sheet(first, UNDERSTOOD, silent))
    again = read(content)
    assert again.titles == first.titles
    assert again.cells.drop("row").equals(first.cells.drop("row"))
    assert written(check_sheet(again, UNDERSTOOD, silent)) == content


def test_no_written_cell_is_a_formula() -> None:
    rows = [{"old_url": at(str(i)), "owner": cell} for i, cell in enumerate(HOSTILE)]
    hostile_title = check(rows, ["old_url", "owner", "=cmd()"])
    for row in table(written(hostile_title)):
        for cell in row:
            assert cell[:1] not in set("=+-@\t\r")


def test_given_columns_come_first_in_the_given_order() -> None:
    checked = check([{"old_url": at("a"), "Notiz": "x"}], ["Notiz", "new_url", "old_url"])
    assert written_titles(checked) == ("Notiz", "new_url", "old_url", *ADDED)
    header, first = table(written(checked))
    assert header == ["Notiz", "new_url", "old_url", *ADDED]
    assert first[:3] == ["x", "", at("a")]


def test_problems_are_told_in_the_language_with_what_they_refer_to() -> None:
    rows = [
        {"old_url": at("a"), "new_url": at("b")},
        {"old_url": at("b"), "new_url": at("neu/b"), "visits_16_months": "x"},
        {"old_url": at("b/"), "new_url": at("neu/b")},
    ]
    checked = check(rows)
    german = written_frame(checked, GERMAN)
    told = german["problems"].to_list()
    assert told[0].startswith("chain: Die neue Adresse wird selbst weitergeleitet. (→ ")
    assert at("neu/b") in told[0]
    assert told[1].startswith("wrong_type: Das ist keine Zahl. | duplicate_old_url: ")
    assert "duplicate_old_url (4)" in told[1]
    assert german["severity"].to_list() == ["error"] * 3
    assert german["final_target"].to_list() == [at("neu/b")] * 3
    assert "wrong_type: This is no figure." in written_frame(checked, ENGLISH)["problems"][1]


def test_a_circle_is_written_with_its_members_and_a_long_one_is_cut() -> None:
    rows = [{"old_url": at(str(i)), "new_url": at(str((i + 1) % 30))} for i in range(30)]
    frame = written_frame(check(rows), ENGLISH)
    assert f"{at('19')} (+11)) | " in frame["problems"][7]
    assert frame["final_target"].to_list() == [""] * 30


def test_figures_are_figures_again_and_other_cells_stay_texts() -> None:
    rows = [
        {"old_url": at("a"), "visits_16_months": "12", "backlinks": "viele", "owner": "007"},
        {"old_url": at("b"), "visits_16_months": "", "owner": "=1"},
    ]
    columns = ["old_url", "visits_16_months", "backlinks", "owner"]
    checked = check(rows, columns)
    frame = written_frame(checked, ENGLISH)
    cells = [row[:4] for row in written_rows(checked, frame)]
    assert cells == [(at("a"), 12, "viele", "007"), (at("b"), "", "", "=1")]


@pytest.mark.parametrize("rows", [1, 3])
def test_suggestions_stand_beside_the_row_with_their_likeness(rows: int) -> None:
    given_rows = [{"old_url": at("bohrer/bohrer-18v")}] + [
        {"old_url": at(f"x{i}"), "new_url": at(f"neu/bohrer-18v-{i}")} for i in range(rows)
    ]
    frame = written_frame(check(given_rows), ENGLISH)
    offered = frame["suggestions"][0].split(" | ")
    assert len(offered) == rows
    assert offered[0].startswith(at("neu/bohrer-18v-0"))
    assert frame.select(pl.col("suggestions").str.len_chars()).sum().item() == len(
        frame["suggestions"][0]
    )
