"""One known-bad document for every problem code of the core and of the rule language.

Most spoil one place of the small questionnaire, which has no problem itself; `at` are words of the
spoilt text in whose last line the problem stands.
"""

from collections.abc import Mapping
from typing import Final, NamedTuple

from tests.catalog.small_questionnaire import FILES

SPREAD: Final = "options: [{value: 0}, {value: 2}, {value: 4}]"
FINDING: Final = "logistics.single_parcel == 4 && logistics.accuracy == 0"
NEVER: Final = "logistics.single_parcel == 0 && logistics.single_parcel == 4"
ANSWERED_OR_NOT: Final = "profile.seller || !profile.seller || !answered(profile.seller)"
_FIRST: Final = FILES["questionnaire.yaml"]
UNTIL_FIRST_QUESTION: Final = _FIRST[
    _FIRST.index("status: draft") : _FIRST.index("    type: single")
]


class Bad(NamedTuple):
    """A change of one file, where its problem stands, and words of the remedy."""

    file: str
    old: str
    new: str
    at: str
    remedy: str

    @property
    def text(self) -> str:
        """The spoilt file."""
        return FILES[self.file].replace(self.old, self.new, 1) if self.old else self.new


def asked(old: str, new: str, remedy: str, at: str | None = None) -> Bad:
    return Bad("questionnaire.yaml", old, new, at or new, remedy)


def ruled(old: str, new: str, remedy: str, at: str | None = None) -> Bad:
    return Bad("rules.yaml", old, new, at or new, remedy)


LOADED: Final = {
    # structure of a questionnaire
    "questionnaire_too_large": asked(
        "aliases: [businesses only]", f"aliases: [{', '.join(f'a{n}' for n in range(301))}]",
        "leave out", "aliases: [a0"),
    "duplicate_id": asked("code: SAL", "code: MGT", "its own name", "id: sales\n    code: MGT"),
    "no_source": asked(
        UNTIL_FIRST_QUESTION,
        UNTIL_FIRST_QUESTION.replace("draft", "released").replace("    basis: expert\n", ""),
        "what it rests on", "id: profile.buyers"),
    "unknown_reference": asked("role: sales", "role: seles", "'sales'"),
    "missing_bands": asked(
        "    bands:\n      - {value: 0, at_most: 0}\n      - {value: 2, at_least: 1, at_most: 1}\n"
        "      - {value: 4, at_least: 2}\n", "", "values 0 to 4", "id: channels.partners"),
    "band_gap": asked("{value: 0, below: 95}", "{value: 0, below: 94}", "move a bound",
                      "{value: 1, at_least: 95"),
    "band_overlap": asked("{value: 1, at_least: 95,", "{value: 1, at_least: 94.5,",
                          "one start where"),
    "missing_value": asked(SPREAD, "options: [{value: 0}, {value: 2}, {value: 3}]", "0 to 4"),
    "level_order": asked("from_score: 0", "from_score: 1", "start at 0"),
    "visibility_cycle": asked(
        "type: boolean\n", "type: boolean\n    asked_if: channels.partners >= 2\n",
        "without looking", "asked_if: profile.seller"),
    "prerequisite_cycle": ruled(
        "routes: [R1, R2]", "routes: [R1, R2]\n    prerequisites: [REC-01]",
        "remove one", "prerequisites: [REC-01]"),
    "incomplete_definition": asked("    weight: 3\n", "", "add weight:",
                                   "code: LOG-01\n    type: single\n    role: management\n    dim"),
    "missing_text": Bad("texts/en.yaml", "  sales: {name: Sales}\n", "", "roles:", "add sales:"),
    "orphaned_text": Bad("texts/en.yaml", "high: Rules", "hihg: Rules", "hihg: Rules", "'high'"),
    "source_not_cited": Bad(
        "sources.yaml", "sources:\n",
        "sources:\n  - {id: P-02, kind: law, status: verified, grade: A, checked: 2026-11-22}\n",
        "id: P-02", "cite it"),
    "reserved_name": asked("value: also_consumers", "value: dont_know", "another word"),
    "wrong_range": asked("low: 0\n", "low: 100\n", "low be less than high", "low: 100"),
    "empty_band": asked(
        "{value: 1, at_least: 95, below: 98}", "{value: 1, at_least: 95, below: 95}",
        "correct its bounds"),
    "band_order": asked("{value: 0, below: 95}", "{value: 4, below: 95}", "let the values ri",
                        "{value: 1, at_least: 95"),
    # what rules mean
    "dead_rule": ruled(FINDING, NEVER, "or remove it"),
    "always_true_rule": ruled('when: profile.buyers == "also_consumers"',
                              f"when: {ANSWERED_OR_NOT}", 'write "true"'),
    "unreachable_question": asked(
        "asked_if: profile.seller",
        "asked_if: profile.seller && !profile.seller", "what the questions can become"),
    "untriggered_recommendation": ruled("when: unknown(logistics.accuracy)", f"when: {NEVER}",
                                        "or remove it"),
    "unattainable_level": ruled(
        "block: logistics.single_parcel == 0", 'block: "true"', "move from_score",
        "from_score: 50"),
    "verdict_gap": ruled("when: fit >= 40}", "when: fit >= 60}", "add a last row", "verdicts:"),
    "unreachable_row": ruled("when: blocked}", "when: fit < 30}", "move it up"),
    "better_is_worse": ruled("block: logistics.single_parcel == 0",
                             "block: logistics.single_parcel == 4", "<= instead of ==",
                             "condition: logistics.single_parcel == 2"),
    # shape of files
    "missing_key": asked("    code: SAL\n", "", "add code:", "id: sales"),
    "unknown_key": asked("weight: 3", "wieght: 3", "'weight'"),
    "wrong_value": ruled("effort: M", "effort: XL", "'L'"),
    "missing_file": Bad("questionnaire.yaml", "", "", "", "questionnaire.yaml"),
    "unexpected_file": Bad("rule.yaml", "", "a: 1\n", "a: 1", "'rules.yaml'"),
    "wrong_file": asked("benchmarks:", "gates: []\nbenchmarks:", "rules.yaml", "gates: []"),
    "wrong_folder": asked("key: small", "key: tiny", "same name"),
}  # fmt: skip
"""By the code of the problem; the folder is refused."""


