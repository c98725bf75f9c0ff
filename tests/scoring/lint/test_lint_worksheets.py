"""Worksheets that are wrong are refused at the line, each with a remedy."""

from pathlib import Path
from typing import Final, NamedTuple

import pytest

from readiness.catalog.loader import load_questionnaire
from readiness.scoring import Problem, QuestionnaireRefused
from readiness.scoring.lint import lint
from readiness.scoring.model import Questionnaire
from tests.catalog.small_questionnaire import FILES, place_of
from tests.catalog.small_worksheet import WORKSHEET_TEXTS, WORKSHEETS, write_with_worksheet


class Bad(NamedTuple):
    """A change of the worksheet, words at which its problem stands, and words of the remedy."""

    old: str
    new: str
    at: str
    remedy: str


YEARLY: Final = "formula: input.rent - input.saving}"
SHARE: Final = "formula: 100 * input.setup / input.rent}"
BAD: Final = {
    "unused_input": [
        Bad("input.saving > 10 && !input.sure", "input.saving > 10", "id: sure", "the group excl"),
    ],
    "excluded_read": [
        Bad(YEARLY, "formula: input.rent - input.saving + input.fees}", "input.fees}",
            "set excluded: true"),
        Bad(SHARE, "formula: figure.fees_twice + input.setup / input.rent}", "figure.fees_twice +",
            "set excluded: true"),
    ],
    "forward_figure": [
        Bad(YEARLY, "formula: figure.share + input.saving}", "figure.share +", "move it up"),
        Bad(YEARLY, "formula: figure.yearly + input.saving}", "figure.yearly +", "move it up"),
    ],
    "wrong_horizon": [
        Bad("figure.total.years_3 <= 10000", "figure.total <= 10000", "figure.total <=",
            "write figure.total.years_3 or figure.total.years_5"),
        Bad("figure.total.years_3 <= 10000", "figure.total.years_4 <= 10000",
            "figure.total.years_4", "add 4 to horizons"),
        Bad(YEARLY, "formula: input.rent - input.saving * years}", "years}", "per_horizon: true"),
        Bad("horizons: [3, 5]", "horizons: [3, 3, 5]", "3, 5]", "each named once"),
        Bad("own_horizon: input.horizon", "own_horizon: input.rent", "input.rent\n", "decimals: 0"),
        Bad("own_horizon: input.horizon", "own_horizon: input.sure", "input.sure\n", "low: 1"),
        Bad("low: 1, high: 15, opt", "high: 15, opt", "input.horizon\n", "low: 1 or more"),
    ],
    "default_out_of_range": [
        Bad("default: 0.1", "default: -1", "-1}", "no more decimals"),
        Bad("default: 0.1", "default: 0.125", "0.125}", "no more decimals"),
        Bad("default: 0.1", "default: true", "true}", "true or false for yes_no"),
        Bad("default: false", "default: 1", "1}\n      - id: calc", "true or false for yes_no"),
    ],
    "wrong_range": [
        Bad("low: 0, high: 50, d", "low: 60, high: 50, d", "60", "low be less than high"),
        Bad("unit: yes_no, default", "unit: yes_no, high: 3, default", "3, default", "remove low"),
        Bad("high: 50, decimals: 2", "high: 100000000000000, decimals: 2", "100000000000000",
            "fewer decimals"),
    ],
    "incomplete_definition": [
        Bad("low: 0, high: 50, d", "high: 50, d", "id: rate", "low: and high:"),
        Bad("- {id: short, per_horizon: true, amber: years < 3}", "- {id: short}", "id: short}",
            "red: or amber:"),
    ],
    "unreachable_row": [
        Bad("- {id: cheap, when: figure.total.years_3 <= 10000}", "- {id: cheap}", "id: costly",
            "move it to the end"),
    ],
    "unknown_reference": [
        Bad("own_horizon: input.horizon", "own_horizon: input.horizn", "input.horizn",
            "'input.horizon'"),
        Bad("figure: share, year", "figure: shar, year", "shar, year", "'share'"),
        Bad("curve: {figure: total", "curve: {figure: totl", "totl, begins", "'total'"),
        Bad("begins_with: [yearly]", "begins_with: [last]", "last], against",
            "without horizon (yearly"),
        Bad("against: [last]", "against: [last, share]", "share]}", "(last, total)"),
        Bad("sources: [P-01]}\n      - {id: short", "sources: [P-09]}\n      - {id: short", "P-09",
            "'P-01'"),
    ],
    "duplicate_id": [
        Bad("id: saving", "id: rent", "rent, code: S1", "its own name"),
        Bad("id: share", "id: yearly", "yearly, code: Q", "its own name"),
    ],
    "unknown_identifier": [
        Bad("finding.X_01}", "finding.X_02}", "finding.X_02", "'finding.X_01'"),
        Bad(YEARLY, "formula: input.rnet - input.saving}", "input.rnet", "'input.rent'"),
    ],
    "not_a_question": [
        Bad("figure.share > 50", "answered(input.rent)", "answered(input.rent)",
            "id of a question"),
    ],
    "wrong_argument_count": [
        Bad("grown(input.rent, input.change / 100, years)", "grown(input.rent, years)",
            "grown(", "separated by commas"),
    ],
    "unknown_function": [
        Bad("grown(input.rent", "grow(input.rent", "grow(", "'grown'"),
    ],
    "never_true": [
        Bad("years < 3", "years > 15", "years > 15", "can occur"),
    ],
    "questionnaire_too_large": [
        Bad(YEARLY, f"formula: input.rent - input.saving{' + 1' * 5001}}}", "input.rent - input.s",
            "leave out"),
    ],
    "unknown_key": [Bad("own_horizon:", "own_horizn:", "own_horizn", "'own_horizon'")],
    "wrong_value": [Bad("currency: EUR", "currency: Euro", "Euro", "a currency such as EUR")],
}  # fmt: skip
CASES: Final = [(code, bad) for code, listed in BAD.items() for bad in listed]


