"""The plan over the months: every bar inside its window, none before what it needs."""

import pytest

from readiness.reports.view.facts import Facts, gather_facts
from readiness.reports.view.parts import ActionView
from readiness.reports.view.plan_parts import PlanBar, PlanWindow
from readiness.reports.view.schedule import build_bars
from tests.reports.view.companies import COMPANIES, CONTEXT, questionnaire, result, view
from tests.reports.view.migration import MOVERS, mover


def facts() -> Facts:
    return gather_facts(questionnaire(), result("c3-delta"), CONTEXT)


def action(code: str, *needs: str, parallel: tuple[str, ...] = ()) -> ActionView:
    sample = view("c3-delta").plan.windows[0].actions[0]
    return sample.model_copy(update={"code": code, "prerequisites": needs, "parallel": parallel})


def window(name: str, *actions: ActionView) -> PlanWindow:
    first, last = (float(month) for month in name.split("-"))
    return PlanWindow(
        window=name, title=name, first_month=first, last_month=last, actions=actions, empty=""
    )


def months(*windows: PlanWindow) -> dict[str, tuple[float, float]]:
    return {bar.code: (bar.start, bar.end) for bar in build_bars(facts(), windows)}


@pytest.mark.parametrize("name", [*COMPANIES, *MOVERS])
def test_every_action_of_the_plan_has_a_bar_in_its_window_after_what_it_needs(name: str) -> None:
    made = mover(name) if name in MOVERS else view(name)
    bars = {bar.code: bar for bar in made.plan.bars}
    listed = [a.code for each in made.plan.windows for a in each.actions]
    assert list(bars) == listed
    for each in made.plan.windows:
        for code in (a.code for a in each.actions):
            bar = bars[code]
            assert each.first_month <= bar.start < bar.end <= each.last_month
            assert all(bars[needed].end <= bar.start for needed in bar.after)


def test_a_chain_shares_the_months_of_its_window() -> None:
    chain = window("0-3", action("A"), action("B", "A"), action("C", "B"), action("D"))
    assert months(chain) == {"A": (0, 1), "B": (1, 2), "C": (2, 3), "D": (0, 3)}


def test_what_may_run_beside_its_need_does_not_wait_for_it() -> None:
    made = window("0-3", action("A"), action("B", "A", parallel=("A",)))
    assert months(made) == {"A": (0, 3), "B": (0, 3)}


def test_what_waits_for_two_begins_when_the_later_has_ended() -> None:
    made = window("0-3", action("A"), action("B", "A"), action("C", "A", "B"), action("D"))
    found = months(made)
    assert (found["A"], found["C"]) == ((0, 1), (2, 3))


def test_overlapping_windows_wait_for_each_other_too() -> None:
    found = months(window("0-1", action("A")), window("0-3", action("B", "A"), action("C", "B")))
    assert found == {"A": (0, 1), "B": (1, 2), "C": (2, 3)}


def test_a_need_outside_the_plan_delays_nothing() -> None:
    assert months(window("3-6", action("A", "ELSEWHERE"))) == {"A": (3, 6)}


def test_a_window_that_closes_before_what_comes_first_holds_all_the_same() -> None:
    found = months(window("6-18", action("A")), window("0-3", action("B", "A")))
    assert found == {"A": (6, 18), "B": (0, 3)}


def test_a_window_without_months_has_no_bar() -> None:
    assert months(window("3-3", action("A"))) == {}


def test_a_bar_says_its_months() -> None:
    made = window("0-1", action("A"), action("B", "A"), action("C", "B"))
    labels = [bar.months_label for bar in build_bars(facts(), [made])]
    assert labels == ["0–0.3", "0.3–0.7", "0.7–1"]


def test_the_plan_knows_where_its_windows_begin_and_end() -> None:
    assert view("c3-delta").plan.ticks == (0, 3, 6, 18)
    bar: PlanBar = view("c3-delta").plan.bars[0]
    assert (bar.effort, bar.impact) == ("S", 5)
