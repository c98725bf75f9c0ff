"""Deleting one's own data: an assessment, and what was made only for it."""

from dataclasses import dataclass

from readiness.services.assessments import delete_assessment
from readiness.services.organizations import delete_organization
from readiness.storage import accounts, assessments, respondents
from readiness.storage.database import Session
from readiness.storage.organizations import get_organization

_MORE_THAN_ONE = 2


@dataclass(frozen=True, slots=True)
class DeletionScope:
    """What goes with an assessment; `everything` says that organization and account go too.

    `held_by` is the account that keeps the organization's name, where one does.
    """

    organization_id: str
    organization: str
    answers: int
    people: int
    everything: bool
    others: bool
    held_by: str | None


def deletion_scope(session: Session, account_id: str, assessment_id: str) -> DeletionScope:
    """Return what deleting an assessment takes along; raises `NotFound`."""
    assessment = assessments.get_assessment(session, account_id, assessment_id)
    organization = get_organization(session, account_id, assessment.organization_id)
    is_claimed = bool(accounts.list_api_keys(session, account_id))
    of_the_organization = assessments.list_assessments(
        session, account_id, limit=_MORE_THAN_ONE, organization_id=organization.id
    )
    others = len(of_the_organization.rows) > 1
    return DeletionScope(
        organization_id=organization.id,
        organization=organization.name,
        answers=len(assessments.get_answers(session, account_id, assessment_id)),
        people=len(respondents.list_all_respondents(session, account_id, assessment_id)),
        everything=not is_claimed and not others,
        others=others,
        held_by=accounts.get_account(session, account_id).name if is_claimed else None,
    )


def delete_own_data(session: Session, account_id: str, assessment_id: str) -> tuple[str, ...]:
    """Delete an assessment, and of an account without keys also what is left empty by it.

    Returns the files to remove afterwards; raises `NotFound`.
    """
    scope = deletion_scope(session, account_id, assessment_id)
    if not scope.everything:
        return delete_assessment(session, account_id, assessment_id)
    files = delete_organization(session, account_id, scope.organization_id)
    accounts.delete_empty_account(session, account_id)
    return files