def refused(directory: Path, files: dict[str, str | None]) -> tuple[Problem, ...]:
    with pytest.raises(QuestionnaireRefused) as refusal:
        load_questionnaire(write_with_worksheet(directory, files))
    return refusal.value.problems


def test_a_worksheet_may_do_without_a_curve(tmp_path: Path) -> None:
    plain = WORKSHEETS.replace(
        "    curve: {figure: total, begins_with: [yearly], against: [last]}", ""
    )
    loaded = load_questionnaire(write_with_worksheet(tmp_path, {"worksheets.yaml": plain}))
    assert loaded.questionnaire.calculations[0].curve is None


def test_the_small_worksheet_has_no_problem(tmp_path: Path) -> None:
    loaded = load_questionnaire(write_with_worksheet(tmp_path))
    assert [worksheet.code for worksheet in loaded.questionnaire.worksheets] == ["COST"]
    assert loaded.questionnaire.worksheets[0].kind == "calculation"


def test_a_worksheet_counts_in_the_digest(tmp_path: Path) -> None:
    before = load_questionnaire(write_with_worksheet(tmp_path)).questionnaire.digest
    other = WORKSHEETS.replace("> 100000", "> 100001")
    after = load_questionnaire(write_with_worksheet(tmp_path, {"worksheets.yaml": other}))
    assert after.questionnaire.digest != before


@pytest.mark.parametrize(("code", "bad"), CASES)
def test_a_known_bad_worksheet_is_refused_at_its_place(tmp_path: Path, code: str, bad: Bad) -> None:
    assert bad.old in WORKSHEETS
    text = WORKSHEETS.replace(bad.old, bad.new, 1)
    problems = refused(tmp_path, {"worksheets.yaml": text})
    found = [problem for problem in problems if problem.code == code]
    assert found, problems
    problem = next(each for each in found if bad.remedy in each.remedy)
    assert (problem.file or "").endswith("worksheets.yaml")
    assert problem.line == place_of(text, bad.at)[0]
    assert problem.column
    assert problem.message


