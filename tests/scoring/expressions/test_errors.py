"""Every mistake gets its code, its place and a way to mend it."""

import pytest

from readiness.scoring.expressions import parse_condition, parse_formula
from tests.scoring.expressions.examples import DECLARATIONS, codes_in, errors_in

WRONG = [
    ("", "empty_text", ""),
    (" \n", "empty_text", " \n"),
    ("margin > 5 %", "syntax", "%"),
    ("“block” == gate.G1 && margin > 1", "syntax", "“"),
    ("gate.G1 == 'blo\\ck'", "syntax", "'blo\\ck'"),
    ("note == 'a\x07'", "syntax", "'a\x07'"),
    ("(margin > 3", "syntax", ""),
    ("margin > 3)", "syntax", ")"),
    ("margin > 99,5", "syntax", ","),
    ("margin >", "syntax", ""),
    ("margin > 3 margin < 5", "syntax", "margin"),
    ("margin > (3", "syntax", ""),
    ("margin in 3", "syntax", "3"),
    ("margin in [1 2]", "syntax", "2"),
    ("margin in [true]", "syntax", "true"),
    ("margin in [-'a']", "syntax", "'a'"),
    ("margin in [orders]", "syntax", "orders"),
    ("[1] == margin", "syntax", "["),
    ("finding.X_15 ? margin > 1", "syntax", ""),
    ("min(margin orders) > 1", "syntax", "orders"),
    ("gate.G1 == 'block", "unterminated_string", "'block"),
    ("margin = 3", "wrong_operator", "="),
    ("margin === 3", "wrong_operator", "==="),
    ("margin <> 3", "wrong_operator", "<>"),
    ("margin ≥ 3", "wrong_operator", "≥"),
    ("finding.X_15 and margin > 1", "wrong_operator", "and"),
    ("finding.X_15 OR margin > 1", "wrong_operator", "OR"),
    ("not finding.X_15", "wrong_operator", "not"),
    ("finding.X_15 & margin > 1", "wrong_operator", "&"),
    ("finding.X_15 | margin > 1", "wrong_operator", "|"),
    ("finding.X_15 == True", "wrong_operator", "True"),
    ("0 < margin < 5", "chained_comparison", "<"),
    ("margin > 1e999", "invalid_number", "1e999"),
    ("marign > 3", "unknown_identifier", "marign"),
    ("size in profile.familie", "unknown_identifier", "profile.familie"),
    ("answered(profile.dangrous)", "unknown_identifier", "profile.dangrous"),
    ("minn(margin, 1) > 3", "unknown_function", "minn"),
    ("fit.R1(3) > 3", "unknown_function", "fit.R1"),
    ("min() > 3", "wrong_argument_count", "min()"),
    ("clamp(margin, 1) > 3", "wrong_argument_count", "clamp(margin, 1)"),
    ("coalesce(margin) > 3", "wrong_argument_count", "coalesce(margin)"),
    ("answered()", "wrong_argument_count", "answered()"),
    ("answered(margin)", "not_a_question", "margin"),
    ("answered(3)", "not_a_question", "3"),
    ("fit.R1", "type_mismatch", "fit.R1"),
    ("!margin", "type_mismatch", "margin"),
    ("!margin > 1", "type_mismatch", "margin"),
    ("-size > 3", "type_mismatch", "size"),
    ("finding.X_15 && margin", "type_mismatch", "margin"),
    ("finding.X_15 || size", "type_mismatch", "size"),
    ("margin + size > 3", "type_mismatch", "size"),
    ("size * margin > 3", "type_mismatch", "size"),
    ("margin == size", "type_mismatch", "margin == size"),
    ("margin >= '3'", "type_mismatch", "margin >= '3'"),
    ("size < note", "type_mismatch", "size < note"),
    ("finding.X_15 > true", "type_mismatch", "finding.X_15 > true"),
    ("tags == 'a'", "type_mismatch", "tags == 'a'"),
    ("tags in tags", "type_mismatch", "tags"),
    ("finding.X_15 in tags", "type_mismatch", "finding.X_15"),
    ("'a' in size", "type_mismatch", "size"),
    ("margin in tags", "type_mismatch", "margin"),
    ("margin in [1, 'a']", "type_mismatch", "[1, 'a']"),
    ("margin in ['a']", "type_mismatch", "margin in ['a']"),
    ("min(margin, finding.X_15) > 3", "type_mismatch", "finding.X_15"),
    ("count(margin) > 0", "type_mismatch", "margin"),
    ("margin ? finding.X_15 : finding.X_15", "type_mismatch", "margin"),
    ("coalesce(size, 3) == 'small'", "type_mismatch", "coalesce(size, 3)"),
    ("'a' in coalesce(tags, tags)", "syntax", "("),
    ("coalesce(tags, tags) == 'a'", "type_mismatch", "coalesce(tags, tags)"),
    ("gate.G1 == 'blok'", "unknown_option", "'blok'"),
    ("'blok' != gate.G1", "unknown_option", "'blok'"),
    ("gate.G1 in ['block', 'opne']", "unknown_option", "'opne'"),
    ("'tool' in profile.families", "unknown_option", "'tool'"),
    ("logistics.single_parcel == 7", "never_true", "logistics.single_parcel == 7"),
    ("logistics.single_parcel > 4", "never_true", "logistics.single_parcel > 4"),
    ("4 < logistics.single_parcel", "never_true", "4 < logistics.single_parcel"),
    ("logistics.single_parcel <= -1", "never_true", "logistics.single_parcel <= -1"),
    ("min(30, fit.R1) > 30", "never_true", "min(30, fit.R1) > 30"),
    ("orders < 0", "never_true", "orders < 0"),
    ("fit.R1 in [50, 101]", "never_true", "101"),
    ("fit.R1 in []", "never_true", "fit.R1 in []"),
    ("gate.G1 == size", "never_true", "gate.G1 == size"),
    ("gate.G1 in profile.families", "never_true", "gate.G1 in profile.families"),
    ("'a' == 'b'", "never_true", "'a' == 'b'"),
    ("logistics.single_parcel >= 0", "always_true", "logistics.single_parcel >= 0"),
    ("logistics.single_parcel != 7", "always_true", "logistics.single_parcel != 7"),
    ("discount <= 0", "always_true", "discount <= 0"),
    ("3 == 3", "always_true", "3 == 3"),
    ("gate.G1 != size", "always_true", "gate.G1 != size"),
    ("'a' == 'a'", "always_true", "'a' == 'a'"),
    ("size in ['small', 'large']", "always_true", "size in ['small', 'large']"),
    ("margin > clamp(orders, 9, 1)", "empty_range", "clamp(orders, 9, 1)"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "code", "place"), WRONG)
