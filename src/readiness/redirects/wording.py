"""What stands in a sheet in a language: the columns' labels, and what each problem says."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Wording:
    """The worksheet's own words in a language, by the ids of columns, checks, items and cells."""

    columns: Mapping[str, str]
    checks: Mapping[str, str]
    items: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    cells: Mapping[str, str] = field(default_factory=dict)
