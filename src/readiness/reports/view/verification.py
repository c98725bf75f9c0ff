"""How a reader checks that a report is what it says it is."""

from readiness.reports.manifest import grouped, verify_link
from readiness.reports.view.annex_parts import Verification
from readiness.reports.view.facts import Facts

COMMAND = "readiness verify"


def build_verification(facts: Facts) -> Verification | None:
    """The number of the report and the ways to check it; None for one without fingerprint."""
    say, fingerprint = facts.words.say, facts.context.fingerprint
    if fingerprint is None:
        return None
    address = verify_link(facts.context.verify_at, fingerprint)
    online = (
        say(
            "The address says what this report was made from, and whether a newer one has taken "
            "its place."
        ),
    )
    return Verification(
        title=say("Verify this report"),
        number_label=say("Fingerprint"),
        number=grouped(fingerprint),
        address=address,
        address_note=say("Code that opens the address %(address)s", address=address or ""),
        paragraphs=(
            *(online if address else ()),
            say(
                "The PDF carries the result and its answers as data. The command “%(command)s” "
                "scores them anew from the file alone and compares.",
                command=COMMAND,
            ),
            say(
                "The report is not signed: that it comes from its publisher, only the publisher "
                "or the address can say."
            ),
        ),
    )
