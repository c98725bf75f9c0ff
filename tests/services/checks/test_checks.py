"""`check` finds what is wrong with questionnaires, and which rules no case shows."""

from pathlib import Path

import pytest

from readiness.catalog.release_lock import write_lock
from readiness.scoring import Problem
from readiness.services.checks import CheckReport, check
from tests.catalog.small_questionnaire import (
    QUESTIONNAIRE,
    RULES,
    TEXTS,
    place_of,
    write_version,
)

CASES = """\
cases:
  - case: seller
    answers:
      PRF-01: businesses
      PRF-02: true
      LOG-01: 2
      LOG-02: 99.9
      CHN-01: [lead]
    expect: {primary_route: R1, gates: {G1: condition}}
  - case: good-seller
    base: seller
    answers: {LOG-01: 4, LOG-02: 50}
    expect: {findings: [X-01], gates: {}}
  - case: blocked
    base: seller
    answers: {PRF-01: also_consumers, LOG-01: 0, LOG-02: dont_know}
    expect: {gates: {G1: block}, recommendations: {order: [REC-02, REC-01]}}
  - case: no-seller
    base: seller
    answers: {PRF-02: false, LOG-01: 4, CHN-01: null}
    expect: {routes: {R1: {verdict: not_a_fit}}, primary_route: R2}
"""


def checked(directory: Path, files: dict[str, str | None] | None = None) -> CheckReport:
    write_version(directory, {"cases/all.yaml": CASES, **(files or {})})
    return check([directory], directory)


def places(problems: tuple[Problem, ...]) -> list[tuple[str, str, int | None]]:
    return [(p.code, Path(p.file or "").name, p.line) for p in problems]


def test_a_sound_questionnaire_with_all_cases_has_no_problem(tmp_path: Path) -> None:
    report = checked(tmp_path)
    assert report.problems == ()
    assert (report.questionnaires, report.cases) == (1, 4)
    # weight rule; gate's two forms and note; finding; four verdicts; variant; two actions
    assert report.rules == 12


def test_the_version_folder_itself_can_be_named(tmp_path: Path) -> None:
    folder = write_version(tmp_path, {"cases/all.yaml": CASES})
    for path in (folder, folder.parent):
        assert check([path], tmp_path).questionnaires == 1


def test_a_path_without_a_questionnaire_is_a_problem(tmp_path: Path) -> None:
    report = check([tmp_path / "nothing"], tmp_path)
    assert places(report.problems) == [("missing_file", "nothing", 1)]
    assert report.questionnaires == 0


@pytest.mark.parametrize(
    ("case", "silent"),
    [
        ("seller", ["gate G1 in condition form"]),
        ("good-seller", ["finding X-01"]),
        (
            "blocked",
            [
                "gate G1 in block form",
                "note consumers of gate G1",
                "the verdict blocked",
                "variant R1-OUTSOURCED",
                "recommendation REC-02",
            ],
        ),
        ("no-seller", ["the verdict not_a_fit"]),
    ],
)
def test_a_rule_that_no_case_shows_is_a_problem(
    tmp_path: Path, case: str, silent: list[str]
) -> None:
    sections = CASES.split("  - case: ")
    kept = [sections[0], *(part for part in sections[1:] if not part.startswith(f"{case}\n"))]
    text = "  - case: ".join(kept)
    if case == "seller":
        text = CASES.replace("LOG-01: 2", "LOG-01: 4").replace(
            "gates: {G1: condition}", "gates: {}"
        )
    report = checked(tmp_path, {"cases/all.yaml": text})
    never = [p for p in report.problems if p.code == "never_fires"]
    assert set(silent) <= {p.message.removeprefix("no case shows ") for p in never}
    assert all((p.file or "").endswith("rules.yaml") and p.line and p.remedy for p in never)


