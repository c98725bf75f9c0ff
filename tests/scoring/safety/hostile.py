"""What an upload can try, each with what it must give: files of a version folder.

`codes` are problem codes that must be reported; without one it is accepted, and must be checked
and scored in bounded time and memory all the same.
"""

import json
from collections.abc import Callable, Mapping
from typing import Final, NamedTuple

from tests.catalog.small_questionnaire import FILES, QUESTIONNAIRE, RULES
from tests.scoring.lint.small_value import changed
from tests.scoring.safety import makers
from tests.scoring.safety.makers import Value, finding, nested

Files = Mapping[str, bytes]
RULE_SECTIONS: Final = frozenset(
    {"variables", "weight_rules", "gates", "findings", "route_rules", "routes", "variants",
     "recommendation_rules", "recommendations"}
)  # fmt: skip


class Hostile(NamedTuple):
    """Makes the files when they are needed, because some are megabytes."""

    files: Callable[[], Files]
    codes: frozenset[str]


def questionnaire(make: Callable[[], Value], *codes: str) -> Hostile:
    """A questionnaire given as plain values, written as JSON, which is YAML."""

    def files() -> Files:
        value = make()
        rules = {key: part for key, part in value.items() if key in RULE_SECTIONS}
        apart = {*rules, "texts", "sources"}
        documents = {
            "questionnaire.yaml": {key: p for key, p in value.items() if key not in apart},
            "rules.yaml": rules,
            "sources.yaml": {"sources": value["sources"]},
            "texts/en.yaml": value["texts"]["en"],
        }
        return {name: json.dumps(document).encode() for name, document in documents.items()}

    return Hostile(files, frozenset(codes))


def rule(condition: Callable[[], object], code: str) -> Hostile:
    return questionnaire(lambda: finding(condition()), code)


def spelt(condition: str, code: str) -> Hostile:
    """A condition in rules.yaml as it stands, in quotes of YAML."""
    text = RULES.replace(
        "when: logistics.single_parcel == 4 && logistics.accuracy == 0", f"when: '{condition}'"
    )
    return folder(lambda: {"rules.yaml": text.encode("utf-8", "surrogatepass")}, code)


def folder(changed_files: Callable[[], Files], code: str) -> Hostile:
    """The small questionnaire with some of its files replaced."""
    rest = {name: text.encode() for name, text in FILES.items()}
    return Hostile(lambda: rest | dict(changed_files()), frozenset({code}))


def aliases() -> Files:
    """Ten levels of ten aliases each: ten thousand million values if they were followed."""
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 10)]
    return {"rules.yaml": "\n".join(lines).encode()}


def unknown_keys() -> Files:
    keys = "".join(f"    wieght{n}: 1\n" for n in range(90_000))
    text = QUESTIONNAIRE.replace("    weight: 3\n", f"    weight: 3\n{keys}")
    return {"questionnaire.yaml": text.encode()}