def finding(condition: str, at: str, remedy: str) -> tuple[Bad, str]:
    """A wrong condition of the finding, and the words at whose start the problem stands."""
    return ruled(f"when: {FINDING}", f"when: {condition}", remedy), at


DEEP: Final = "(" * 41 + "profile.seller" + ")" * 41
LONG_LIST: Final = ", ".join(str(number % 5) for number in range(201))
RULE_LANGUAGE: Final = {
    "empty_text": finding('" "', '" "', "Write an expression"),
    "invalid_condition": finding("{both: [profile.seller]}", "when: {both", "all:, any:, not:"),
    "syntax": finding("profile.seller profile.buyers", "profile.buyers\n    sev",
                      "operator such as"),
    "unterminated_string": finding("profile.buyers == 'businesses", "'businesses", "Close it"),
    "wrong_operator": finding("profile.seller and profile.seller", "and", "Write && instead"),
    "chained_comparison": finding(
        "1 <= logistics.accuracy <= 3", "<= 3", "a < b && b < c"),
    "invalid_number": finding("logistics.accuracy == 1e999", "1e999", "below 1e308"),
    "unknown_identifier": finding("logistics.acuracy == 1", "logistics.acuracy",
                                  "'logistics.accuracy'"),
    "unknown_function": finding("maxi(logistics.accuracy, 1) == 1", "maxi", "'max'"),
    "wrong_argument_count": finding("clamp(logistics.accuracy, 1) == 1", "clamp", "arguments"),
    "not_a_question": finding("answered(gate.G1)", "gate.G1)", "id of a question"),
    "type_mismatch": finding("logistics.accuracy == 'high'", "logistics.accuracy ==",
                             "numbers with numbers"),
    "unknown_option": finding("profile.buyers == 'busineses'", "'busineses'", "'businesses'"),
    "never_true": finding("logistics.accuracy == 7", "logistics.accuracy ==", "can occur"),
    "always_true": finding("logistics.accuracy >= 0", "logistics.accuracy >=", "Remove it"),
    "empty_range": finding("clamp(logistics.accuracy, 3, 1) == 1", "clamp", "clamp(x, low, high)"),
    "too_long": finding(f"profile.seller{' ' * 4000}&& profile.seller", "profile.seller ",
                        "Split it"),
    "too_deep": finding(DEEP, "(" + "profile.seller)", "Split it"),
    "too_many_nodes": finding(f"sum({','.join(map(str, range(600)))}) > 1", "500,501", "Split it"),
    "list_too_long": finding(f"logistics.accuracy in [{LONG_LIST}]", "[0, 1", "Split the list"),
    "too_many_errors": finding(" && ".join(f"q{n}" for n in range(60)), "q49", "Mend the errors"),
}  # fmt: skip
"""By the code of the rule language; the problem stands at a line and a column."""