def test_a_mistake_is_reported_with_code_place_and_remedy(text: str, code: str, place: str) -> None:
    error = next(error for error in errors_in(text) if error.code == code)

    assert text[error.offset : error.offset + error.length] == place
    assert error.message
    assert error.remedy


@pytest.mark.parametrize(("text", "code", "_place"), WRONG)
def test_a_single_mistake_is_not_followed_by_errors_it_caused(
    text: str, code: str, _place: str
) -> None:
    assert set(codes_in(text)) == {code}


@pytest.mark.parametrize(
    ("text", "remedy"),
    [
        ("logistics.single_parcl <= 1", "Did you mean 'logistics.single_parcel'?"),
        ("gate.G1 == 'blok'", "Did you mean 'block'?"),
        ("size == 'xyz'", "The options are: large, small."),
        ("qqq > 3", "Use the id of a question or of something the rules define."),
        ("maxi(margin, 1) > 3", "Did you mean 'max'?"),
        ("finding.X_15 == null", "Write answered(question) to ask whether there is a value."),
        ("count > 3", "Write its arguments in brackets: count(…)."),
        ("margin >= '3'", "Write 3 without quotes if the number is meant."),
        ("'3' <= margin", "Write 3 without quotes if the number is meant."),
        ("margin >= size", "Compare numbers with numbers and strings with strings."),
        ("margin = 3", "Write == instead."),
        ("finding.X_15 and margin > 3", "Write && instead."),
        ("finding.X_15 or margin > 3", "Write || instead."),
        ("not finding.X_15", "Write ! instead."),
        ("margin > 99,5", "Write decimals with a point: 99.5."),
        ("margin > 3)", "Remove it: no bracket is open here."),
        ("margin > 1 && size == 'small", "Close it with '"),
        ("0 < margin < 5", "Write a < b && b < c instead of a < b < c, or use brackets."),
    ],
)
def test_the_remedy_says_what_to_write(text: str, remedy: str) -> None:
    (error,) = errors_in(text)

    assert error.remedy == remedy


