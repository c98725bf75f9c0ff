"""Ranges while they are computed: one pass down the program, or only what an answer touches."""

from collections.abc import Iterable, Mapping, Sequence
from copy import copy

from readiness.scoring.answers import Answer, Answers
from readiness.scoring.evaluation import UNANSWERED
from readiness.scoring.expressions import Reading
from readiness.scoring.expressions.possible_values import MISSING, Outcome, among, computed
from readiness.scoring.plans import Program
from readiness.scoring.program import LARGEST_GAP
from readiness.scoring.ranges.bounds import (
    NEVER,
    Bounds,
    Member,
    held_below,
    levels_between,
    mean_bounds,
    outcome_of,
)
from readiness.scoring.ranges.branches import calculated_bounds, settle_question
from readiness.scoring.ranges.gates import gate_outcomes
from readiness.scoring.ranges.indices import (
    decision_outcomes,
    possible_items,
    raised_levels,
)
from readiness.scoring.ranges.knowledge import Knowledge, Truths
from readiness.scoring.ranges.prospects import Prospect
from readiness.scoring.ranges.routes import Flags, RouteBounds, fit_bounds, flags_of, judged
from readiness.scoring.ranges.study import DimensionStudy, Watched, study_of

_ONLY_BLOCK = frozenset({"block"})
_ONLY_TRUE: Truths = frozenset({True})

_UNSEEN = Prospect(among([Reading(None)]), None, may_leave=True, may_stay_unanswered=False)


