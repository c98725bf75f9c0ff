"""All answers for the annex: who gave them, how firm they are, and what stands beside them."""

from collections.abc import Iterable, Iterator

from readiness.reports.numbers import NOTHING
from readiness.reports.view.annex_parts import AnnexAnswer, AnswerGroup
from readiness.reports.view.answers import answer_view, shortened
from readiness.reports.view.facts import EvidencePiece, Facts
from readiness.scoring.questions import Question
from readiness.scoring.receipt_parts import DimensionReceipt, IndexReceipt
from readiness.scoring.rounding import settle


def answer_groups(facts: Facts) -> tuple[AnswerGroup, ...]:
    """The profile, then indices and dimensions in the questionnaire's order."""
    questions = facts.questionnaire.questions
    indices, dimensions = facts.questionnaire.indices, facts.questionnaire.dimensions
    scales = [(i.id, i.code, facts.texts.indices[i.id].name) for i in indices]
    scales += [(d.id, d.code, facts.dimension_name(d.id)) for d in dimensions]
    sums = dict(_sums(facts))
    groups = [
        AnswerGroup(
            code=code,
            name=name,
            sums=sums.get(scale),
            answers=_answers(facts, (q for q in questions if _belongs_to(q) == scale)),
        )
        for scale, code, name in scales
    ]
    known = {scale for scale, _, _ in scales}
    profile = _answers(facts, (q for q in questions if _belongs_to(q) not in known))
    if profile:
        name = facts.words.say("Profile")
        groups.insert(0, AnswerGroup(code="", name=name, sums=None, answers=profile))
    return tuple(groups)


def _belongs_to(question: Question) -> str:
    """The dimension or index; an unscored follow-up stands with those whose id begins alike."""
    return question.dimension or question.id.partition(".")[0]


def _sums(facts: Facts) -> Iterator[tuple[str, str]]:
    """How the mean of each dimension and index comes about, by id."""
    say, numbers = facts.words.say, facts.numbers
    for receipt in _scales(facts):
        if receipt.calculated is None or receipt.won is None:
            yield receipt.id, say("No answer counts.")
            continue
        said = say(
            "Won %(won)s of %(most)s points (weight %(weight)s × 100): %(score)s.",
            won=numbers.figure(receipt.won),
            most=numbers.figure(receipt.scored_weight * 100),
            weight=receipt.scored_weight,
            score=numbers.tenth(receipt.calculated),
        )
        yield receipt.id, said


def _scales(facts: Facts) -> tuple[DimensionReceipt | IndexReceipt, ...]:
    return (*facts.result.receipt.dimensions, *facts.result.receipt.indices)


def _answers(facts: Facts, questions: Iterable[Question]) -> tuple[AnnexAnswer, ...]:
    return tuple(_answer(facts, question) for question in questions)


def _answer(facts: Facts, question: Question) -> AnnexAnswer:
    pieces = (piece for piece in facts.context.evidence if piece.question == question.id)
    return AnnexAnswer(
        **answer_view(facts, question.id).model_dump(),
        by_label=_by(facts, question),
        weight_label=NOTHING if question.weight is None else str(question.weight),
        points_label=_points(facts, question),
        second_label=_second(facts, question),
        evidence=tuple(_evidence(facts, piece) for piece in pieces),
    )


def _by(facts: Facts, question: Question) -> str | None:
    given = facts.given.get(question.id)
    if given is None:
        return None
    codes = {role.id: role.code for role in facts.questionnaire.roles}
    role = codes.get(given.role or "", given.role)
    return " ".join(part for part in (given.name, f"({role})" if role else "") if part)


def _points(facts: Facts, question: Question) -> str:
    """Points won of those the best answer would have won."""
    points, numbers = facts.answers[question.id].points, facts.numbers
    if points is None or question.weight is None:
        return NOTHING
    total = next(each.scored_weight for each in _scales(facts) if each.id == question.dimension)
    return f"{numbers.tenth(points)} / {numbers.tenth(settle(100 * question.weight / total))}"


def _second(facts: Facts, question: Question) -> str | None:
    pair = facts.opinions.get(question.id)
    if pair is None:
        return None
    options = facts.texts.questions[question.id].options
    return facts.words.say(
        "Second opinion of %(name)s: %(answer)s",
        name=pair.second_by or facts.role_name(question.second_opinion or ""),
        answer=options.get(str(pair.second), str(pair.second)),
    )


def _evidence(facts: Facts, piece: EvidencePiece) -> str:
    say, content = facts.words.say, shortened(piece.content)
    said = {
        "text": say("Evidence: %(content)s", content=content),
        "link": say("Link: %(content)s", content=content),
        "file": say("File: %(content)s", content=content),
    }[piece.form]
    return f"{said} ({piece.by})" if piece.by else said