def test_a_rule_that_never_fires_is_placed_at_its_line(tmp_path: Path) -> None:
    text = CASES.replace("LOG-01: 4, LOG-02: 50", "LOG-01: 4, LOG-02: 99").replace("[X-01]", "[]")
    (problem,) = checked(tmp_path, {"cases/all.yaml": text}).problems
    assert problem.code == "never_fires"
    assert (problem.line, problem.column) == place_of(RULES, "code: X-01")
    assert "add a case" in problem.remedy


def test_a_rule_that_is_never_silent_is_a_problem(tmp_path: Path) -> None:
    text = CASES.replace("PRF-02: false, LOG-01: 4", "PRF-02: true, LOG-01: 4")
    text = text.replace("routes: {R1: {verdict: not_a_fit}}, primary_route: R2", "score: 50")
    problems = checked(tmp_path, {"cases/all.yaml": text}).problems
    problem = next(p for p in problems if p.code == "never_silent")
    assert problem.message == "every case shows weight rule sellers"
    assert problem.line == place_of(RULES, "- id: sellers")[0]
    assert "stays silent" in problem.remedy


def test_a_limit_of_a_fit_must_be_shown(tmp_path: Path) -> None:
    text = RULES.replace(
        'fit: {formula: "profile.seller ? 100 : 0"}',
        'fit: {formula: "profile.seller ? 100 : 0", '
        "limits: [{at_most: 30, when: logistics.accuracy == 1}]}",
    )
    (problem,) = checked(tmp_path, {"rules.yaml": text}).problems
    assert (problem.code, problem.line) == ("never_fires", place_of(text, "at_most: 30")[0])
    assert "the fit of route R1 held at 30" in problem.message


def test_without_cases_every_rule_is_uncovered(tmp_path: Path) -> None:
    report = checked(tmp_path, {"cases/all.yaml": None})
    assert {p.code for p in report.problems} == {"never_fires"}
    assert len(report.problems) == report.rules


def test_differences_from_cases_are_reported(tmp_path: Path) -> None:
    text = CASES.replace("primary_route: R1", "primary_route: R2")
    (problem,) = checked(tmp_path, {"cases/all.yaml": text}).problems
    assert (problem.code, problem.line) == ("case_differs", 9)


def test_a_questionnaire_that_cannot_be_loaded_does_not_hide_another(tmp_path: Path) -> None:
    write_version(tmp_path, {"cases/all.yaml": CASES})
    other = tmp_path / "other" / "2026.1.0"
    other.mkdir(parents=True)
    (other / "questionnaire.yaml").write_text("key: no\n")
    report = check([tmp_path], tmp_path)
    assert places(report.problems) == [("ambiguous_word", "questionnaire.yaml", 1)]
    assert (report.questionnaires, report.cases) == (2, 4)


def test_problems_are_sorted_by_file_and_line(tmp_path: Path) -> None:
    text = CASES.replace("primary_route: R1", "primary_route: R2").replace("[X-01]", "[]")
    report = checked(tmp_path, {"cases/all.yaml": text, "CHANGES.md": None})
    assert places(report.problems) == [
        ("missing_file", "CHANGES.md", 1),
        ("case_differs", "all.yaml", 9),
        ("case_differs", "all.yaml", 13),
    ]


def test_broken_case_files_are_reported(tmp_path: Path) -> None:
    report = checked(tmp_path, {"cases/all.yaml": "case: a\nbase: b\n"})
    assert places(report.problems) == [("unknown_base", "all.yaml", 2)]


def test_the_lock_binds_released_versions(tmp_path: Path) -> None:
    released = QUESTIONNAIRE.replace("status: draft", "status: released")
    files: dict[str, str | None] = {"questionnaire.yaml": released}
    assert [p.code for p in checked(tmp_path, files).problems] == ["not_locked"]
    write_lock(tmp_path)
    assert checked(tmp_path, files).problems == ()
    files["texts/en.yaml"] = TEXTS.replace("No advice", "Advice")
    assert [p.code for p in checked(tmp_path, files).problems] == ["released_changed"]


