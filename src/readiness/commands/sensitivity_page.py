"""What a result hangs on, for the terminal."""

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from readiness.scoring import Result
from readiness.scoring.sensitivity import Sensitivity


def sensitivity_page(_result: Result, found: Sensitivity) -> RenderableType:
    """Return the changes that flip something, and close alternatives."""
    parts: list[RenderableType] = [
        Text(
            f"{found.tried} changes tried: weights by {found.weights_by:.0%}, thresholds by "
            f"{found.thresholds_by:g} points; {len(found.changes)} flip something."
        )
    ]
    if found.changes:
        table = Table("Changed", "", "From", "To", "Flips", box=None)
        for change in found.changes:
            flips = ", ".join(f"{f.what}: {f.before} → {f.after}" for f in change.flips)
            kind = change.kind.replace("_", " ")
            table.add_row(kind, change.name, f"{change.value:g}", f"{change.to:g}", flips)
        parts.append(table)
    for route in found.close_alternatives:
        parts.append(
            Text(
                f"{route.code} is a close alternative: index {route.index:.1f}, {route.behind:.1f} "
                "behind the primary route."
            )
        )
    return Group(*parts)
