"""Entity tags that callers send back, as they come from programs and through proxies."""

import pytest

from readiness.api.entity_tags import is_known

TAG = '"a1b2.pdf"'


@pytest.mark.parametrize(
    "sent",
    [TAG, f"W/{TAG}", f'"other.pdf", {TAG}', f'"other.pdf",W/{TAG} ', "*", " * "],
)
def test_what_the_caller_has_is_known(sent: str) -> None:
    assert is_known(TAG, sent)


@pytest.mark.parametrize(
    "sent", [None, "", '"other.pdf"', "a1b2.pdf", '"a1b2"', f"w/{TAG}", f"*, {TAG[1:]}"]
)
def test_what_the_caller_has_not_is_not_known(sent: str | None) -> None:
    assert not is_known(TAG, sent)
