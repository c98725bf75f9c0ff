"""Names and remarks as long as pages can carry them, whoever has a report made.

The doors refuse longer ones; a report is also made of results that never passed a door.
"""

from dataclasses import replace

from readiness.reports.view.facts import OpinionPair, ReportContext

LONGEST_ORGANIZATION = 300
LONGEST_NAME = 80
LONGEST_REMARK = 2_000


def within_bounds(context: ReportContext) -> ReportContext:
    """The context with every name and remark cut where it is too long to be set."""
    revision = context.revision
    return replace(
        context,
        organization=shortened(context.organization, LONGEST_ORGANIZATION),
        country=_cut_name(context.country),
        report_id=_cut_name(context.report_id),
        account_name=_cut_name(context.account_name),
        participants=tuple(
            replace(person, name=shortened(person.name), role=shortened(person.role))
            for person in context.participants
        ),
        opinions=tuple(_opinions(pair) for pair in context.opinions),
        remarks=tuple(
            replace(remark, text=shortened(remark.text, LONGEST_REMARK), by=shortened(remark.by))
            for remark in context.remarks
        ),
        given=tuple(
            replace(given, name=_cut_name(given.name), role=_cut_name(given.role))
            for given in context.given
        ),
        evidence=tuple(replace(piece, by=_cut_name(piece.by)) for piece in context.evidence),
        revision=revision
        and replace(
            revision, reason=shortened(revision.reason, LONGEST_REMARK), by=shortened(revision.by)
        ),
    )


def _opinions(pair: OpinionPair) -> OpinionPair:
    settled = pair.settled
    return replace(
        pair,
        owner_by=_cut_name(pair.owner_by),
        second_by=_cut_name(pair.second_by),
        settled=settled
        and replace(
            settled, reason=shortened(settled.reason, LONGEST_REMARK), by=shortened(settled.by)
        ),
    )


def _cut_name(name: str | None) -> str | None:
    return None if name is None else shortened(name)


def shortened(text: str, longest: int = LONGEST_NAME) -> str:
    """The text, or its beginning with an ellipsis, in at most `longest` characters."""
    return text if len(text) <= longest else f"{text[: longest - 1].rstrip()}…"
