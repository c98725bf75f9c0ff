"""The fingerprint of a result."""

import hashlib

from readiness.scoring import Result


def hash_of_result(result: Result) -> str:
    """Return the hex SHA-256 over the result's JSON, which is the same for the same input."""
    return hashlib.sha256(result.model_dump_json().encode()).hexdigest()
