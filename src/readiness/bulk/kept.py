"""What is made once from a questionnaire and used for every assessment."""

from collections.abc import Callable
from typing import Final, Generic, TypeVar

from readiness.scoring import Questionnaire

Made = TypeVar("Made")
QUESTIONNAIRES_KEPT: Final = 64


class Kept(Generic[Made]):
    """Makes something from a questionnaire and keeps it for the ones asked for last.

    The questionnaire is kept too, so that no other can get its identity meanwhile.
    """

    def __init__(self, make: Callable[[Questionnaire], Made]) -> None:
        self._make = make
        self._made: dict[int, tuple[Questionnaire, Made]] = {}

    def __call__(self, questionnaire: Questionnaire) -> Made:
        """Return what belongs to this questionnaire; raises what making it raises."""
        kept = self._made.get(id(questionnaire))
        if kept is None:
            kept = self._made[id(questionnaire)] = (questionnaire, self._make(questionnaire))
            for oldest in list(self._made)[:-QUESTIONNAIRES_KEPT]:  # other threads add meanwhile
                self._made.pop(oldest, None)
        return kept[1]
