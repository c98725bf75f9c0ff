"""What each code says to programs and on the command line, and how to mend it."""

from collections.abc import Mapping
from typing import Final, NamedTuple


class Remark(NamedTuple):
    """The column the problem stands in, what is wrong, and how to mend it."""

    column: str
    message: str
    remedy: str


REMARKS: Final[Mapping[str, Remark]] = {
    "value_missing": Remark("", "the cell is empty", "write the old address, or delete the row"),
    "wrong_type": Remark("", "this is no figure", "write it with digits only"),
    "out_of_range": Remark("", "the figure lies outside the accepted range", "check the figure"),
    "too_many_decimals": Remark("", "the figure has too many decimals", "round it"),
    "unknown_option": Remark(
        "", "this is none of the words the column takes", "write one of those in the column's label"
    ),
    "text_too_long": Remark("", "the text is too long", "shorten it"),
    "not_an_address": Remark(
        "", "this is no web address", "write it whole, such as https://www.example.com/page"
    ),
    "duplicate_old_url": Remark(
        "old_url", "this old address stands in more than one row", "keep one of the rows"
    ),
    "missing_successor": Remark(
        "new_url",
        "the page is in use and has neither a new address nor the match gone",
        "lead it to the most similar content, or let it answer gone",
    ),
    "target_is_itself": Remark(
        "new_url", "the new address is the old one", "write the new address, or leave the row out"
    ),
    "chain": Remark(
        "new_url",
        "the new address is itself redirected by another row",
        "lead straight to the last target",
    ),
    "loop": Remark(
        "new_url", "these addresses lead to each other in a circle", "lead one of them elsewhere"
    ),
    "mass_to_home": Remark(
        "new_url", "many different pages lead to the home page", "lead page to page"
    ),
    "several_hops_today": Remark(
        "existing_hops",
        "the old address is redirected more than once today",
        "flatten the chain",
    ),
    "temporary_today": Remark(
        "status_code",
        "the old address has a temporary redirect today",
        "let the new redirect be permanent",
    ),
    "gone_with_visits": Remark(
        "match_type",
        "the page is in use and is to be gone",
        "lead it to similar content if there is any",
    ),
    "migrate_without_target": Remark(
        "new_url", "the page is to migrate and has no new address", "write its new address"
    ),
    "dropped_to_unlike": Remark(
        "new_url",
        "the target has little in common with the old page",
        "lead to the most similar content",
    ),
    "not_checked_in_staging": Remark(
        "checked_in_staging", "the redirect is not checked in staging yet", "check it and say yes"
    ),
}
"""By code; where the column is left empty, it is the one whose cell is wrong."""
