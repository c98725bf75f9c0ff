"""Names and remarks longer than a page carries are cut, and nothing else changes."""

from dataclasses import replace

from readiness.reports.view import OpinionPair, Participant, SettledOpinion, WrittenRemark
from readiness.reports.view.bounds import (
    LONGEST_NAME,
    LONGEST_ORGANIZATION,
    LONGEST_REMARK,
    within_bounds,
)
from readiness.reports.view.facts import BegunRevision
from tests.reports.view.companies import CONTEXT, CREATED_AT

LONG = "Beteiligungen " * 1000


def test_what_fits_stays_as_it_is() -> None:
    pair = OpinionPair("strategy.alignment", 4, 1, "Ada", "Ben", None)
    fitting = replace(CONTEXT, organization="x" * LONGEST_ORGANIZATION, opinions=(pair,))
    assert within_bounds(fitting) == fitting


def test_every_name_and_remark_is_cut() -> None:
    settled = SettledOpinion(2, LONG, LONG, CREATED_AT)
    cut = within_bounds(
        replace(
            CONTEXT,
            organization=LONG,
            country=LONG,
            report_id=LONG,
            account_name=LONG,
            participants=(Participant(LONG, LONG),),
            opinions=(OpinionPair("strategy.alignment", 4, 1, LONG, LONG, settled),),
            remarks=(WrittenRemark("X-16", LONG, LONG),),
            revision=BegunRevision(2, LONG, LONG, CREATED_AT),
        )
    )
    assert len(cut.organization) <= LONGEST_ORGANIZATION
    assert cut.organization.endswith("…")
    (person,), (pair,), (remark,) = cut.participants, cut.opinions, cut.remarks
    assert cut.revision is not None
    assert pair.settled is not None
    names = (
        cut.country, cut.report_id, cut.account_name, person.name, person.role, pair.owner_by,
        pair.second_by, pair.settled.by, remark.by, cut.revision.by,
    )  # fmt: skip
    assert all(name is not None and len(name) <= LONGEST_NAME for name in names)
    texts = (pair.settled.reason, remark.text, cut.revision.reason)
    assert all(len(text) <= LONGEST_REMARK for text in texts)
