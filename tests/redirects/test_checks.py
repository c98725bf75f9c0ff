"""Each check fires where it should and stays silent beside it."""

import pytest

from readiness.redirects.checking import FINAL_TARGET, SEVERITY
from readiness.redirects.remarks import REMARKS
from readiness.redirects.summary import row_problems, summary_of
from readiness.scoring.worksheets.table import CELL_CODES, TABLE_CHECKS
from tests.redirects.sheets import at, check, flagged

Row = dict[str, str]


def row(old: str, new: str = "", **more: str) -> Row:
    return {"old_url": at(old), "new_url": at(new) if new else "", **more}


FINE = row("fine", "neu/fine", visits_16_months="5", migrate="yes", checked_in_staging="yes")


@pytest.mark.parametrize(
    ("code", "bad", "column"),
    [
        ("not_an_address", {"old_url": "produkt-1"}, "old_url"),
        ("not_an_address", row("a") | {"new_url": "javascript:alert(1)"}, "new_url"),
        ("value_missing", {"new_url": at("neu")}, "old_url"),
        ("duplicate_old_url", {"old_url": "HTTPS://ALT.example/fine/"}, "old_url"),
        ("missing_successor", row("a", visits_16_months="1"), "new_url"),
        ("missing_successor", row("a", backlinks="1"), "new_url"),
        ("target_is_itself", row("a", "a/"), "new_url"),
        ("chain", row("a", "fine"), "new_url"),
        ("several_hops_today", row("a", "b", existing_hops="2"), "existing_hops"),
        ("temporary_today", row("a", "b", status_code="302"), "status_code"),
        ("gone_with_visits", row("a", visits_16_months="1", match_type="gone"), "match_type"),
        ("migrate_without_target", row("a", migrate="yes"), "new_url"),
        ("dropped_to_unlike", row("rasenmaeher", "kontakt", migrate="no"), "new_url"),
        ("not_checked_in_staging", row("a", "b", checked_in_staging="no"), "checked_in_staging"),
        ("wrong_type", row("a", "b", visits_16_months="viele"), "visits_16_months"),
        ("out_of_range", row("a", "b", backlinks="-3"), "backlinks"),
        ("out_of_range", row("a", "b", status_code="700"), "status_code"),
        ("too_many_decimals", row("a", "b", backlinks="3.5"), "backlinks"),
        ("unknown_option", row("a", "b", migrate="perhaps"), "migrate"),
        ("unknown_option", row("a", "b", match_type="like"), "match_type"),
        ("unknown_option", row("a", "b", source="log, dream"), "source"),
        ("text_too_long", row("a", "b", owner="x" * 201), "owner"),
    ],
)
def test_a_problem_is_found_in_its_row_and_column(code: str, bad: Row, column: str) -> None:
    checked = check([FINE, bad])
    found = [p for p in row_problems(checked) if p.code == code and p.row == 3]
    assert [p.column for p in found] == [column]
    assert found[0].message
    assert found[0].remedy
    assert str(found[0]).startswith(f"3:{column}: {found[0].severity}: {code}: ")
    if code != "duplicate_old_url":
        assert flagged(checked, code) == [1]
    assert checked.sheet.height == 2


@pytest.mark.parametrize(
    "good",
    [
        FINE,
        row("a", visits_16_months="0", backlinks="0"),
        row("a", visits_16_months="7", match_type="gone") | {"match_type": ""} | row("a", "b"),
        row("a", "b", visits_16_months="12.0", existing_hops="1", status_code="301"),
        row("werkzeug/bohrer-18v", "neu/bohrer-18v.html", migrate="no"),
        row("a", "b", source="index; Sitemap log", match_type="Ähnlich", migrate="JA"),
    ],
)
def test_a_sound_row_has_no_error(good: Row) -> None:
    checked = check([good])
    assert [p for p in row_problems(checked) if p.severity == "error"] == []


def test_every_code_has_a_remark_and_words() -> None:
    assert set(REMARKS) == {*TABLE_CHECKS, *CELL_CODES}


