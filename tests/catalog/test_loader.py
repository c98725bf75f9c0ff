"""A version folder is loaded whole or refused with every problem at its file, line and column."""

from pathlib import Path

import pytest

from readiness.catalog.loader import load_questionnaire
from readiness.scoring import Problem, QuestionnaireRefused, score
from readiness.scoring.problems import KINDS
from tests.catalog.small_questionnaire import (
    FILES,
    QUESTIONNAIRE,
    RULE_TEXTS,
    RULES,
    TEXTS,
    place_of,
    write_version,
)


def refused(directory: Path, files: dict[str, str | None]) -> tuple[Problem, ...]:
    folder = write_version(directory, files)
    with pytest.raises(QuestionnaireRefused) as refusal:
        load_questionnaire(folder)
    return refusal.value.problems


def test_a_sound_folder_is_loaded(tmp_path: Path) -> None:
    loaded = load_questionnaire(write_version(tmp_path))
    assert loaded.questionnaire.reference == "small@2026.1.0"
    assert [q.code for q in loaded.questionnaire.questions][:2] == ["PRF-01", "PRF-02"]
    assert loaded.questionnaire.texts["en"].findings == {
        "X-01": "Parcels leave, but are often wrong."
    }
    assert loaded.questionnaire.sources[0].id == "P-01"


def test_a_loaded_questionnaire_can_be_scored(tmp_path: Path) -> None:
    loaded = load_questionnaire(write_version(tmp_path))
    result = score(loaded.questionnaire, {"LOG-01": 0, "LOG-02": 99.6})
    assert [(gate.code, gate.outcome) for gate in result.gates] == [("G1", "block")]


def test_rules_and_sources_may_be_left_out(tmp_path: Path) -> None:
    questionnaire = QUESTIONNAIRE[: QUESTIONNAIRE.index("benchmarks:")]
    files = {
        "questionnaire.yaml": questionnaire.replace("    sources: [P-01]\n", ""),
        "rules.yaml": None,
        "sources.yaml": None,
        "texts/en.yaml": TEXTS[: TEXTS.index("benchmarks:")] + "verdicts: {}\n",
        "texts/en.rules.yaml": None,
    }
    loaded = load_questionnaire(write_version(tmp_path, files))
    assert loaded.questionnaire.gates == ()


@pytest.mark.parametrize(
    ("file", "old", "new", "code", "remedy"),
    [
        ("questionnaire.yaml", "status: draft", "statsu: draft", "unknown_key", "'status'"),
        ("questionnaire.yaml", "type: boolean", "type: bool", "wrong_value", "'boolean'"),
        ("questionnaire.yaml", 'year: "2020"', "year: 2020", "wrong_value", '"2020"'),
        ("questionnaire.yaml", "weight: 3", "wieght: 3", "unknown_key", "'weight'"),
        ("questionnaire.yaml", "low: 0\n", "low: zero\n", "wrong_value", "a number"),
        ("questionnaire.yaml", "as_of: 2026-11-22", "as_of: today", "wrong_value", "2026-11-30"),
        ("questionnaire.yaml", "id: sales", "id: Sales", "wrong_value", "logistics.single"),
        ("questionnaire.yaml", "role: sales", "role: seles", "unknown_reference", "'sales'"),
        ("questionnaire.yaml", "key: small", "key: tiny", "wrong_folder", "same name"),
        ("questionnaire.yaml", "2026.1.0", "2026.2.0", "wrong_folder", "same name"),
        ("questionnaire.yaml", "benchmarks:", "gates: []\nbenchmarks:", "wrong_file", "rules.yaml"),
        ("rules.yaml", "block: logi", "blok: logi", "unknown_key", "'block'"),
        ("rules.yaml", "effort: M", "effort: XL", "wrong_value", "'L'"),
        ("rules.yaml", "findings:", "texts: {}\nfindings:", "wrong_file", "texts/<lang"),
        ("rules.yaml", "findings:", "sources: []\nfindings:", "wrong_file", "sources.yaml"),
        ("texts/en.yaml", "disclaimer:", "disclaimr:", "unknown_key", "'disclaimer'"),
        ("texts/en.yaml", "high: Rules", "hihg: Rules", "orphaned_text", "'high'"),
        ("texts/en.rules.yaml", "verdicts:", "title: B\nverdicts:", "duplicate_key", "one file"),
        ("texts/en.rules.yaml", "X-01: Parcels", "X-01: no # Parcels", "ambiguous_word", "quotes"),
    ],
)  # fmt: skip
def test_a_mistake_is_refused_at_its_line(
    tmp_path: Path, file: str, old: str, new: str, code: str, remedy: str
) -> None:
    text = FILES[file].replace(old, new, 1)
    problems = refused(tmp_path, {file: text})
    problem = next(p for p in problems if p.code == code)
    assert (problem.file or "").endswith(file)
    assert problem.line == place_of(text, new.splitlines()[0])[0]
    assert problem.column
    assert remedy in problem.remedy
    assert code in KINDS


