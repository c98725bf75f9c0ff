"""What every value of the core has in common: frozen, closed, typed."""

from dataclasses import dataclass
from typing import TypeVar, dataclass_transform

from pydantic import BaseModel, ConfigDict, with_config

Made = TypeVar("Made")


class Part(BaseModel):
    """A frozen value that refuses unknown keys."""

    model_config = ConfigDict(frozen=True, extra="forbid")


@dataclass_transform(frozen_default=True, kw_only_default=True)
def made_part(made: type[Made]) -> type[Made]:
    """Declare a value that only scoring makes: refuses unknown keys when it is read back.

    A result has hundreds of them, and checking what scoring itself has computed would take most
    of the time. So they are plain dataclasses, and it is the type checker that keeps them frozen.

    Those that a result has dozens of are made in two steps, `object.__new__(Part)` and
    `Part.__init__(made, ...)`: calling the class takes more than twice the time, because Python
    then puts the keywords into a dictionary first.
    """
    return dataclass(slots=True, kw_only=True)(with_config(ConfigDict(extra="forbid"))(made))
