"""Each way in which indices, decisions, risks and role templates can be wrong, at its place."""

from pathlib import Path
from typing import Any, NamedTuple

import pytest

from readiness.catalog.loader import load_questionnaire
from readiness.scoring import Problem, Questionnaire, QuestionnaireRefused
from readiness.scoring.lint_logic import lint_logic
from readiness.scoring.program import compile_questionnaire
from tests.catalog.small_questionnaire import write_version
from tests.scoring.lint.deciding_questionnaire import CARRIED, CARRY_OVER, DECIDING
from tests.scoring.small_questionnaire import (
    Source,
    choice,
    decision,
    index,
    profile_text,
    questionnaire,
    ticks,
)


class Bad(NamedTuple):
    """A change of one file and where its problem stands: in the line where `at` ends."""

    code: str
    file: str
    old: str
    new: str
    at: str
    words: str


ROW = "      - {outcome: go, when: level.signs >= 2 && level.overall == 2}\n"
KNOWN_BAD = [
    Bad("unknown_reference", "carry_over.yaml", "question: signs.age", "question: signs.aeg",
        "question: signs.aeg", "'signs.aeg'"),
    Bad("unknown_reference", "carry_over.yaml", "question: signs.renewed", "question: signs.new",
        "question: signs.new", "'signs.new'"),
    Bad("unknown_reference", "carry_over.yaml", "here: X-01", "here: X-10", "here: X-10", "'X-10'"),
    Bad("missing_text", "texts/en.decision.yaml", CARRIED, "", "", "'carry_over'"),
    Bad("missing_text", "texts/en.decision.yaml", "  MOVE:\n", "  MVOE:\n", "decisions:", "'MOVE'"),
    Bad("missing_text", "texts/en.decision.yaml", "  ROLES:\n", "  RLOES:\n", "responsibilities:",
        "'ROLES'"),
    Bad("missing_text", "texts/en.decision.yaml", "  signs:\n", "  sigsn:\n", "indices:",
        "'signs'"),
    Bad("wrong_factor", "rules.yaml", "factor: 0.5", "factor: 1.5", "factor: 1.5", "is 1.5"),
    Bad("wrong_factor", "rules.yaml", "factor: 0.5", "factor: 0.3333", "factor: 0.3333", "three"),
    Bad("wrong_factor", "rules.yaml", "question: signs.age", "question: signs.renewed",
        "question: signs.renewed", "not scored"),
    Bad("unknown_reference", "rules.yaml", "question: signs.age", "question: signs.aeg",
        "question: signs.aeg", "'signs.aeg'"),
    Bad("raise_without_effect", "indices.yaml", "at_least: 1", "at_least: 2", "at_least: 2",
        "needs 2 findings and names 1"),
    Bad("raise_without_effect", "indices.yaml", "{level: many", "{level: few", "{level: few",
        "lowest level"),
    Bad("unknown_reference", "indices.yaml", "{level: many", "{level: mnay", "{level: mnay",
        "no level 'mnay'"),
    Bad("unknown_reference", "indices.yaml", "of: [X-01]", "of: [X-02]", "of: [X-02]",
        "no finding 'X-02'"),
    Bad("level_order", "indices.yaml", "from_score: 50", "from_score: 0", "number: 2", "not above"),
    Bad("duplicate_id", "indices.yaml", "id: signs\n", "id: logistics\n", "id: logistics", "twice"),
    Bad("missing_routes", "rules.yaml", "    routes: [R1, R2]\n", "", "code: REC-02", "no route"),
    Bad("incomplete_definition", "rules.yaml", "  relevant_fit: 40\n", "",
        "recommendation_rules:", "no relevant_fit"),
    Bad("wrong_letters", "responsibilities.yaml", "sales: R", "sales: A",
        "roles: {management: A", "2 accountable"),
    Bad("wrong_letters", "responsibilities.yaml", "management: A, sales: R", "management: A",
        "roles: {management: A", "no letter for sales"),
    Bad("decision_gap", "decision.yaml", ROW, "", "rows:",
        "level.signs 2, level.overall 2"),
    Bad("decision_overlap", "decision.yaml", "level.signs >= 2 && level.overall == 2",
        "level.overall == 2", "outcome: go", "stay and go both hold at level.signs 1"),
    Bad("unreachable_row", "decision.yaml", "    notes:\n",
        "      - {outcome: go, when: level.signs >= 2 && level.overall >= 2}\n    notes:\n",
        "level.overall >= 2", "row for go"),
    Bad("incomplete_definition", "decision.yaml", ", when: level.signs == 1", "", "outcome: stay",
        "no condition"),
    Bad("incomplete_definition", "risks.yaml", "risk_rules: {high_from: 16}\n", "", "risks:",
        "on they are high"),
    Bad("dead_rule", "risks.yaml", "signs.age >= 3", "signs.age >= 3 && signs.age <= 2", "when:",
        "risk RSK-1"),
    Bad("dead_rule", "decision.yaml", "when: risk.RSK_1", "when: risk.RSK_1 && signs.age == 0",
        "id: careful", "note careful"),
    Bad("dead_rule", "responsibilities.yaml", 'decision.MOVE != "stay"',
        "signs.age >= 3 && signs.age <= 2",
        "shown_when:", "template ROLES"),
    Bad("always_true_rule", "rules.yaml", "when: signs.renewed",
        "when: coalesce(signs.renewed, true) || !coalesce(signs.renewed, true)", "when:",
        "value rule renewed"),
    Bad("unattainable_level", "rules.yaml", "when: signs.renewed", 'when: "true"', "id: all",
        "index SIGNS"),
    Bad("better_is_worse", "rules.yaml", "when: signs.renewed", "when: signs.age >= 3", "when:",
        "lowering SIG-01 from 3 to 2 raises index SIGNS from 37.5 to 50"),
    Bad("better_is_worse", "rules.yaml", "condition: logistics.single_parcel == 2",
        "condition: logistics.single_parcel == 2 || signs.age == 1", "condition:",
        "lowering SIG-01 from 2 to 1 with LOG-01 4 turns gate G1"),
    Bad("band_order", "questionnaire.yaml", "better: lower", "better: higher",
        "value: 1, at_least: 1", "lower is worse"),
    Bad("reserved_name", "questionnaire.yaml", "id: signs.renewed", "id: items.renewed",
        "id: items.renewed", "'items'"),
    Bad("missing_text", "texts/en.decision.yaml", "    raised: Raised by {triggers}.\n", "",
        "  signs:", "'raised'"),
    Bad("missing_text", "texts/en.decision.yaml", " many: {name: Many},", "", "levels:", "'many'"),
    Bad("orphaned_text", "texts/en.decision.yaml", "careful: Be", "carefull: Be", "carefull: Be",
        "'carefull'"),
    Bad("missing_text", "texts/en.decision.yaml", "      go: {name: Go, text: Move now.}\n", "",
        "outcomes:", "'go'"),
    Bad("orphaned_text", "texts/en.decision.yaml", "tasks: {goals: S", "tasks: {gaols: S",
        "tasks: {gaols", "'gaols'"),
    Bad("orphaned_text", "indices.yaml",
        "    raises:\n      - {level: many, at_least: 1, of: [X-01]}\n", "",
        "raised:", "nothing raises"),
]  # fmt: skip