TEXTS: Final = {
    "too_large": (b"a: " + b"x" * 2_000_000, 1, "split it"),
    "not_utf8": (b"a: 1\nb: \xff\n", 2, "save it as UTF-8"),
    "byte_order_mark": (b"\xef\xbb\xbfa: 1\n", 1, "without byte order mark"),
    "tab_character": (b"a:\n\tb: 1\n", 2, "use spaces"),
    "control_character": ("a: 1\nb: x\u202e\n".encode(), 2, "delete it"),
    "yaml_syntax": (b"a: [1, 2\n", 2, "close the bracket"),
    "json_syntax": (b'{"a": }', 1, "double quotes"),
    "yaml_directive": (b"%YAML 1.1\n---\na: 1\n", 1, "none is needed"),
    "several_documents": (b"a: 1\n---\nb: 2\n", 2, "one document in a file"),
    "duplicate_key": (b"a: 1\na: 2\n", 2, "keep one"),
    "key_not_text": (b"[1, 2]: 3\n", 1, "text or number as key"),
    "anchor_or_alias": (b"a: &x 1\nb: *x\n", 1, "write values out"),
    "merge_key": (b"a: 1\n<<: {b: 1}\n", 2, "write its entries out"),
    "explicit_tag": (b"a: !!str 1\n", 1, "put texts in quotes"),
    "ambiguous_word": (b"a: no\n", 1, "write false"),
    "ambiguous_number": (b"a: 1.10\n", 1, "if it is a number"),
    "empty_value": (b"a: 1\nb:\n", 2, "null for none"),
    "too_deep": (b"a: " + b"[" * 41 + b"]" * 41, 1, "flatter"),
    "too_many_nodes": (b"a: [" + b"1," * 200_001 + b"1]", 1, "leave out"),
    "too_many_problems": (b"".join(b"a%d: no\n" % n for n in range(200)), 100, "check again"),
}
"""By the code of the problem: bytes that cannot be read, the line, words of the remedy."""

ANSWERS: Final[Mapping[str, tuple[dict[str, object], str, str]]] = {
    "unknown_question": ({"logistics.acuracy": 1}, "logistics.acuracy", "'logistics.accuracy'"),
    "duplicate_answer": ({"LOG-01": 2, "logistics.single_parcel": 2}, "logistics.single_parcel",
                         "keep one"),
    "wrong_type": ({"LOG-01": "2"}, "LOG-01", "write 2 without quotes"),
    "unknown_option": ({"LOG-01": 3}, "LOG-01", "use one of 0, 2, 4"),
    "repeated_item": ({"CHN-01": ["lead", "lead"], "PRF-02": True}, "CHN-01", "once"),
    "out_of_range": ({"LOG-02": 101}, "LOG-02", "from 0 to 100"),
    "too_many_decimals": ({"LOG-02": 99.65}, "LOG-02", "round to 1 decimals"),
    "band_not_offered": ({"LOG-01": {"band": 2}}, "LOG-01", "use one of 0, 2, 4"),
    "dont_know_refused": ({"PRF-01": "dont_know"}, "PRF-01", "closest"),
    "not_applicable_refused": ({"LOG-01": "not_applicable"}, "LOG-01", "write dont_know"),
    "text_too_long": ({"PRF-03": "x" * 1001}, "PRF-03", "shorten it to 1000"),
}  # fmt: skip
"""By the code of the problem: answers that are refused, where, words of the remedy."""

SECOND_OPINIONS: Final[Mapping[str, tuple[dict[str, object], str, str]]] = {
    "second_opinion_not_asked": ({"PRF-02": True}, "PRF-02", "on scored questions"),
}
"""The same of second opinions."""

CASES: Final = """\
cases:
  - case: seller
    answers: {PRF-01: businesses, PRF-02: true, LOG-01: 2, LOG-02: 99.9, CHN-01: [lead]}
    expect: {primary_route: R1, gates: {G1: condition}}
  - case: other
    base: seller
    answers: {PRF-02: false, LOG-01: 4, CHN-01: null}
    expect: {primary_route: R2}
"""


def case(old: str, new: str, at: str, remedy: str) -> tuple[str, str, str]:
    return CASES.replace(old, new, 1), at, remedy


CHECKED: Final = {
    "duplicate_case": case("case: other", "case: 'seller'", "case: 'seller'", "another name"),
    "unknown_base": case("base: seller", "base: seler", "base: seler", "'seller'"),
    "case_cycle": case("case: seller\n", "case: seller\n    base: other\n", "base: seller",
                       "own answers"),
    "case_differs": case("{primary_route: R2", "{primary_route: R1", "{primary_route: R1}",
                         "mend the rule"),
    "case_shows_nothing": case("expect: {primary_route: R2}", "expect: {}", "case: other",
                               "say under expect:"),
}  # fmt: skip
"""By the code of the problem: cases, words of the line it stands in, words of the remedy."""
