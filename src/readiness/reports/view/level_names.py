"""Own wording for the names of levels, wherever a report prints one."""

from collections.abc import Mapping

from readiness.scoring.model import Questionnaire
from readiness.scoring.texts import Texts


def with_own_names(questionnaire: Questionnaire, texts: Texts, names: Mapping[int, str]) -> Texts:
    """The questionnaire's texts with `names` for the levels of these numbers."""
    own = {level.id: names[level.number] for level in questionnaire.levels if level.number in names}
    if not own:
        return texts
    renamed = {
        key: text.model_copy(update={"name": own.get(key, text.name)})
        for key, text in texts.levels.items()
    }
    return texts.model_copy(update={"levels": renamed})
