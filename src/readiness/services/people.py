"""The names of those who answer an assessment."""

from collections.abc import Mapping

from readiness.storage.database import Session
from readiness.storage.respondents import list_all_respondents


def names_of(session: Session, account_id: str, assessment_id: str) -> Mapping[str, str]:
    """Return the names of an assessment's respondents by id.

    What was given over REST names people itself; such a name stands for itself.
    """
    return {
        person.id: person.name
        for person in list_all_respondents(session, account_id, assessment_id)
    }
