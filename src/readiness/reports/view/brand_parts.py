"""The parts of a report that its brand gives."""

from pydantic import Field

from readiness.reports.brand import LogoGround
from readiness.scoring.parts import Part


class LogoView(Part):
    """A logo with its alternative text; `url` holds its bytes and stands in pages only."""

    alternative: str
    width: int
    height: int
    ground: LogoGround
    url: str = Field(exclude=True, repr=False)


class BrandView(Part):
    """Whose report it is. `primary` and `accent` are `#RRGGBB`; None is the house's own colour.

    `contact` is line by line, `closing` paragraph by paragraph; `cover_contact` is what of the
    contact has room on the cover.
    """

    name: str | None = None
    primary: str | None = None
    accent: str | None = None
    logo: LogoView | None = None
    contact: tuple[str, ...] = ()
    cover_contact: tuple[str, ...] = ()
    cover_text: tuple[str, ...] = ()
    closing_title: str = ""
    closing: tuple[str, ...] = ()