def refused(directory: Path, bad: Bad) -> tuple[Problem, ...]:
    text = DECIDING[bad.file].replace(bad.old, bad.new, 1)
    assert text != DECIDING[bad.file]
    folder = write_version(directory, {**DECIDING, bad.file: text})
    with pytest.raises(QuestionnaireRefused) as refusal:
        load_questionnaire(folder)
    return refusal.value.problems


def deciding(directory: Path) -> Questionnaire:
    return load_questionnaire(write_version(directory, {**DECIDING})).questionnaire


def test_the_questionnaire_itself_has_no_problem(tmp_path: Path) -> None:
    assert deciding(tmp_path).indices[0].raises[0].of == ("X-01",)


@pytest.mark.parametrize("bad", KNOWN_BAD, ids=lambda bad: f"{bad.code}-{bad.words}")
def test_a_known_bad_definition_is_refused_at_its_line(tmp_path: Path, bad: Bad) -> None:
    problems = [p for p in refused(tmp_path, bad) if p.code == bad.code]
    found = [p for p in problems if bad.words in p.message]
    assert found, problems
    assert found[0].file is not None
    whole = DECIDING | {bad.file: DECIDING[bad.file].replace(bad.old, bad.new, 1)}
    text = whole[found[0].file.split("/2026.1.0/")[1]]
    assert found[0].line == text[: text.index(bad.at) + len(bad.at)].count("\n") + 1
    assert found[0].remedy