def test_a_missing_key_is_placed_where_it_belongs(tmp_path: Path) -> None:
    text = QUESTIONNAIRE.replace("    code: SAL\n", "")
    (problem,) = refused(tmp_path, {"questionnaire.yaml": text})
    assert (problem.code, problem.line, problem.column) == ("missing_key", 8, 5)
    assert problem.remedy == "add code:"


def test_a_rule_with_an_unknown_question_is_placed_inside_the_rule(tmp_path: Path) -> None:
    text = RULES.replace(
        "when: logistics.single_parcel == 4 && logistics.accuracy",
        "when: logistics.single_parcel == 4 && logistics.acuracy",
    )
    (problem,) = refused(tmp_path, {"rules.yaml": text})
    assert problem.code == "unknown_identifier"
    assert (problem.line, problem.column) == place_of(text, "logistics.acuracy")
    assert "logistics.accuracy" in problem.remedy


def test_a_visibility_cycle_is_refused(tmp_path: Path) -> None:
    text = QUESTIONNAIRE.replace(
        "    type: boolean\n    role: management\n",
        "    type: boolean\n    role: management\n    asked_if: channels.partners >= 2\n",
    )
    (problem,) = refused(tmp_path, {"questionnaire.yaml": text})
    assert problem.code == "visibility_cycle"
    assert problem.line in [place_of(text, key)[0] for key in ("asked_if: ch", "asked_if: pro")]
    assert problem.remedy


def test_overlapping_bands_are_refused_at_the_band(tmp_path: Path) -> None:
    text = QUESTIONNAIRE.replace("{value: 1, at_least: 95,", "{value: 1, at_least: 94.5,")
    (problem,) = refused(tmp_path, {"questionnaire.yaml": text})
    assert (problem.code, problem.line) == ("band_overlap", place_of(text, "{value: 1, at")[0])
    assert "94.5 to 94.9" in problem.message


def test_problems_of_all_files_are_listed_together(tmp_path: Path) -> None:
    problems = refused(
        tmp_path,
        {
            "questionnaire.yaml": QUESTIONNAIRE.replace("status: draft", "status: no"),
            "rules.yaml": RULES.replace("impact: 5", "impact: 05"),
            "texts/en.yaml": TEXTS + "title: again\n",
        },
    )
    assert [p.code for p in problems] == ["ambiguous_word", "ambiguous_number", "duplicate_key"]


@pytest.mark.parametrize("name", ["rule.yaml", "rules.yaml~", "texts/en.yml", "texts/english.yaml"])
def test_a_stray_file_is_refused(tmp_path: Path, name: str) -> None:
    (problem,) = refused(tmp_path, {name: "a: 1\n"})
    assert (problem.code, problem.line) == ("unexpected_file", 1)
    assert (problem.file or "").endswith(name)
    assert problem.remedy


def test_a_folder_without_questionnaire_is_refused(tmp_path: Path) -> None:
    with pytest.raises(QuestionnaireRefused) as refusal:
        load_questionnaire(tmp_path / "nothing")
    assert [p.code for p in refusal.value.problems] == ["missing_file"]


def test_a_list_in_place_of_the_sections_is_refused(tmp_path: Path) -> None:
    problems = refused(tmp_path, {"texts/en.yaml": "- a\n"})
    assert ("wrong_value", 1, 1) in [(p.code, p.line, p.column) for p in problems]


def test_missing_texts_of_the_default_language_are_refused(tmp_path: Path) -> None:
    problems = refused(tmp_path, {"texts/en.yaml": None, "texts/en.rules.yaml": None})
    assert [p.code for p in problems] == ["missing_text"]


def test_a_second_language_of_a_release_must_be_complete(tmp_path: Path) -> None:
    german = TEXTS.replace("  P-01: A practitioner said so.\n", "  P-02: Quelle.\n")
    files: dict[str, str | None] = {
        "questionnaire.yaml": QUESTIONNAIRE.replace("status: draft", "status: released"),
        "texts/de.yaml": german,
        "texts/de.rules.yaml": RULE_TEXTS,
    }
    problems = refused(tmp_path, files)
    assert {(p.code, p.line) for p in problems} == {
        ("missing_text", place_of(german, "sources:")[0]),
        ("orphaned_text", place_of(german, "P-02")[0]),
    }


def test_the_digest_follows_every_file_that_decides(tmp_path: Path) -> None:
    def digest(name: str, files: dict[str, str | None]) -> str:
        return load_questionnaire(write_version(tmp_path / name, files)).questionnaire.digest

    plain = digest("plain", {})
    assert len(plain) == 64
    assert digest("same", {}) == plain
    assert digest("case", {"cases/a.yaml": "case: a\n", "CHANGES.md": "x"}) == plain
    assert digest("comment", {"rules.yaml": RULES + "# a comment\n"}) != plain
    assert digest("words", {"texts/en.yaml": TEXTS.replace("No advice", "Advice")}) != plain
