"""The redirect worksheet as the tests use it, with its wording."""

from pathlib import Path
from typing import Any, Final

import yaml

from readiness.redirects.sheet import Understood
from readiness.redirects.wording import Wording
from readiness.scoring.worksheets.table import TableWorksheet
from tests.catalog.small_questionnaire import write_version

REDIRECTS: Final[dict[str, Any]] = {
    "code": "REDIRECTS",
    "kind": "table",
    "rows_at_most": 1_000_000,
    "columns": [
        {"id": "old_url", "type": "url", "needed": True, "unique": True},
        {"id": "source", "type": "choices", "items": ["index", "sitemap", "log", "backlinks"]},
        {"id": "visits_16_months", "type": "number", "low": 0},
        {"id": "backlinks", "type": "number", "low": 0},
        {"id": "status_code", "type": "number", "low": 100, "high": 599},
        {"id": "existing_hops", "type": "number", "low": 0, "high": 50},
        {"id": "migrate", "type": "yes_no"},
        {"id": "new_url", "type": "url"},
        {"id": "match_type", "type": "choice", "items": ["same", "similar", "category", "gone"]},
        {"id": "checked_in_staging", "type": "yes_no"},
        {"id": "checked_live", "type": "yes_no"},
        {"id": "owner", "type": "text", "max_length": 200},
    ],
    "checks": [
        {"id": "not_an_address", "severity": "error"},
        {"id": "duplicate_old_url", "severity": "error"},
        {"id": "missing_successor", "severity": "error"},
        {"id": "target_is_itself", "severity": "error"},
        {"id": "chain", "severity": "error"},
        {"id": "loop", "severity": "error"},
        {"id": "mass_to_home", "severity": "error", "at_least_rows": 10, "above_percent": 2},
        {"id": "several_hops_today", "severity": "warning"},
        {"id": "temporary_today", "severity": "warning"},
        {"id": "gone_with_visits", "severity": "warning"},
        {"id": "migrate_without_target", "severity": "error"},
        {"id": "dropped_to_unlike", "severity": "warning", "similarity_below": 0.4},
        {"id": "not_checked_in_staging", "severity": "info"},
    ],
    "suggestions": {"similarity_at_least": 0.6, "at_most": 3},
    "coverage": {"base": "visits_16_months > 0 || backlinks > 0", "covered": "valid_target"},
    "feeds": {"question": "cutover.redirect_plan", "decimals": 1, "round": "down"},
    "keep_months": 12,
}
"""The worksheet as plain values."""

COLUMNS: Final = tuple(column["id"] for column in REDIRECTS["columns"])

ENGLISH: Final = Wording(
    columns={
        "old_url": "Old address",
        "source": "Source (index, sitemap, log, backlinks)",
        "visits_16_months": "Visits in 16 months",
        "existing_hops": "Redirect hops today",
        "new_url": "New address",
        "match_type": "Match (same, similar, category, gone)",
    },
    checks={
        "chain": "The new address is itself redirected. Lead straight to the last target.",
        "loop": "These addresses lead to each other in a circle.",
        "duplicate_old_url": "This old address stands in more than one row.",
    },
    items={
        "source": {name: name for name in ("index", "sitemap", "log", "backlinks")},
        "match_type": {name: name for name in ("same", "similar", "category", "gone")},
    },
    cells={
        "value_missing": "There is no old address.",
        "wrong_type": "This is no figure.",
        "out_of_range": "The figure lies outside the accepted range.",
        "too_many_decimals": "The figure has too many decimals.",
        "unknown_option": "This is none of the words the column takes.",
        "text_too_long": "The text is too long.",
    },
)
GERMAN: Final = Wording(
    columns={
        "old_url": "Alte Adresse",
        "source": "Herkunft (Index, Sitemap, Serverprotokoll, Backlinks)",
        "visits_16_months": "Besuche in 16 Monaten",
        "migrate": "Umzug (ja oder nein)",
        "new_url": "Neue Adresse",
        "match_type": "Entsprechung (gleich, ähnlich, Kategorie, entfallen)",
    },
    checks={"chain": "Die neue Adresse wird selbst weitergeleitet."},
    items={
        "source": {
            "index": "Index",
            "sitemap": "Sitemap",
            "log": "Serverprotokoll",
            "backlinks": "Backlinks",
        },
        "match_type": {
            "same": "gleich",
            "similar": "ähnlich",
            "category": "Kategorie",
            "gone": "entfallen",
        },
    },
    cells={"value_missing": "Die alte Adresse fehlt.", "wrong_type": "Das ist keine Zahl."},
)
UNDERSTOOD: Final = Understood(TableWorksheet.model_validate(REDIRECTS), (ENGLISH, GERMAN))
"""The worksheet with its wording in two languages."""


FED: Final = "logistics.accuracy"
"""The question of the small questionnaire that takes the figure."""


def _texts(wording: Wording) -> dict[str, Any]:
    columns = {name: wording.columns.get(name, name) for name in COLUMNS}
    checks = {
        each["id"]: wording.checks.get(each["id"], each["id"]) for each in REDIRECTS["checks"]
    }
    text = {
        "name": "Redirect worksheet",
        "definition": "Every old address with its target.",
        "columns": columns,
        "items": wording.items,
        "cells": wording.cells,
        "checks": checks,
        "suggestion": "Similar: {addresses}",
        "coverage": "{covered} of {base}: {percent} %.",
    }
    return {"worksheets": {"REDIRECTS": text}}


def worksheet_files(**changes: Any) -> dict[str, str | None]:
    """Files that give the small questionnaire the worksheet, with changes to it."""
    sheet = REDIRECTS | {"feeds": REDIRECTS["feeds"] | {"question": FED}} | changes
    return {
        "worksheets.yaml": yaml.safe_dump({"worksheets": [sheet]}, sort_keys=False),
        "texts/en.worksheets.yaml": yaml.safe_dump(_texts(ENGLISH), allow_unicode=True),
    }


def write_with_worksheet(directory: Path, **changes: Any) -> Path:
    """Write `small@2026.1.0` with the worksheet below a folder of questionnaires."""
    return write_version(directory, worksheet_files(**changes))
