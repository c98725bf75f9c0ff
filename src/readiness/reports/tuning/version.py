"""The one version of WeasyPrint that the shortcuts are made for."""

from typing import Final

import weasyprint

TUNED_VERSION: Final = "70.0"


def is_tuned() -> bool:
    """Whether the shortcuts are made for the version that is installed."""
    return bool(weasyprint.__version__ == TUNED_VERSION)