QUESTIONNAIRES: Final[Mapping[str, Hostile]] = {
    # rules
    "brackets 41 deep": rule(lambda: "(" * 41 + "profile.seller" + ")" * 41, "too_deep"),
    "brackets to the limit of text": rule(lambda: "(" * 4000, "too_deep"),
    "a million brackets": rule(lambda: "(" * 1_000_000, "questionnaire_too_large"),
    "not, not, not": rule(lambda: "!" * 3900 + "profile.seller", "too_deep"),
    "not: in not:": rule(lambda: nested("not", 200), "too_deep"),
    "all: in all:": rule(lambda: nested("all", 200), "too_deep"),
    "conditionals": rule(lambda: "profile.seller ? true : " * 160 + "true", "too_deep"),
    "lists in lists": rule(lambda: "1 in " + "[" * 3000, "syntax"),
    "a list of 900": rule(
        lambda: "logistics.accuracy in [" + ",".join(["1"] * 900) + "]", "list_too_long"),
    "all: of 100,000": rule(
        lambda: {"all": ["profile.seller"] * 100_000}, "questionnaire_too_large"),
    "a name of 3,900 characters": rule(lambda: "a" * 3900, "unknown_identifier"),
    "a name of 900 points": rule(lambda: "a" + ".a" * 900, "unknown_identifier"),
    "a name of a million characters": rule(lambda: "a" * 1_000_000, "questionnaire_too_large"),
    "a number of a million digits": rule(
        lambda: "logistics.accuracy == " + "9" * 1_000_000, "questionnaire_too_large"),
    "a number of 3,900 digits": rule(
        lambda: "logistics.accuracy == " + "9" * 3900, "invalid_number"),
    "an exponent of 900 digits": rule(
        lambda: "logistics.accuracy == 1e" + "9" * 900, "invalid_number"),
    "a string of 3,900 characters": rule(
        lambda: "profile.buyers == '" + "x" * 3900 + "'", "unknown_option"),
    "forty wrong names in each of fifty rules, all alike": questionnaire(
        makers.all_misspelt, "too_many_problems"),
    "a chain of 290 branches": questionnaire(makers.chain_of_branches),
    "a chain of 300 variables": questionnaire(makers.chain_of_variables, "always_true_rule"),
    "variables that read each other eightfold": questionnaire(makers.doubling_variables),
    "figures from -1e300 to 1e300": questionnaire(makers.multiplied_figures),
    "a sum over forty questions": questionnaire(makers.every_combination),
    "150 rules over twenty questions each": questionnaire(makers.many_hard_rules),
    "forty gates over thirty questions each": questionnaire(makers.many_hard_gates),
    "a hundred rules that cannot be true": questionnaire(
        makers.only_all_parts_together, "dead_rule"),
    "a verdict table of seventy million cells": questionnaire(makers.huge_verdict_table),
    "290 items to tick": questionnaire(lambda: makers.wide_lists(290), "missing_value"),
    "301 items to tick": questionnaire(lambda: makers.wide_lists(301), "questionnaire_too_large"),
    "700 rules": questionnaire(makers.seven_hundred_rules, "questionnaire_too_large"),
    "400,000 characters of rules": questionnaire(makers.long_rules, "questionnaire_too_large"),
    "a text of a million characters": questionnaire(
        lambda: changed("texts", "en", "title", to="x" * 1_000_000), "questionnaire_too_large"),
    "everything at its limit": questionnaire(makers.everything_at_its_limit),
    # unicode
    "a cyrillic a in a name": spelt("logistics.\u0430ccuracy == 0", "syntax"),
    "a letter of full width": spelt("profile.seller \uff06\uff06 profile.seller", "syntax"),
    "digits of another script": spelt("logistics.accuracy == \u0663", "syntax"),
    "a joiner without width in a name": spelt("logistics.acc\u200duracy == 0", "syntax"),
    "a space without width": spelt("logistics.accuracy\u200b == 0", "syntax"),
    "text turned around": spelt("profile.buyers == \"\u202eslla\u202c\"", "control_character"),
    "an invisible tag": spelt("profile.buyers == \"\U000e0041\"", "control_character"),
    "half a character": spelt("profile.buyers == \"\ud800\"", "not_utf8"),
    "a joiner in a string": spelt("profile.buyers == \"busi\u200dnesses\"", "syntax"),
    "an accent put together otherwise": spelt(
        "profile.buyers == \"also_consume\u0301rs\"", "unknown_option"),
    # files
    "aliases of aliases": folder(aliases, "anchor_or_alias"),
    "lists 100,000 deep": folder(lambda: {"rules.yaml": b"a: " + b"[" * 100_000}, "too_deep"),
    "mappings 100,000 deep": folder(lambda: {"rules.yaml": b"{a: " * 100_000}, "too_deep"),
    "a file of 50 MB": folder(lambda: {"rules.yaml": b"x" * 50_000_000}, "too_large"),
    "a million values": folder(
        lambda: {"rules.yaml": b"findings: [" + b"1," * 1_000_000 + b"1]"}, "too_many_nodes"),
    "90,000 unknown keys": folder(unknown_keys, "too_many_problems"),
    "90,000 wrong entries": folder(
        lambda: {"rules.yaml": b"findings: [" + b"1," * 90_000 + b"1]"}, "too_many_problems"),
    "4 MB of one word": folder(
        lambda: {"rules.yaml": b"findings: " + b"x" * 4_000_000}, "wrong_value"),
}  # fmt: skip