class RangeState:
    """Bounds of everything for one set of answers; `answers` are those it started from."""

    def __init__(self, program: Program, answers: Answers) -> None:
        self.study = study = study_of(program)
        self.answers = answers
        self.given = [answers.given.get(a.question.id, UNANSWERED) for a in study.questions]
        self.prospects = [_UNSEEN] * len(study.questions)
        self.outcomes: dict[str, frozenset[str]] = {}
        self.calculated: dict[str, Bounds] = {}
        self.capped: dict[str, Bounds] = {}
        self.overall_calculated = self.overall = NEVER
        self.index_scores: dict[str, Bounds] = {}
        self.index_levels: dict[str, frozenset[int | None]] = {}
        self.decisions: dict[str, frozenset[str | None]] = {}
        self.fits: dict[str, Bounds] = {}
        self.routes: dict[str, RouteBounds] = {}
        self._known = Knowledge(program)
        self._weight_rules: dict[int, Truths] = {}
        self._seconds = [
            (position, second.value)
            for position, asked in enumerate(study.questions)
            if asked.question.scored
            and (second := answers.second_opinions.get(asked.question.id)) is not None
            and isinstance(second.value, int)
        ]
        self._gap_slot = program.slots[LARGEST_GAP]
        self._flags: dict[str, Flags] = {}
        self._changed: set[int] | None = None
        self._compute(program.visibility_order)

    def with_answer(self, position: int, answer: Answer) -> "RangeState":
        """Return the state with another answer; only what it touches is computed anew."""
        other = copy(self)
        other.given = self.given.copy()
        other.given[position] = answer
        other.prospects = self.prospects.copy()
        other.outcomes = self.outcomes.copy()
        other.calculated = self.calculated.copy()
        other.capped = self.capped.copy()
        other.index_scores = self.index_scores.copy()
        other.index_levels = self.index_levels.copy()
        other.decisions = self.decisions.copy()
        other.fits = self.fits.copy()
        other.routes = self.routes.copy()
        other._known = self._known.copy()
        other._weight_rules = self._weight_rules.copy()
        other._flags = self._flags.copy()
        other._changed = {position}
        other._compute(self.study.affected[position])
        return other

    def levels(self, bounds: Bounds) -> tuple[int | None, ...]:
        """Return the numbers of the levels a score may lie in; `None`: it may have no score."""
        return levels_between(self.study.program.level_bounds, bounds)

    def findings(self) -> tuple[Truths, ...]:
        """Return what the condition of each finding may come to."""
        return tuple(self._known.truths_of(rules) for _, rules in self.study.findings)

    def risks(self) -> tuple[Truths, ...]:
        """Return what the condition of each risk may come to."""
        return tuple(self._known.truths_of(rules) for _, rules in self.study.risks)

    def _compute(self, positions: Iterable[int]) -> None:
        self._settle_questions(positions)
        self._calculate_dimensions()
        self._compare_opinions()
        for slot, rules in self.study.variables:
            if self._touches(rules.reads):
                self._put(slot, self._known.outcome_of(rules))
        self._judge_gates()
        self._cap_dimensions()
        self._score_overall()
        self._judge_flags(self.study.findings)
        self._raise_levels()
        self._judge_flags(self.study.risks)
        self._decide()
        self._judge_routes()

    def _touches(self, reads: frozenset[int]) -> bool:
        """Tell whether something that is read has changed; at first everything has."""
        return self._changed is None or not self._changed.isdisjoint(reads)

    def _put(self, slot: int, outcome: Outcome) -> None:
        self._note(slot, changed=self._known.put(slot, computed(outcome)))

    def _note(self, slot: int, *, changed: bool) -> None:
        if changed and self._changed is not None:
            self._changed.add(slot)

    def _settle_questions(self, positions: Iterable[int]) -> None:
        """Settle each question after those that decide about it; no branch can read the gap."""
        self._put(self._gap_slot, MISSING)
        for position in positions:
            asked = self.study.questions[position]
            prospect = settle_question(self._known, asked, self.given[position])
            waits = prospect.may_stay_unanswered != self.prospects[position].may_stay_unanswered
            self.prospects[position] = prospect
            changed = self._known.put(position, prospect.possible)
            self._note(position, changed=changed or waits)
            if asked.lists is not None and position in self.study.items:
                lists = possible_items(asked.lists, self.given[position], prospect)
                self._put(self.study.items[position], lists)

    def _calculate_dimensions(self) -> None:
        """Before caps; and before opinions are compared, because branches are read once more."""
        for study in self.study.dimensions:
            if self._touches(study.reads):
                self.calculated[study.plan.id] = self._calculated(study)
        for index in self.study.indices:
            if self._touches(index.score.reads):
                score = self._calculated(index.score)
                self.index_scores[index.score.plan.id] = score
                self._put(index.score.plan.score_slot, outcome_of(score))

    def _calculated(self, study: DimensionStudy) -> Bounds:
        return calculated_bounds(self._known, study, self.study, self.given, self.prospects)

    def _compare_opinions(self) -> None:
        largest: set[int | None] = {None}
        for position, second in self._seconds:
            gaps = {
                abs(reading.value - second) if isinstance(reading.value, int) else None
                for reading in self.prospects[position].possible.readings or ()
            }
            largest = {
                max((g for g in (known, gap) if g is not None), default=None)
                for known in largest
                for gap in gaps
            }
        self._put(self._gap_slot, frozenset(largest))

    def _judge_gates(self) -> None:
        for plan, forms in self.study.gates:
            if self._touches(forms.reads):
                outcomes = gate_outcomes(self._known, plan, forms, self.prospects)
                self.outcomes[plan.gate.code] = outcomes
                self._put(plan.slot, frozenset(outcomes))

    def _cap_dimensions(self) -> None:
        for study in self.study.dimensions:
            if self._touches(study.reads) or self._touches(study.gate_slots):
                plan = study.plan
                capped = self._capped(self.calculated[plan.id], study.caps)
                self._note(plan.score_slot, changed=capped != self.capped.get(plan.id))
                self.capped[plan.id] = capped
                self._put_score(plan.score_slot, plan.level_slot, capped)

    def _capped(self, bounds: Bounds, caps: Sequence[tuple[str, float]]) -> Bounds:
        possible = [cap for code, cap in caps if "block" in self.outcomes[code]]
        certain = [cap for code, cap in caps if self.outcomes[code] == _ONLY_BLOCK]
        return held_below(bounds, possible, certain)

    def _score_overall(self) -> None:
        for i, (_, _, condition) in enumerate(self.study.weight_rules):
            if self._touches(condition.reads):
                self._weight_rules[i] = self._known.truths_of(condition)
        weights = self._weights()
        self.overall_calculated = _mean(weights, self.calculated)
        self.overall = self._capped(_mean(weights, self.capped), self.study.overall_caps)
        slots = self.study.program.slots
        self._put_score(slots["score.overall"], slots["level.overall"], self.overall)

    def _put_score(self, score_slot: int, level_slot: int, score: Bounds) -> None:
        """Make a score readable to rules, if any reads it."""
        if score_slot in self.study.read:
            self._put(score_slot, outcome_of(score))
        if level_slot in self.study.read:
            self._put(level_slot, frozenset(self.levels(score)))

    def _weights(self) -> dict[str, tuple[float, float]]:
        """Least and most weight of each dimension, over all combinations of open weight rules."""
        weights = {s.plan.id: (float(s.plan.weight),) * 2 for s in self.study.dimensions}
        for i, (dimension, factor, _) in enumerate(self.study.weight_rules):
            applies = self._weight_rules[i]
            low, high = weights[dimension]
            if applies == _ONLY_TRUE:
                weights[dimension] = low * factor, high * factor
            elif True in applies:
                weights[dimension] = min(low, low * factor), max(high, high * factor)
        return weights

    def _judge_flags(self, listed: Iterable[tuple[int, Watched]]) -> None:
        """Say which findings or risks may be made, where that is read."""
        for slot, rules in listed:
            if slot in self.study.read and self._touches(rules.reads):
                self._put(slot, frozenset(fired is True for fired in self._known.truths_of(rules)))

    def _raise_levels(self) -> None:
        findings = self.study.findings
        for index in self.study.indices:
            if self._touches(index.level_reads):
                plan = index.plan
                levels = raised_levels(
                    plan,
                    levels_between(plan.level_bounds, self.index_scores[plan.score.id]),
                    lambda position: self._known.truths_at(findings[position][0]),
                )
                self.index_levels[plan.score.id] = levels
                self._put(plan.score.level_slot, levels)

    def _decide(self) -> None:
        for plan, rows in self.study.decisions:
            if self._touches(rows.reads):
                outcomes = decision_outcomes(self._known, plan, rows)
                self.decisions[plan.decision.code] = outcomes
                self._put(plan.slot, outcomes)

    def _judge_routes(self) -> None:
        for study in self.study.routes:
            code = study.plan.route.code
            fits = self._touches(study.fit.reads)
            gated = self._touches(study.gate_slots)
            if fits:
                self.fits[code] = fit_bounds(self._known, study)
            if gated:
                self._flags[code] = flags_of(study.plan.route.gates, self.outcomes)
            if fits or gated or self._touches(study.score_slots):
                self.routes[code] = judged(
                    self.study, study, self.fits[code], self.capped, self._flags[code]
                )


def _mean(weights: Mapping[str, tuple[float, float]], scores: Mapping[str, Bounds]) -> Bounds:
    members = []
    for name, bounds in scores.items():
        if bounds.interval is not None:
            least, most = weights[name]
            members.append(Member(0 if bounds.may_be_missing else least, most, *bounds.interval))
    return mean_bounds(members)