@pytest.mark.parametrize(
    ("old", "new", "code", "at", "remedy"),
    [
        ("      rate: {title: Rate}\n", "", "missing_text", "inputs:", "add rate:"),
        ("rate: {title: Rate}", "rates: {title: Rate}", "orphaned_text", "rates:", "'rate'"),
        ("dear: {red: Far too dear., amber: Dear.}", "dear: {red: Far.}", "missing_text",
         "dear: {", "add amber:"),
        ("unsure: {amber: Somebody is not sure.}", "unsure: {amber: Not sure., red: Not.}",
         "orphaned_text", "red: Not.", "remove it"),
        ("units: {EUR: EUR, ", "units: {", "missing_text", "units:", "add EUR:"),
        ("by_finding: The finding", "by_findig: The finding", "orphaned_text", "by_findig",
         "'by_finding'"),
        ("EUR {total_3} in all", "EUR {total_4} in all", "unknown_reference", "{total_4}",
         "'total_"),
        ("EUR {yearly} a year", "EUR {total} a year", "unknown_reference", "{total}", "'total_"),
        ("      dear: {red: Far too dear., amber: Dear.}\n", "", "missing_text", "checks:",
         "add dear:"),
        ("  COST:\n", "  COTS:\n", "orphaned_text", "COTS", "'COST'"),
    ],
)  # fmt: skip
def test_a_worksheet_says_everything_in_each_language(
    tmp_path: Path, old: str, new: str, code: str, at: str, remedy: str
) -> None:
    assert old in WORKSHEET_TEXTS
    text = WORKSHEET_TEXTS.replace(old, new, 1)
    problems = refused(tmp_path, {"texts/en.worksheets.yaml": text})
    found = [problem for problem in problems if problem.code == code]
    assert found, problems
    assert (found[0].file or "").endswith("en.worksheets.yaml")
    assert found[0].line == place_of(text, at)[0]
    assert remedy in found[0].remedy


@pytest.mark.parametrize("word", ["input", "figure"])
def test_no_question_takes_a_word_that_worksheets_read(tmp_path: Path, word: str) -> None:
    text = FILES["questionnaire.yaml"].replace("id: profile.buyers", f"id: {word}.buyers")
    problems = refused(tmp_path, {"questionnaire.yaml": text})
    assert "reserved_name" in {problem.code for problem in problems}


def test_a_worksheet_needs_no_horizon_of_ones_own(tmp_path: Path) -> None:
    text = WORKSHEETS.replace("    own_horizon: input.horizon\n", "")
    problems = refused(tmp_path, {"worksheets.yaml": text})
    assert [(problem.code, problem.message) for problem in problems] == [
        ("unused_input", "nothing is calculated from K3")
    ]


def test_formulas_that_are_too_long_together_are_refused(tmp_path: Path) -> None:
    loaded = load_questionnaire(write_with_worksheet(tmp_path)).questionnaire
    long = "input.rent" + " + 1" * 200
    figures = [{"id": f"f{n}", "code": "F", "formula": long} for n in range(30)]
    spoilt = type(loaded.worksheets[0]).model_validate(
        loaded.worksheets[0].model_dump() | {"figures": figures}
    )
    problems = lint(loaded.model_copy(update={"worksheets": (spoilt,)}))
    (found,) = [problem for problem in problems if problem.code == "questionnaire_too_large"]
    assert found.path == ("worksheets", 0, "figures", 24, "formula")
    assert "20,000 characters" in found.message


def test_too_many_problems_of_formulas_are_not_all_read(tmp_path: Path) -> None:
    loaded = load_questionnaire(write_with_worksheet(tmp_path)).questionnaire
    worksheet = loaded.worksheets[0]
    figures = [{"id": f"f{n}", "code": "F", "formula": f"input.strange_{n}"} for n in range(200)]
    spoilt = type(worksheet).model_validate(worksheet.model_dump() | {"figures": figures})
    problems = lint(loaded.model_copy(update={"worksheets": (spoilt,)}))
    assert len(problems) == 101
    assert problems[-1].code == "too_many_problems"
    assert isinstance(loaded, Questionnaire)
