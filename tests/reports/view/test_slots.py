import pytest

from readiness.reports.view.slots import filled


def test_slots_are_filled_by_name() -> None:
    assert filled("Raised to {level} by {triggers}.", level="4", triggers="HT1") == (
        "Raised to 4 by HT1."
    )


@pytest.mark.parametrize(
    "sentence", ["{unknown}", "{", "}", "{}", "{0}", "{level.__class__}", "{level!r:>9}"]
)
def test_braces_that_are_no_slot_stay_as_they_are(sentence: str) -> None:
    assert filled(sentence, level="4") == sentence
