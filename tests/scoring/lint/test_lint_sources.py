"""A released version names what everything in it rests on."""

from typing import Any

import pytest

from tests.scoring.lint.small_value import changed, linted


def released(*path: str | int, to: Any) -> dict[str, Any]:
    """The small questionnaire, released, with another value in one place."""
    return changed(*path, to=to) | {"status": "released"}


@pytest.mark.parametrize(
    "entry", [("questions", 0), ("gates", 0), ("recommendations", 1)], ids=lambda entry: entry[0]
)
def test_each_entry_names_a_source_or_its_expertise(entry: tuple[str, int]) -> None:
    assert linted(released("key", to="small")) == ()
    (problem,) = linted(released(*entry, "basis", to=...))
    assert (problem.code, problem.path) == ("no_source", entry)
    (problem,) = linted(released(*entry, "basis", to="practice"))
    assert (problem.code, problem.path) == ("no_source", entry)
    assert linted(released(*entry, to=_with_source(*entry))) == ()


def _with_source(section: str, position: int) -> dict[str, Any]:
    entry = changed(section, position, "basis", to=...)[section][position]
    return {**entry, "sources": ["P-01"]}


def test_a_benchmark_always_has_a_source() -> None:
    problems = linted(released("benchmarks", 0, "sources", to=[]))
    assert [problem.code for problem in problems] == ["no_source"]
    assert "basis" not in problems[0].remedy


def test_a_draft_may_still_look_for_its_sources() -> None:
    assert linted(changed("gates", 0, "basis", to=...)) == ()
