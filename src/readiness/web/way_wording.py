"""The way to a target in the words of the page."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from readiness.planning.result import Obstacle, PlanResult, PlanStep, Summary
from readiness.planning.target import OVERALL
from readiness.scoring import Questionnaire
from readiness.services.ways import Way
from readiness.web.answer_wording import AnswerWording


@dataclass(frozen=True, slots=True)
class ShownTarget:
    """A target that can be chosen, in its group."""

    target: str
    name: str


@dataclass(frozen=True, slots=True)
class ShownStep:
    """One answer to be raised: from what to what, in how many person-days, and what comes of it."""

    question: str
    code: str
    title: str
    before: str
    after: str
    days: int
    action: str
    needs: tuple[str, ...]
    becomes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ShownWindow:
    """The steps of a window of months and their person-days together."""

    title: str
    days: int
    steps: tuple[ShownStep, ...]


@dataclass(frozen=True, slots=True)
class ShownWay:
    """What was found, in words: the answer first, then steps, or what stands in the way."""

    sentence: str
    proof: str
    windows: tuple[ShownWindow, ...]
    obstacles: tuple[str, ...]
    obstacles_title: str
    outcome: str


class WayWording:
    """Words a plan for one page."""

    def __init__(self, questionnaire: Questionnaire, wording: AnswerWording) -> None:
        self._questionnaire = questionnaire
        self._wording = wording
        self._words = wording.words
        self._texts, self._numbers = wording.texts, wording.numbers
        self._questions = {q.id: q for q in questionnaire.questions}
        self._level_ids = {level.number: level.id for level in questionnaire.levels}

    def targets(self, way: Way) -> tuple[tuple[str, tuple[ShownTarget, ...]], ...]:
        """The targets that can be chosen, by groups with a name."""
        routes = {route.code for route in self._questionnaire.routes}

        def group(target: str) -> str:
            name = target.partition(":")[0]
            if name == OVERALL:
                return self._words.say("Overall level")
            return self._words.say("Routes") if name in routes else self._words.say("Dimensions")

        return tuple(
            (name, tuple(ShownTarget(target, self.target(target)) for target in targets))
            for name, targets in groupby(way.targets, group)
        )

    def target(self, target: str) -> str:
        """A target such as `overall:4` in words."""
        name, _, wanted = target.partition(":")
        if name in self._texts.routes:
            verdict = self._texts.verdicts[wanted].name
            return f"{self._texts.routes[name].name}: {verdict}"
        level = self._level(int(wanted))
        if name == OVERALL:
            return level
        return f"{self._texts.dimensions[name].name}: {level}"

    def question(self, question_id: str) -> str:
        """A question by code and title, as far as there is one of that name."""
        question = self._questions.get(question_id)
        if question is None:
            return question_id
        return f"{question.code} {self._texts.questions[question_id].title}"

    def found(self, found: PlanResult) -> ShownWay:
        """What was found for a target."""
        steps = found.plan.steps if found.plan else ()
        return ShownWay(
            sentence=self._sentence(found),
            proof=self._proof(found),
            windows=tuple(self._windows(steps, found.before)),
            obstacles=tuple(dict.fromkeys(map(self._obstacle, found.obstacles))),
            obstacles_title=self._words.say("What stands in the way")
            if found.minimal
            else self._words.say("What stands in the way, perhaps not all of it"),
            outcome=self._outcome(found.before, found.plan.result) if found.plan and steps else "",
        )

    def _sentence(self, found: PlanResult) -> str:
        say, plan = self._words.say, found.plan
        match found.status:
            case "optimal" | "feasible" if plan is not None and not plan.steps:
                return say("You have reached this target already.")
            case "optimal" | "feasible" if plan is not None:
                return say(
                    "%(days)s get you there, in %(steps)s.",
                    days=self._days(plan.days),
                    steps=self._words.count("%(n)s step", "%(n)s steps", len(plan.steps)),
                )
            case "over_budget":
                least = found.bound_days if found.least_days is None else found.least_days
                return say(
                    "The target takes at least %(days)s; you have %(budget)s.",
                    days=self._days(least or 0),
                    budget=self._days(found.budget_days or 0),
                )
            case "infeasible":
                return say("No plan reaches this target as things stand.")
            case _:
                return say("No plan was found in the time allowed. Try a nearer target.")

    def _proof(self, found: PlanResult) -> str:
        say = self._words.say
        if found.status == "over_budget" and found.plan is not None and found.plan.steps:
            return say("These steps bring you nearest to it within what you have.")
        if found.status == "infeasible" and found.least_horizon_months is not None:
            return say("%(months)s months would do.", months=found.least_horizon_months)
        if found.plan is None or not found.plan.steps:
            return ""
        if found.proven:
            return say("It is proven that no other plan takes fewer.")
        least = self._days(found.bound_days or 0)
        return say("No plan takes fewer than %(days)s; that there is one is open.", days=least)

    def _days(self, days: int) -> str:
        return self._words.count("%(n)s person-day", "%(n)s person-days", days)

    def _windows(self, steps: tuple[PlanStep, ...], before: Summary) -> Iterator[ShownWindow]:
        previous = before
        for window, grouped in groupby(steps, lambda step: step.window):
            shown = []
            for step in grouped:
                shown.append(self._step(step, previous))
                previous = step.result
            first, _, last = window.partition("-")
            title = self._words.say("Months %(first)s to %(last)s", first=first, last=last)
            yield ShownWindow(title, sum(step.days for step in shown), tuple(shown))

    def _step(self, step: PlanStep, previous: Summary) -> ShownStep:
        question = self._questions[step.question]
        known = step.from_value is not None
        action = self._texts.recommendations.get(step.recommendation or "")
        return ShownStep(
            question=step.question,
            code=step.code,
            title=self._texts.questions[step.question].title,
            before=self._value(step.question, step.from_value)
            if known
            else self._words.say("not known yet"),
            after=self._wording.label(question, step.answer),
            days=step.days,
            action=action.text if action else "",
            needs=tuple(self.question(each.question) for each in step.after),
            becomes=tuple(self._becomes(previous, step.result)),
        )

    def _value(self, question_id: str, value: int | None) -> str:
        options = self._texts.questions[question_id].options
        return options.get(str(value)) or self._words.say("value %(n)s of 4", n=value)

    def _becomes(self, previous: Summary, after: Summary) -> Iterator[str]:
        """What a step changes besides the score: the level, gates and verdicts."""
        if after.level != previous.level:
            yield self._words.say("Overall level: %(level)s", level=self._level(after.level))
        for code in sorted(after.gates.keys() | previous.gates.keys()):
            outcome, was = after.gates.get(code, "clear"), previous.gates.get(code, "clear")
            if outcome != was and outcome == "clear":
                yield self._words.say("Gate cleared: %(name)s", name=self._texts.gates[code].name)
        for old, new in zip(previous.routes, after.routes, strict=True):
            if old.verdict != new.verdict and new.verdict is not None:
                verdict = self._texts.verdicts[new.verdict].name
                yield f"{self._texts.routes[new.code].name}: {verdict}"

    def _outcome(self, before: Summary, after: Summary) -> str:
        return self._words.say(
            "The overall score goes from %(before)s to %(after)s (%(level)s).",
            before=self._numbers.tenth(before.score),
            after=self._numbers.tenth(after.score),
            level=self._level(after.level),
        )

    def _level(self, number: int | None) -> str:
        if number is None:
            return self._words.say("no level")
        name = self._texts.levels[self._level_ids[number]].name
        return self._words.say("level %(number)s, %(name)s", number=number, name=name)

    def _obstacle(self, obstacle: Obstacle) -> str:
        say, name = self._words.say, self._named(obstacle.name)
        unsuited = say("Your products and market do not suit it: %(name)s", name=name)
        return {
            "excluded": say("You left out a step that it needs: %(name)s", name=name),
            "horizon": say("Some steps end later than the months you give."),
            "no_improvement": say(
                "What it takes to improve this is not known: %(name)s", name=name
            ),
            "unanswered": say("Not answered yet: %(name)s", name=name),
            "fixed": say("You want this to be reached at least: %(name)s", name=name),
            "gate": say("This gate cannot be cleared by steps that are known: %(name)s", name=name),
            "score": say("The score cannot rise far enough: %(name)s", name=name),
            "fit": unsuited,
            "fit_limit": unsuited,
            "verdict": say("The route cannot get this verdict: %(name)s", name=name),
        }[obstacle.kind]

    def _named(self, name: str) -> str:
        texts = self._texts
        if name == OVERALL:
            return self._words.say("Overall score")
        if name in texts.gates:
            return texts.gates[name].name
        if name in texts.routes:
            return texts.routes[name].name
        if name in texts.dimensions:
            return texts.dimensions[name].name
        return self.question(name)
