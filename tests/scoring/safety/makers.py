"""Questionnaires made to be slow or large, as plain values."""

from typing import Any

from tests.scoring.lint.small_value import changed

Value = dict[str, Any]


def finding(condition: Any) -> Value:
    return changed("findings", 0, "when", to=condition)


def nested(key: str, levels: int) -> Any:
    source: Any = "profile.seller"
    for _ in range(levels):
        source = {"not": source} if key == "not" else {key: [source, "profile.seller"]}
    return source


def with_questions(count: int, **more: Any) -> Value:
    """The small questionnaire with as many yes/no questions of the profile."""
    value = changed("key", to="small")
    for i in range(count):
        question = {"id": f"profile.q{i}", "code": f"Q-{i}", "type": "boolean", "role": "sales"}
        value["questions"].append(question | {k: v(i) for k, v in more.items()})
        value["texts"]["en"]["questions"][f"profile.q{i}"] = {"title": "?"}
    return value


def chain_of_branches() -> Value:
    """Each question is asked only if the one before is answered yes."""
    return with_questions(290, asked_if=lambda i: f"profile.q{i - 1}" if i else "profile.seller")


def chain_of_variables() -> Value:
    value = changed("key", to="small")
    value["variables"] = [
        {"id": f"v{i}", "formula": f"variable.v{i - 1} + variable.v{i - 1}" if i else "1"}
        for i in range(300)
    ]
    value["findings"][0]["when"] = "variable.v299 > 3"
    return value


def doubling_variables() -> Value:
    """Each variable reads the one before eight times: 8^60 paths lead down."""
    value = with_figures(2)
    value["variables"] = [
        {
            "id": f"v{i}",
            "formula": "sum(" + ", ".join([f"variable.v{i - 1} / 8"] * 8) + ")"
            if i
            else "profile.f0 * profile.f1",
        }
        for i in range(60)
    ]
    value["findings"][0]["when"] = "variable.v59 == 1234.5678"
    return value


def with_figures(count: int) -> Value:
    value = changed("key", to="small")
    for i in range(count):
        value["questions"].append(
            {"id": f"profile.f{i}", "code": f"F-{i}", "type": "number", "role": "sales",
             "unit": "%", "low": -1e300, "high": 1e300, "decimals": 6}
        )  # fmt: skip
        value["texts"]["en"]["questions"][f"profile.f{i}"] = {"title": "?"}
    return value


def weighed(names: list[str]) -> str:
    """A sum of so many different values that only intervals of it are kept."""
    return " + ".join(f"({name} ? {100 + i} : 0)" for i, name in enumerate(names))


def multiplied_figures() -> Value:
    value = with_figures(4)
    value["findings"][0]["when"] = "profile.f0 * profile.f1 + profile.f2 == profile.f3"
    return value


def every_combination() -> Value:
    """True for none of 2^38 sets, which no part of the condition shows."""
    value = with_questions(40)
    value["findings"][0]["when"] = f"{weighed([f'profile.q{i}' for i in range(38)])} == 2000.5"
    return value


def many_hard_rules() -> Value:
    """A hundred and fifty rules over twenty questions each, none of which is proved quickly."""
    value = with_questions(60)
    value["findings"] = [
        {
            "code": f"X-{n}",
            "when": f"{weighed([f'profile.q{(n + 3 * i) % 60}' for i in range(20)])} == 1000.5",
            "severity": "low",
        }
        for n in range(150)
    ]
    value["texts"]["en"]["findings"] = {f"X-{n}": "?" for n in range(150)}
    return value


def many_hard_gates() -> Value:
    """Forty gates over thirty scored questions, turned by an equality of sums."""
    value = with_questions(0)
    for i in range(30):
        value["questions"].append(
            {"id": f"logistics.s{i}", "code": f"S-{i}", "type": "single", "role": "sales",
             "dimension": "logistics", "weight": 1,
             "options": [{"value": v} for v in range(5)]}
        )  # fmt: skip
        texts = {"title": "?", "options": {str(v): "?" for v in range(5)}}
        value["texts"]["en"]["questions"][f"logistics.s{i}"] = texts
    total = ", ".join(f"{100 + i} * logistics.s{i}" for i in range(30))
    value["gates"] += [
        {"code": f"G-{n}", "block": f"sum({total}) == {5000 + n}"} for n in range(40)
    ]
    value["texts"]["en"]["gates"] |= {f"G-{n}": {"name": "?", "block": "?"} for n in range(40)}
    return value