def test_a_locked_version_that_is_gone_is_a_problem(tmp_path: Path) -> None:
    (tmp_path / "released.lock").write_text(f"small@2025.1.0 sha256:{'0' * 64}\nx\n")
    problems = checked(tmp_path).problems
    assert places(problems) == [
        ("released_changed", "released.lock", 1),
        ("wrong_lock_line", "released.lock", 2),
    ]


def test_a_folder_elsewhere_is_not_bound_by_the_lock(tmp_path: Path) -> None:
    released = QUESTIONNAIRE.replace("status: draft", "status: released")
    folder = write_version(
        tmp_path / "work", {"questionnaire.yaml": released, "cases/all.yaml": CASES}
    )
    assert check([folder], tmp_path / "questionnaires").problems == ()


@pytest.mark.parametrize("expect", ["{}", "{routes: {}, dimensions: {}}", "{routes: {R1: {}}}"])
def test_a_case_that_expects_nothing_is_a_problem(tmp_path: Path, expect: str) -> None:
    text = CASES + f"  - case: idle\n    base: seller\n    expect: {expect}\n"
    (problem,) = checked(tmp_path, {"cases/all.yaml": text}).problems
    assert (problem.code, problem.line, problem.column) == (
        "case_shows_nothing",
        *place_of(text, "idle"),
    )
    assert problem.message == "the case 'idle' expects nothing"
    assert "say under expect:" in problem.remedy


@pytest.mark.parametrize("answers", ["{}", "{LOG-01: 2}", "{CHN-01: [lead], PRF-02: true}"])
def test_a_case_that_repeats_its_base_is_a_problem(tmp_path: Path, answers: str) -> None:
    again = "    expect: {primary_route: R1, gates: {G1: condition}}\n"
    text = CASES + f"  - case: again\n    base: seller\n    answers: {answers}\n{again}"
    (problem,) = checked(tmp_path, {"cases/all.yaml": text}).problems
    assert problem.code == "case_shows_nothing"
    assert problem.line == place_of(text, "base: seller\n    answers: " + answers)[0]
    assert "expects of the same answers what its base 'seller' expects" in problem.message


@pytest.mark.parametrize(
    "expect", ["{gates: {G1: condition}}", "{findings: [], gates: {G1: condition}}"]
)
def test_a_case_may_point_out_something_about_its_base(tmp_path: Path, expect: str) -> None:
    text = CASES + f"  - case: look\n    base: seller\n    expect: {expect}\n"
    assert checked(tmp_path, {"cases/all.yaml": text}).problems == ()


def test_texts_a_draft_lacks_in_a_language_are_no_problem(tmp_path: Path) -> None:
    write_version(tmp_path, {"cases/all.yaml": CASES, "texts/de.yaml": "title: Klein\n"})
    report = check([tmp_path], tmp_path)
    assert report.problems == ()
    assert {gap.code for gap in report.untranslated} == {"missing_text"}
    assert {Path(gap.file or "").name for gap in report.untranslated} == {"de.yaml"}


def test_what_could_not_be_proved_is_told(tmp_path: Path) -> None:
    figures = "".join(
        f"  - {{id: profile.f{n}, code: F-{n}, type: number, role: sales, unit: '%', "
        "low: 0, high: 100, decimals: 2}\n"
        for n in range(4)
    )
    texts = "".join(f"  profile.f{n}: {{title: How much?}}\n" for n in range(4))
    hard = "profile.f0 * profile.f1 + profile.f2 * profile.f3 == 1234.56789"
    report = checked(
        tmp_path,
        {
            "questionnaire.yaml": QUESTIONNAIRE.replace("benchmarks:", f"{figures}benchmarks:"),
            "texts/en.yaml": TEXTS.replace("questions:\n", f"questions:\n{texts}"),
            "rules.yaml": RULES.replace(
                "logistics.single_parcel == 4 && logistics.accuracy == 0", hard
            ),
        },
    )
    assert "small@2026.1.0: whether finding X-01 can be true" in report.undecided
