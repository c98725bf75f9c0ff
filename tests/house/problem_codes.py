"""Finds every problem code in the sources, wherever one is made.

A code is what is passed as `code`: by keyword, or in the place where a function, method or class
of ours takes its parameter `code`. Beside these there are the catalogues that list codes.
"""

import ast
import re
from collections.abc import Iterator
from functools import cache

from readiness.scoring.expressions.errors import Code
from readiness.scoring.problems import KINDS
from tests.house.repository import SOURCES

A_CODE = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")
Places = dict[str, set[int]]


@cache
def modules() -> tuple[ast.Module, ...]:
    """Return the syntax trees of all sources."""
    return tuple(ast.parse(path.read_text("utf-8")) for path in sorted(SOURCES.rglob("*.py")))


def _parameters(node: ast.ClassDef | ast.FunctionDef) -> list[str]:
    """Return the names of what a call passes by position; of a class, its fields or `__init__`."""
    if isinstance(node, ast.FunctionDef):
        names = [argument.arg for argument in [*node.args.posonlyargs, *node.args.args]]
        return names[1:] if names[:1] in (["self"], ["cls"]) else names
    for part in node.body:
        if isinstance(part, ast.FunctionDef) and part.name == "__init__":
            return _parameters(part)
    return [
        part.target.id
        for part in node.body
        if isinstance(part, ast.AnnAssign) and isinstance(part.target, ast.Name)
    ]


def places_of_code() -> Places:
    """Return, for each callable of ours that takes `code` by position, at which positions."""
    places: Places = {}
    for module in modules():
        for node in ast.walk(module):
            if isinstance(node, ast.ClassDef | ast.FunctionDef) and "code" in _parameters(node):
                places.setdefault(node.name, set()).add(_parameters(node).index("code"))
    classes = [n for m in modules() for n in ast.walk(m) if isinstance(n, ast.ClassDef)]
    grown = True
    while grown:  # a class without parameters of its own takes those of its base
        grown = False
        for node in classes:
            bases = [base.id for base in node.bases if isinstance(base, ast.Name)]
            inherited = set().union(*(places.get(base, set()) for base in bases))
            if node.name not in places and inherited and not _parameters(node):
                places[node.name] = inherited
                grown = True
    return places


def _texts(node: ast.expr) -> Iterator[str]:
    if isinstance(node, ast.IfExp):
        yield from _texts(node.body)
        yield from _texts(node.orelse)
    elif isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value


def _passed(call: ast.Call, places: Places) -> Iterator[str]:
    for keyword in call.keywords:
        if keyword.arg == "code":
            yield from _texts(keyword.value)
    function = call.func
    name = function.id if isinstance(function, ast.Name) else getattr(function, "attr", "")
    for position in places.get(name, set()):
        if position < len(call.args):
            yield from _texts(call.args[position])


def _listed_by_status(module: ast.Module) -> Iterator[str]:
    """Yield the codes of a table such as `_HTTP_CODES = {404: ("not_found", ...)}`.

    The default of a look-up in it, `_HTTP_CODES.get(status, ("http_error", ...))`, counts too.
    """
    for node in ast.walk(module):
        candidates: list[ast.expr] = []
        match node:
            case ast.Assign(targets=[table], value=ast.Dict(values=values)) if _names_codes(table):
                candidates = values
            case ast.Call(func=ast.Attribute(value=table), args=args) if _names_codes(table):
                candidates = args
        for candidate in candidates:
            if isinstance(candidate, ast.Tuple):
                yield from _texts(candidate.elts[0])


def _names_codes(node: ast.expr) -> bool:
    return isinstance(node, ast.Name) and node.id.endswith("_CODES")


def problem_codes() -> set[str]:
    """Return every problem code the product can give."""
    places = places_of_code()
    found = {*KINDS, *(code.value for code in Code)}
    for module in modules():
        found.update(_listed_by_status(module))
        for node in ast.walk(module):
            if isinstance(node, ast.Call):
                found.update(_passed(node, places))
    return {code for code in found if A_CODE.fullmatch(code)}
