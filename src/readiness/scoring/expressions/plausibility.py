"""Comparisons that can come out one way only, or name an option that does not exist."""

from readiness.scoring.expressions.declarations import Type
from readiness.scoring.expressions.errors import Code, ErrorLog, did_you_mean, quoted
from readiness.scoring.expressions.intervals import decided
from readiness.scoring.expressions.meanings import Meaning
from readiness.scoring.expressions.nodes import Comparison, Constant, ConstantList, Membership, Node
from readiness.scoring.expressions.printer import source_text


def check_comparison(node: Comparison, left: Meaning, right: Meaning, errors: ErrorLog) -> None:
    """Reports a comparison of two numbers, strings or truth values that is decided already."""
    if left.type is Type.NUMBER:
        outcome = decided(node.operator, left.interval, right.interval)
        if outcome is not None:
            ranges = left.interval.described(), right.interval.described()
            reason = "the left side is {}, the right side {}".format(*ranges)
            _report_decided(node, outcome, reason, errors)
        return
    sides = ((node.left, node.right, right), (node.right, node.left, left))
    if any(_reports_foreign(side, other, known, errors) for side, other, known in sides):
        return
    equal = _decided_equal(left.options, right.options)
    if equal is not None:
        reason = "both sides can only be the same" if equal else "no option is common to both sides"
        _report_decided(node, equal == (node.operator == "=="), reason, errors)


def check_constants_in(
    node: Membership, members: ConstantList, element: Meaning, errors: ErrorLog
) -> None:
    """Reports list entries the element can never be, and lists that hold all it can be."""
    if not members.constants:
        _report_decided(node, False, "the list is empty", errors)
        return
    for constant in members.constants:
        if isinstance(constant.value, str):
            _reports_foreign(constant, node.element, element, errors)
        elif not element.interval.low <= constant.value <= element.interval.high:
            reason = f"{quoted(source_text(node.element))} is {element.interval.described()}"
            errors.add(
                Code.NEVER_TRUE,
                constant.span,
                f"{source_text(constant)} is never met: {reason}",
                "Remove it from the list, or write a value inside the range.",
            )
    if element.options and element.options <= {each.value for each in members.constants}:
        _report_decided(node, True, "the list holds every option", errors)


def check_list_holds(node: Membership, element: Meaning, listed: Meaning, errors: ErrorLog) -> None:
    """Reports an element that the declared list can never hold."""
    if _reports_foreign(node.element, node.members, listed, errors):
        return
    if _decided_equal(element.options, listed.options) is False:
        _report_decided(node, False, "the list holds none of these options", errors)


def _decided_equal(left: frozenset[str] | None, right: frozenset[str] | None) -> bool | None:
    if left is None or right is None:
        return None
    if not left & right:
        return False
    return True if len(left | right) == 1 else None


def _reports_foreign(
    node: Node, other: Node | ConstantList, known: Meaning, errors: ErrorLog
) -> bool:
    """Whether `node` is a constant that is no option of `other`; reports it if so."""
    if not isinstance(node, Constant) or isinstance(other, Constant | ConstantList):
        return False
    if known.options is None or node.value in known.options:
        return False
    options = ", ".join(sorted(known.options)[:10])
    errors.add(
        Code.UNKNOWN_OPTION,
        node.span,
        f"{quoted(str(node.value))} is not an option of {quoted(source_text(other))}",
        did_you_mean(str(node.value), known.options, f"The options are: {options}."),
    )
    return True


def _report_decided(
    node: Comparison | Membership, outcome: bool, reason: str, errors: ErrorLog
) -> None:
    shown = quoted(source_text(node))
    if outcome:
        errors.add(
            Code.ALWAYS_TRUE,
            node.span,
            f"{shown} is always true: {reason}",
            "Remove it; to ask whether there is an answer, write answered(…).",
        )
    else:
        errors.add(
            Code.NEVER_TRUE,
            node.span,
            f"{shown} is never true: {reason}",
            "Compare with a value that can occur.",
        )
