"""The one door to the solver: the smallest value of a sum over a model, with its proof.

CP-SAT computes in whole numbers. One worker and a limit in its units of deterministic work make
every run the same, on any machine and under any load. It is spoken to in its own messages: its
modelling layer would load numpy and pandas when the service starts, and nothing of it is needed.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias
from typing import Literal as OneOf

from ortools.sat.python.cp_model_helper import (
    CpModelProto,
    CpSolverResponse,
    CpSolverStatus,
    DecisionStrategyProto,
    SatParameters,
    SolveWrapper,
)

from readiness.planning.model import Linear, Literal, Model, of

Status: TypeAlias = OneOf["optimal", "feasible", "infeasible", "unknown"]

_STATUSES: Final[dict[CpSolverStatus, Status]] = {
    CpSolverStatus.OPTIMAL: "optimal",
    CpSolverStatus.FEASIBLE: "feasible",
    CpSolverStatus.INFEASIBLE: "infeasible",
    CpSolverStatus.UNKNOWN: "unknown",
}
_UNBOUNDED: Final = 2**62
MOST_WORK_ON_ORDER: Final = 0.5
"""Units spent on choosing among plans that are equally cheap."""


@dataclass(frozen=True, slots=True)
class Solution:
    """What was found. `bound`: no value below it is possible; `core`: assumptions that clash."""

    status: Status
    values: Sequence[int] = ()
    bound: int | None = None
    core: tuple[Literal, ...] = ()

    @property
    def found(self) -> bool:
        """Whether there are values that satisfy the model."""
        return self.status in ("optimal", "feasible")

    def value(self, linear: Linear) -> int:
        """Return what a sum comes to."""
        terms = linear.terms.items()
        return linear.constant + sum(self.values[variable] * factor for variable, factor in terms)

    def holds(self, literal: Literal) -> bool:
        """Tell whether a literal is true."""
        return self.value(of(literal)) == 1


class Solver:
    """Solves models until its units of work are used up; a unit takes one to three seconds."""

    def __init__(self, work_limit: float) -> None:
        self.work_left = work_limit

    def minimize(self, model: Model, linear: Linear, given: Sequence[Literal]) -> Solution:
        """Find values that make the sum as small as possible, with all of `given` true."""
        return self._solve(_Translation(model, given, linear))

    def satisfy(
        self, model: Model, given: Sequence[Literal], assumptions: Sequence[Literal]
    ) -> Solution:
        """Find values with all of `given` and all assumptions true, or assumptions that clash."""
        translation = _Translation(model, given)
        translation.proto.assumptions.extend([_index(a) for a in assumptions])
        return self._solve(translation, assumptions)

    def first(self, model: Model, order: Sequence[Literal], given: Sequence[Literal]) -> Solution:
        """Find the values, with all of `given` true, that make the earliest of the order true.

        This can take far more work than finding any, so that it gets no more than a part.
        """
        translation = _Translation(model, given)
        translation.decide(order)
        translation.parameters.search_branching = SatParameters.FIXED_SEARCH
        translation.parameters.keep_all_feasible_solutions_in_presolve = True
        return self._solve(translation, work_limit=MOST_WORK_ON_ORDER)

    def _solve(
        self,
        translation: "_Translation",
        assumptions: Sequence[Literal] = (),
        work_limit: float = math.inf,
    ) -> Solution:
        if self.work_left <= 0:
            return Solution("unknown")
        translation.parameters.max_deterministic_time = min(self.work_left, work_limit)
        solver = SolveWrapper()
        solver.set_parameters(translation.parameters)
        response: CpSolverResponse = solver.solve(  # type: ignore[no-untyped-call]  # its stub says no types
            translation.proto
        )
        self.work_left -= response.deterministic_time
        status = _STATUSES[response.status]
        if status == "infeasible":
            clashing = {*response.sufficient_assumptions_for_infeasibility}
            return Solution(status, core=tuple(a for a in assumptions if _index(a) in clashing))
        bound = round(response.best_objective_bound) if translation.minimized else None
        return Solution(status, tuple(response.solution), bound)


class _Translation:
    """A model as the solver's message: our variable `n` is its variable `n`."""

    def __init__(
        self, model: Model, given: Sequence[Literal], minimized: Linear | None = None
    ) -> None:
        self.proto = CpModelProto()
        self.minimized = minimized is not None
        self.parameters = SatParameters()
        self.parameters.num_workers = 1
        self.parameters.random_seed = 1
        for bounds in model.bounds:
            self.proto.variables.add().domain.extend(bounds)
        for clause in (*model.clauses, *((literal,) for literal in given)):
            self.proto.constraints.add().bool_or.literals.extend([_index(o) for o in clause])
        for linear, when in model.inequalities:
            constraint = self.proto.constraints.add()
            constraint.enforcement_literal.extend([_index(literal) for literal in when])
            constraint.linear.vars.extend([*linear.terms])
            constraint.linear.coeffs.extend([*linear.terms.values()])
            constraint.linear.domain.extend((-linear.constant, _UNBOUNDED))
        if minimized is not None:
            self.proto.objective.vars.extend([*minimized.terms])
            self.proto.objective.coeffs.extend([*minimized.terms.values()])
            self.proto.objective.offset = minimized.constant

    def decide(self, order: Sequence[Literal]) -> None:
        """Let the solver try to make the literals true, the first one first."""
        strategy = self.proto.search_strategy.add()
        strategy.variables.extend([_index(literal) for literal in order])
        strategy.variable_selection_strategy = DecisionStrategyProto.CHOOSE_FIRST
        strategy.domain_reduction_strategy = DecisionStrategyProto.SELECT_MAX_VALUE


def _index(literal: Literal) -> int:
    """Return a literal as the solver counts: a negation is the complement of its variable."""
    return literal if literal > 0 else ~abs(literal)
