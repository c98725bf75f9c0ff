"""What every value of the core has in common: frozen, closed, typed."""

from pydantic import BaseModel, ConfigDict


class Part(BaseModel):
    """A frozen value that refuses unknown keys."""

    model_config = ConfigDict(frozen=True, extra="forbid")
