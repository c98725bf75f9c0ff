"""The answer that stands for a question raised to a value, as a person would give it."""

from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from pydantic import JsonValue

from readiness.scoring.questions import Band, NumberQuestion, Question, SingleQuestion


def raw_answer(question: Question, value: int) -> JsonValue:
    """Return an answer whose value is this: an option, a figure that just reaches it, or a band."""
    if isinstance(question, SingleQuestion):
        return value
    if isinstance(question, NumberQuestion):
        return _figure(question, value)
    return {"band": value}


def _figure(question: NumberQuestion, value: int) -> float:
    """The figure nearest to the band below; of the lowest band the one nearest to the next."""
    band = next(band for band in question.bands if band.value == value)
    lowest = value == min(band.value for band in question.bands)
    from_below = (question.better == "higher") is not lowest
    edge = _low_end(question, band) if from_below else _high_end(question, band)
    return float(edge)


def _low_end(question: NumberQuestion, band: Band) -> Decimal:
    step = Decimal(1).scaleb(-question.decimals)
    if band.above is not None:
        return _rounded(band.above, step, ROUND_FLOOR) + step
    low = question.low if band.at_least is None else band.at_least
    return _rounded(low, step, ROUND_CEILING)


def _high_end(question: NumberQuestion, band: Band) -> Decimal:
    step = Decimal(1).scaleb(-question.decimals)
    if band.below is not None:
        return _rounded(band.below, step, ROUND_CEILING) - step
    high = question.high if band.at_most is None else band.at_most
    return _rounded(high, step, ROUND_FLOOR)


def _rounded(figure: float, step: Decimal, rounding: str) -> Decimal:
    return (Decimal(repr(figure)) / step).to_integral_value(rounding) * step
