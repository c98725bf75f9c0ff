"""Likely targets are found without comparing everything with everything."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readiness.redirects.addresses import key_of
from readiness.redirects.likeness import likeness, words_of
from readiness.redirects.suggestions import MOST_COMPARED, Suggestion, Targets
from tests.redirects.sheets import at, check

WORDS = st.lists(
    st.sampled_from(["bohrer", "bohrmaschine", "saege", "18v", "set", "4711", "kontakt", "Größe"]),
    max_size=4,
)


def alike(one: str, other: str) -> float:
    return likeness(words_of(key(one)), words_of(key(other)))


def key(path: str) -> str:
    found = key_of(at(path))
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("one", "other", "low", "high"),
    [
        ("produkte/bohrer-18v.html", "shop/produkte/bohrer-18v", 0.9, 1),
        ("produkte/bohrer-18v.html", "werkzeuge/bohrer-18v/", 0.7, 0.95),
        ("de/akku-bohrer-18v", "de/bohrer-18v-akku", 1, 1),
        ("a/gr%C3%B6%C3%9Fe", "a/größe", 1, 1),
        ("detail.php?id=4711", "detail?id=4711", 1, 1),
        ("rasenmaeher", "kontakt", 0, 0.4),
        ("", "", 0, 0),
        ("bohrer", "", 0, 0),
        ("?id=1", "?id=1", 1, 1),
    ],
)
def test_addresses_are_alike_by_the_words_of_their_last_part(
    one: str, other: str, low: float, high: float
) -> None:
    assert low <= alike(one, other) <= high
    assert alike(one, other) == alike(other, one)


@given(WORDS, WORDS)
def test_likeness_lies_between_nothing_and_the_same(one: list[str], other: list[str]) -> None:
    assert 0 <= alike("/".join(one), "/".join(other)) <= 1
    if one:
        assert alike("/".join(one), "/".join(one)) == 1


def targets(*paths: str) -> Targets:
    return Targets((key(path), at(path)) for path in paths)


def test_the_likest_come_first_and_no_more_than_wished() -> None:
    found = targets("neu/bohrer-18v", "neu/bohrer-12v", "neu/bohrer", "neu/saege")
    offered = found.like(at("alt/bohrer-18v"), 0.6, 2)
    assert [each.address for each in offered] == [at("neu/bohrer-18v"), at("neu/bohrer-12v")]
    assert offered[0].likeness > offered[1].likeness >= 0.6
    assert found.like(at("alt/bohrer-18v"), 0.99, 3) == ()
    assert found.like(at("alt/nichts"), 0.1, 3) == ()


def test_an_address_is_never_offered_itself_and_none_twice() -> None:
    found = targets("neu/bohrer", "neu/bohrer/", "neu/bohrer#top")
    assert found.like(at("neu/bohrer"), 0, 3) == ()
    assert found.like(at("alt/bohrer"), 0, 3) == (
        Suggestion(at("neu/bohrer"), found.like(at("alt/bohrer"), 0, 3)[0].likeness),
    )


@given(st.lists(WORDS.map("-".join), max_size=12), WORDS.map("/".join))
def test_with_few_targets_nothing_likely_is_missed(paths: list[str], wanted: str) -> None:
    one = words_of(key(wanted))
    keys = {key(path) for path in paths} - {key(wanted)}
    others = {each: words_of(each) for each in keys}
    every = sorted(
        (-likeness(one, words), each)
        for each, words in others.items()
        if set(words.all.split()) & set(one.all.split())
    )
    best = [(-negative, each) for negative, each in every if -negative >= 0.6][:3]
    offered = Targets((each, each) for each in keys).like(key(wanted), 0.6, 3)
    assert [(each.likeness, each.address) for each in offered][: len(best)] == best


def test_the_work_for_a_row_is_bounded_whatever_the_number_of_targets() -> None:
    many = targets(*(f"neu/bohrer-{i}" for i in range(2_000)), "neu/saege-18v")
    assert len(many._met(words_of(at("alt/bohrer")))) == MOST_COMPARED
    assert many.like(at("alt/saege-18v-bohrer"), 0.5, 1)[0].address == at("neu/saege-18v")


def test_rows_without_target_get_suggestions_unless_they_are_gone_for_good() -> None:
    new = [{"old_url": at(f"x{i}"), "new_url": at(f"neu/bohrer-{i}")} for i in (1, 2)]
    rows = [
        {"old_url": at("alt/bohrer-1")},
        {"old_url": at("alt/bohrer-1a"), "match_type": "gone"},
        {"old_url": at("alt/bohrer-1b"), "match_type": "gone", "visits_16_months": "3"},
        {"old_url": "bohrer-1"},
    ]
    checked = check([*rows, *new])
    assert sorted(checked.suggestions) == [0, 2]
    assert checked.suggestions[0][0].address == at("neu/bohrer-1")
    assert checked.suggestions == check([*rows, *new]).suggestions
    assert check(rows).suggestions == {}
