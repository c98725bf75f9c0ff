"""One assessment as a code vector: a few bytes that say what was answered.

The vector stands beside the answers as they were sent, which stay the truth: texts and reasons
are not in it. What scoring reads is, so a decoded vector scores as the answers do.
"""

from collections.abc import Iterator

from readiness.bulk.layout import (
    FIRST_STATE,
    NO_GAP,
    NOT_APPLICABLE,
    STATES,
    UNANSWERED,
    Field,
    Layout,
    layout_of,
)
from readiness.errors import InputProblem, InvalidInput
from readiness.scoring import Answer, Answers, AnswerState, Questionnaire, opinion_gaps
from readiness.scoring.questions import (
    BooleanQuestion,
    MultipleQuestion,
    NumberQuestion,
    SingleQuestion,
)

_NUMBER_BYTES = 2
_STATES_BY_CODE = {code: state for state, code in STATES.items()}


def encode(questionnaire: Questionnaire, answers: Answers) -> bytes:
    """Return the code vector of checked answers; its parts are described in `bulk.layout`.

    "Not applicable" where the questionnaire never offers it becomes "unanswered", as in scoring.
    Raises `InvalidInput` for values that the questionnaire does not have and `QuestionnaireRefused`
    for a questionnaire without layout.
    """
    layout = layout_of(questionnaire)
    vector = bytearray(layout.fingerprint.ljust(layout.width, b"\0"))
    for field in layout.fields:
        answer = answers.given.get(field.question.id)
        vector[field.at] = _code(field, answer)
        vector[field.wide_at : field.wide_at + field.wide_bytes] = _wide(field, answer)
    vector[layout.gap_at] = _largest_gap(questionnaire, answers)
    for number, field in enumerate(layout.fields):
        second = answers.second_opinions.get(field.question.id)
        if second is not None:
            vector += number.to_bytes(_NUMBER_BYTES, "little")
            vector.append(_code(field, second))
            vector += _wide(field, second)
    return bytes(vector)


def decode(questionnaire: Questionnaire, codes: bytes) -> Answers:
    """Return the answers a vector stands for; texts are empty, reasons absent.

    Raises `InvalidInput` for a vector of another layout or with a byte that means nothing.
    """
    layout = layout_of(questionnaire)
    if not layout.holds(codes):
        raise not_this_layout(questionnaire)
    given = {}
    for field in layout.fields:
        wide = codes[field.wide_at : field.wide_at + field.wide_bytes]
        answer = _answer(field, codes[field.at], wide)
        if answer is not None:
            given[field.question.id] = answer
    return Answers(given, dict(_second_opinions(questionnaire, layout, codes)))


def not_this_layout(questionnaire: Questionnaire, where: str = "The code vector") -> InvalidInput:
    """Say that a vector cannot be read as answers to this questionnaire."""
    return _refused(
        f"{where} does not hold answers to {questionnaire.reference}.",
        "Encode the answers anew for this version.",
    )


def no_such_byte(field: Field, code: int, where: str = "The code vector") -> InvalidInput:
    """Say that a question's byte is neither an answer to it nor a state."""
    return _refused(
        f"{where} has the byte {code} for {field.question.code}, which is no answer to it.",
        "Encode the answers anew.",
    )


def _refused(detail: str, remedy: str) -> InvalidInput:
    return InvalidInput([InputProblem("unreadable_codes", detail, remedy)])


def _code(field: Field, answer: Answer | None) -> int:
    if answer is None:
        return UNANSWERED
    if answer.state is not AnswerState.ANSWERED:
        state = STATES[answer.state]
        return UNANSWERED if state == NOT_APPLICABLE and not field.may_not_apply else state
    value = answer.value
    match field.question:
        case SingleQuestion() if value in field.values:
            return field.values.index(value)
        case BooleanQuestion():
            return int(value is True)
        case NumberQuestion() | MultipleQuestion() if field.question.bands:
            if isinstance(value, int) and 0 <= value <= field.largest:
                return value
        case SingleQuestion():
            pass
        case _:
            return 0
    raise _refused(
        f"{value!r} is no answer to {field.question.code}.",
        "Read the answers with parse_answers first.",
    )


def _wide(field: Field, answer: Answer | None) -> bytes:
    content = 0
    match field.question:
        case NumberQuestion() if answer is not None and answer.figure is not None:
            content = 1 + round(answer.figure * 10**field.question.decimals) - field.first
        case MultipleQuestion() if answer is not None and answer.items is not None:
            ticked = set(answer.items)
            flags = (item.id in ticked for item in field.question.items)
            content = 1 + sum(2 << i for i, flag in enumerate(flags) if flag)
    try:
        return content.to_bytes(field.wide_bytes, "little")
    except OverflowError:
        raise _refused(
            f"{field.question.code} is answered with a figure out of its range.",
            "Read the answers with parse_answers first.",
        ) from None


def _largest_gap(questionnaire: Questionnaire, answers: Answers) -> int:
    """As scoring sees it: only answers that count are compared."""
    if not answers.second_opinions:
        return NO_GAP
    gaps = opinion_gaps(questionnaire, answers)
    return max((abs(owner - second) for _, owner, second in gaps), default=NO_GAP)


def _answer(field: Field, code: int, wide: bytes) -> Answer | None:
    if code == UNANSWERED:
        return None
    if code >= FIRST_STATE:
        return Answer(_STATES_BY_CODE[code])
    if code > field.largest:
        raise no_such_byte(field, code)
    content = int.from_bytes(wide, "little")
    question = field.question
    match question:
        case SingleQuestion():
            return Answer(AnswerState.ANSWERED, value=field.values[code])
        case BooleanQuestion():
            return Answer(AnswerState.ANSWERED, value=bool(code))
        case NumberQuestion():
            figure = (field.first + content - 1) / 10**question.decimals if content else None
            return Answer(
                AnswerState.ANSWERED,
                value=code if question.bands else figure,
                figure=figure,
                estimated=figure is None,
            )
        case MultipleQuestion():
            items = tuple(item.id for i, item in enumerate(question.items) if content & (2 << i))
            listed = items if content else None
            return Answer(
                AnswerState.ANSWERED,
                value=code if question.bands else listed,
                items=listed,
                estimated=listed is None,
            )
        case _:
            return Answer(AnswerState.ANSWERED, value="")


def _second_opinions(
    questionnaire: Questionnaire, layout: Layout, codes: bytes
) -> Iterator[tuple[str, Answer]]:
    at = layout.width
    while at < len(codes):
        number = int.from_bytes(codes[at : at + _NUMBER_BYTES], "little")
        if number >= len(layout.fields):
            raise not_this_layout(questionnaire)
        field = layout.fields[number]
        wide_at = at + _NUMBER_BYTES + 1
        at = wide_at + field.wide_bytes
        if at > len(codes):
            raise not_this_layout(questionnaire)
        answer = _answer(field, codes[wide_at - 1], codes[wide_at:at])
        yield field.question.id, answer or Answer(AnswerState.UNANSWERED)