def test_all_mistakes_are_reported_at_once() -> None:
    text = "marign = 3 and gate.G1 == 'blok' or fit.R1 > 200 or size + 1 > 2"

    assert codes_in(text) == [
        "wrong_operator",
        "wrong_operator",
        "wrong_operator",
        "wrong_operator",
        "unknown_identifier",
        "unknown_option",
        "never_true",
        "type_mismatch",
    ]


def test_unknown_names_are_reported_even_if_the_brackets_are_wrong() -> None:
    assert codes_in("(marign > 3 && foo(sise)") == [
        "unknown_identifier",
        "unknown_function",
        "unknown_identifier",
        "syntax",
    ]


def test_arguments_of_a_wrong_call_are_checked_too() -> None:
    assert codes_in("clamp(margin + size, 3) > foo(!orders)") == [
        "unknown_function",
        "wrong_argument_count",
        "type_mismatch",
        "type_mismatch",
    ]


def test_an_undeclared_name_does_not_hide_mistakes_beside_it() -> None:
    assert codes_in("nothing + size > 3 && 'a' in nothing && nothing in ['a', 1]") == [
        *["unknown_identifier"] * 3,
        "type_mismatch",
        "type_mismatch",
    ]
    assert codes_in("-nothing > 3 && (nothing ? nothing : size) == 'small'") == [
        *["unknown_identifier"] * 3
    ]
    assert codes_in("nothing in [1] && min(nothing, 3) > 2 && answered(nothing)") == [
        *["unknown_identifier"] * 3
    ]


def test_a_number_range_open_on_one_side_is_described() -> None:
    (below,) = errors_in("orders < 0")
    (above,) = errors_in("discount > 0")

    assert "the left side is at least 0, the right side 0" in below.message
    assert "the left side is at most 0, the right side 0" in above.message


def test_long_names_are_shortened_in_messages() -> None:
    (error,) = errors_in("x" * 3000 + " > 1")

    assert len(error.message) < 120


@pytest.mark.parametrize(
    ("source", "code"),
    [
        ("finding.X_15", "type_mismatch"),
        ("'30'", "type_mismatch"),
        (True, "type_mismatch"),
        (None, "type_mismatch"),
        ([30], "type_mismatch"),
        (float("inf"), "invalid_number"),
        (float("nan"), "invalid_number"),
        (10**400, "invalid_number"),
        ("", "empty_text"),
        ("margin +", "syntax"),
        ("x" * 4001, "too_long"),
    ],
)
def test_a_formula_that_is_no_number_is_refused(source: object, code: str) -> None:
    node, errors = parse_formula(source, DECLARATIONS)

    assert node is None
    assert [error.code.value for error in errors] == [code]


def test_a_right_condition_has_no_errors() -> None:
    parsed = parse_condition("margin > 3", DECLARATIONS)

    assert parsed.node is not None
    assert parsed.errors == ()
