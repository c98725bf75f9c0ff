"""Expression engines of others, each with a list of expressions compiled once."""

import logging
import math
from collections.abc import Mapping, Sequence
from typing import Any

import celpy
import datalogic_py
from cel_expr_python import cel  # type: ignore[import-untyped]  # ships no types
from celpy import celtypes
from celpy.adapter import json_to_cel
from celpy.evaluation import CELEvalError

from benchmarks.dialects import CelDialect, JsonLogicDialect, UnguardedCelDialect
from benchmarks.phased import Context, Run

logging.getLogger("celpy").setLevel(logging.CRITICAL)  # it logs every name that is absent
logging.getLogger("Environment").setLevel(logging.CRITICAL)


class GoogleCel:
    """cel-expr-python: Google's evaluator, written in C++."""

    def dialect(self, renamed: Mapping[str, str]) -> CelDialect:
        return CelDialect(renamed)

    def compiled(self, expressions: Sequence[str], names: Sequence[str]) -> Run:
        environment = cel.NewEnv(variables=dict.fromkeys(names, cel.Type.DYN))
        program = environment.compile(f"[{', '.join(expressions)}]")

        def run(context: Context) -> Sequence[Any]:
            found = program.eval(environment.Activation(context)).plain_value()
            assert isinstance(found, list), found
            return [None if value != value else value for value in found]  # noqa: PLR0124 - NaN

        return run


class CelPython:
    """cel-python: CEL in Python. It cannot compare with null, so names are absent instead."""

    def dialect(self, renamed: Mapping[str, str]) -> UnguardedCelDialect:
        return UnguardedCelDialect(renamed)

    def compiled(self, expressions: Sequence[str], _names: Sequence[str]) -> Run:
        environment = celpy.Environment(runner_class=celpy.CompiledRunner)
        programs = [environment.program(environment.compile(text)) for text in expressions]

        def run(context: Context) -> Sequence[Any]:
            given = {n: json_to_cel(v) for n, v in context.items() if v is not None}
            return [_outcome(program, given) for program in programs]

        return run


def _outcome(program: celpy.Runner, given: dict[str, Any]) -> bool | float | None:
    try:
        value = program.evaluate(given)
    except CELEvalError:
        return None
    if isinstance(value, celtypes.BoolType):
        return bool(value)
    number = float(value)  # type: ignore[arg-type]  # the rules give truths and numbers only
    return None if math.isnan(number) else number


class DataLogic:
    """datalogic-py: JSONLogic, written in Rust."""

    def __init__(self) -> None:
        self._engine = datalogic_py.Engine()

    def dialect(self, renamed: Mapping[str, str]) -> JsonLogicDialect:
        return JsonLogicDialect(renamed)

    def compiled(self, expressions: Sequence[Any], _names: Sequence[str]) -> Run:
        rule = self._engine.compile(list(expressions))
        return rule.evaluate