def test_words_about_other_questionnaires_need_another_questionnaire(tmp_path: Path) -> None:
    bad = Bad("orphaned_text", "carry_over.yaml", CARRY_OVER, "printed_beside: []\n", "", "")
    (problem,) = refused(tmp_path, bad)
    assert (problem.code, problem.path) == ("orphaned_text", ("texts", "en", "carry_over"))


def logic(*questions: Source, **parts: Any) -> tuple[list[str], tuple[str, ...]]:
    program, problems = compile_questionnaire(questionnaire(*questions, **parts))
    assert program is not None, problems
    found = lint_logic(program)
    return [f"{p.code}: {p.message}" for p in found.problems], found.undecided


def test_a_gap_that_no_answers_lead_to_is_no_problem() -> None:
    """Level 1 with the finding cannot be: the finding raises it."""
    found, undecided = logic(
        choice("care.a"),
        choice("sign.a"),
        indices=[index("sign", {"level": "middle", "at_least": 1, "of": ["X-01"]})],
        findings=[{"code": "X-01", "when": "care.a == 0", "severity": "low"}],
        decisions=[
            decision(
                "D",
                ("one", "level.sign == 1 && !finding.X_01"),
                ("two", "level.sign >= 2"),
                ("two", "level.sign == 1 && finding.X_01 && level.sign >= 2"),
            )
        ],
    )
    assert found == ["unreachable_row: the row for two is never the first that is true"]
    assert undecided == ()


def test_rows_that_overlap_where_no_answers_lead_are_no_problem() -> None:
    rows = (
        ("one", "finding.X_01"),
        ("two", "finding.X_02"),
        ("none", "!finding.X_01 && !finding.X_02"),
    )
    findings = [
        {"code": "X-01", "when": "care.a == 0", "severity": "low"},
        {"code": "X-02", "when": "care.a == 4", "severity": "low"},
    ]
    asked = choice("care.a")
    assert logic(asked, findings=findings, decisions=[decision("D", *rows)])[0] == []
    findings[1]["when"] = "care.a <= 1"
    found, _ = logic(asked, findings=findings, decisions=[decision("D", *rows)])
    assert [text.partition(":")[0] for text in found] == ["decision_overlap"]


def test_gaps_name_stretches_of_scores_and_missing_values() -> None:
    table = decision("D", ("low", "score.care <= 40"), ("high", "score.care >= 60"))
    (found,), _ = logic(choice("care.a"), decisions=[table])
    assert found.startswith("decision_gap: no row of decision D covers score.care from 40.0")
    table = decision("D", ("low", "!answered(care.a)"), ("best", "care.a == 4"), hit="first")
    (found,), _ = logic(choice("care.a"), decisions=[table])
    assert found == "decision_gap: no row of decision D covers care.a 0"


def test_a_row_over_free_text_may_hold_and_so_leaves_no_gap() -> None:
    table = decision("D", ("text", 'profile.t == "x"'), ("low", "unknown(care.a)"))
    assert logic(choice("care.a"), profile_text("profile.t"), decisions=[table])[0] == []


def test_a_table_over_too_many_names_stays_undecided() -> None:
    names = [f"care.q{i}" for i in range(12)]
    rows = (("one", " && ".join(f"{n} >= 2" for n in names)), ("two", "care.q0 < 2"))
    found, undecided = logic(*map(choice, names), decisions=[decision("D", *rows)])
    assert found == []
    assert "whether decision D has gaps or unreachable rows" in undecided


def test_lists_of_very_many_items_stay_undecided() -> None:
    letters = "abcdefgh"
    asked = ticks("care.a", items=[{"id": name} for name in letters])
    every = " && ".join(f'"{name}" in items.care.a' for name in letters)
    found, undecided = logic(
        asked, findings=[{"code": "X-01", "when": f"{every} && care.a == 0", "severity": "low"}]
    )
    assert found == []
    assert undecided