def test_a_chain_names_its_end_so_that_it_becomes_one_hop() -> None:
    checked = check([row("a", "b"), row("b", "c"), row("c", "neu/c"), row("d", "neu/d")])
    assert flagged(checked, "chain") == [0, 1]
    assert checked.outcome[FINAL_TARGET].to_list() == [at("neu/c")] * 3 + [at("neu/d")]
    first = next(p for p in row_problems(checked) if p.code == "chain")
    assert at("neu/c") in first.message
    mended = check([row("a", "neu/c"), row("b", "neu/c"), row("c", "neu/c"), row("d", "neu/d")])
    assert flagged(mended, "chain") == []


def test_a_circle_names_all_its_members_and_who_leads_into_it_has_no_end() -> None:
    checked = check([row("a", "b"), row("b", "c"), row("c", "b"), row("x", "neu/x")])
    assert flagged(checked, "loop") == [1, 2]
    assert flagged(checked, "chain") == [0]
    assert checked.outcome[FINAL_TARGET].to_list() == [None, None, None, at("neu/x")]
    loops = [p for p in row_problems(checked) if p.code == "loop"]
    for problem in loops:
        assert f"{at('b')} → {at('c')} → {at('b')}" in problem.message


def test_what_stays_where_it_is_ends_a_chain() -> None:
    checked = check([row("a", "b"), row("b", "b")])
    assert flagged(checked, "chain") == []
    assert flagged(checked, "target_is_itself") == [1]


def test_what_is_gone_redirects_nobody() -> None:
    checked = check([row("a", "b"), row("b", "c", match_type="gone")])
    assert flagged(checked, "chain") == []
    assert checked.outcome[FINAL_TARGET].to_list() == [at("b"), None]


def test_all_rows_of_a_duplicate_are_named() -> None:
    checked = check([row("a", "b"), row("c", "d"), row("a/", "e"), row("A", "f"), row("a#x", "g")])
    assert flagged(checked, "duplicate_old_url") == [0, 2, 4]
    messages = [p.message for p in row_problems(checked) if p.code == "duplicate_old_url"]
    named = [message.rpartition("(")[2] for message in messages]
    assert named == ["4, 6)", "2, 6)", "2, 4)"]


HOME = {"new_url": "https://neu.example/"}


@pytest.mark.parametrize(
    ("to_home", "others", "found"),
    [(9, 0, False), (10, 0, True), (10, 490, False), (10, 489, True), (11, 490, True)],
)
def test_mass_redirects_to_the_home_page_are_ten_rows_and_two_per_cent(
    to_home: int, others: int, found: bool
) -> None:
    rows = [row(f"a{i}") | HOME for i in range(to_home)]
    rows += [row(f"b{i}", f"neu/b{i}") for i in range(others)]
    assert flagged(check(rows), "mass_to_home") == (list(range(to_home)) if found else [])


def test_the_home_page_itself_may_lead_home() -> None:
    rows = [row(f"a{i}") | HOME for i in range(10)] + [{"old_url": "https://alt.example/"} | HOME]
    assert flagged(check(rows), "mass_to_home") == list(range(10))


def test_checks_without_their_column_are_named_and_not_made() -> None:
    checked = check([row("a", "b")], columns=["old_url", "new_url"])
    assert checked.not_checked == (
        "missing_successor",
        "several_hops_today",
        "temporary_today",
        "gone_with_visits",
        "migrate_without_target",
        "dropped_to_unlike",
        "not_checked_in_staging",
    )
    assert summary_of(checked).not_checked == checked.not_checked
    assert checked.outcome[SEVERITY].to_list() == [None]
    assert checked.coverage == (0, 0, None)


def test_the_summary_counts_rows_by_check_and_severity() -> None:
    rows = [
        FINE,
        row("a", "fine", visits_16_months="3"),
        row("b", "c", status_code="302", checked_in_staging="ja"),
        row("d", "e"),
        row("f", visits_16_months="oops"),
    ]
    summary = summary_of(check(rows))
    assert (summary.rows, summary.errors, summary.warnings, summary.infos) == (5, 2, 1, 1)
    counted = {each.code: (each.severity, each.rows) for each in summary.checks}
    assert counted == {
        "wrong_type": ("error", 1),
        "missing_successor": ("error", 1),
        "chain": ("error", 1),
        "temporary_today": ("warning", 1),
        "not_checked_in_staging": ("info", 2),
    }
    assert summary.problems_found == len(summary.problems) == 6
    assert (summary.coverage.base, summary.coverage.covered) == (3, 1)
    assert summary.coverage.question == "cutover.redirect_plan"
