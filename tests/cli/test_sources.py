"""`readiness sources`."""

import json

from tests.cli.conftest import Call


def test_what_is_due_is_listed_in_order(call: Call) -> None:
    done = call("sources", "d2c-readiness", "--due", "2028-02-01", "--format", "json")
    found = json.loads(done.out)
    days = [entry["due"] for entry in found]
    assert days == sorted(days)
    assert days[-1] <= "2028-02-01"
    assert all(entry["cited_by"] and entry["says"] for entry in found)
    assert {entry["source"]["kind"] for entry in found}.isdisjoint({"interview", "guide"})


def test_the_list_says_what_rests_on_a_source(call: Call) -> None:
    done = call("sources", "--due", "2027-02-01")
    assert done.code == 0
    assert "d2c-readiness@2026.1.0" in done.text
    assert "2026-11-22  F-CH-06  law, memory, grade C, checked 2026-11-22: from memory" in done.text
    assert "Rests on it: CHN-03, CHN-04, CHN-05, MPL-05, G4, X-09, R3, REC-10" in done.text


def test_nothing_due_is_said(call: Call) -> None:
    done = call("sources", "--due", "2020-01-01")
    assert (done.code, done.text) == (0, "Nothing is due by 2020-01-01.\n")


def test_without_a_day_it_is_today(call: Call) -> None:
    assert "by 20" in call("sources").text


def test_a_day_that_is_none_is_refused(call: Call) -> None:
    assert call("sources", "--due", "soon").code == 2