def huge_verdict_table() -> Value:
    """Two thousand constants for fit and for readiness: seventy million cells."""
    rows = [
        {
            "verdict": "go",
            "when": " && ".join(
                f"fit != {k / 30:.3f} && readiness != {k / 31:.3f}"
                for k in range(55 * row, 55 * row + 55)
            ),
        }
        for row in range(40)
    ]
    value = changed("route_rules", "verdicts", 3, "when", to=rows[0]["when"])
    value["route_rules"]["verdicts"][3:] = rows
    return value


def all_misspelt() -> Value:
    """Names of two letters in every order: each is a little like each other."""
    names = [f"profile.{n:072b}".replace("0", "a").replace("1", "b") for n in range(290)]
    value = changed("key", to="small")
    for i, name in enumerate(names):
        value["questions"].append(
            {"id": name, "code": f"Q-{i}", "type": "boolean", "role": "sales"}
        )
        value["texts"]["en"]["questions"][name] = {"title": "?"}
    wrong = " && ".join(name + "c" for name in names[:40])
    value["findings"] = [{"code": f"X-{n}", "severity": "low", "when": wrong} for n in range(50)]
    value["texts"]["en"]["findings"] = {f"X-{n}": "?" for n in range(50)}
    return value


def wide_lists(items: int) -> Value:
    value = changed("questions", 4, "items", to=[{"id": f"i{n}"} for n in range(items)])
    value["texts"]["en"]["questions"]["channels.partners"]["options"] |= {
        f"i{n}": "?" for n in range(items)
    }
    return value


def seven_hundred_rules() -> Value:
    value = changed("key", to="small")
    value["findings"] = [
        {"code": f"X-{n}", "when": "profile.seller", "severity": "low"} for n in range(700)
    ]
    return value


def long_rules() -> Value:
    """Rules of 3,500 characters each, 385,000 together."""
    condition = " || ".join(["profile.seller && !profile.seller"] * 100)
    value = changed("key", to="small")
    value["findings"] = [
        {"code": f"X-{n}", "when": condition, "severity": "low"} for n in range(110)
    ]
    value["texts"]["en"]["findings"] = {f"X-{n}": "?" for n in range(110)}
    return value


def only_all_parts_together() -> Value:
    """A circle of twenty comparisons that exclude each other only all together."""
    parts = [f"profile.q{i} == profile.q{(i + 1) % 21}" for i in range(20)]
    value = with_questions(21)
    value["findings"] = [
        {"code": f"X-{n}", "severity": "low",
         "when": " && ".join([*parts[n % 20 :], *parts[: n % 20], "profile.q0 != profile.q20"])}
        for n in range(100)
    ]  # fmt: skip
    value["texts"]["en"]["findings"] = {f"X-{n}": "?" for n in range(100)}
    return value


def everything_at_its_limit() -> Value:
    """300 questions, 240 gates, 240 findings and 60 routes, each rule over three questions."""
    value = with_questions(0)
    texts = value["texts"]["en"]
    names = [f"logistics.s{i}" for i in range(295)]
    for i, name in enumerate(names):
        value["questions"].append(
            {"id": name, "code": f"S-{i}", "type": "single", "role": "sales",
             "dimension": "logistics", "weight": 1, "options": [{"value": v} for v in range(5)]}
        )  # fmt: skip
        options = {str(v): "?" for v in range(5)}
        texts["questions"][name] = {"title": "?", "options": options}

    def condition(number: int) -> str:
        read = (names[(7 * number + 31 * i) % len(names)] for i in range(3))
        return " && ".join(f"{name} <= {1 + number % 3}" for name in read)

    value["gates"] += [{"code": f"G-{n}", "block": condition(n)} for n in range(240)]
    texts["gates"] |= {f"G-{n}": {"name": "?", "block": "?"} for n in range(240)}
    value["findings"] = [
        {"code": f"X-{n}", "when": condition(3 * n), "severity": "low"} for n in range(240)
    ]
    texts["findings"] = {f"X-{n}": "?" for n in range(240)}
    gates = {f"G-{n}": "blocks" for n in range(240)}
    for n in range(60):
        value["routes"].append(value["routes"][0] | {"code": f"R-{n}", "gates": gates})
        texts["routes"][f"R-{n}"] = texts["routes"]["R1"]
    value["route_rules"]["candidates"] += [f"R-{n}" for n in range(60)]
    return value
