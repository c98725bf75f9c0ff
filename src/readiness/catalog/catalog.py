"""The questionnaires of one directory, `<key>/<version>/`, read when first asked for."""

from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import Final, Literal

from readiness.catalog.loader import QUESTIONNAIRE_FILE, Loaded, load_questionnaire
from readiness.errors import NotFound
from readiness.scoring.spelling import did_you_mean

_NO_NUMBERS: Final = (-1,)


@dataclass(frozen=True, slots=True)
class Entry:
    """A questionnaire version as it stands in a list; `questions` counts them."""

    key: str
    version: str
    status: Literal["draft", "released"]
    title: str
    languages: tuple[str, ...]
    questions: int
    digest: str

    @property
    def reference(self) -> str:
        """`key@version`, what an assessment pins."""
        return f"{self.key}@{self.version}"


class Catalog:
    """Questionnaires by key and version. Versions are read once and kept; safe for threads."""

    def __init__(self, directory: Path) -> None:
        self._directory = directory
        self._loaded: dict[Path, Loaded] = {}
        self._lock = Lock()

    def list(self) -> tuple[Entry, ...]:
        """Return every version, by key, newest version first.

        Raises `QuestionnaireRefused` when one of them has problems.
        """
        return tuple(
            _entry(self._load(folder))
            for key in self._keys()
            for folder in version_folders(self._directory / key)
        )

    def get(self, key: str, version: str | None = None) -> Loaded:
        """Return a version; without one the newest released. `key` may be `key@version`.

        Raises `NotFound` for an unknown key or version and `QuestionnaireRefused` when the
        version has problems.
        """
        if version is None and "@" in key:
            key, version = key.split("@", 1)
        if key not in self._keys():
            raise NotFound(
                "unknown_questionnaire",
                f"There is no questionnaire {key[:80]!r}.",
                _sentence(did_you_mean(key, self._keys(), "list them to see what is on offer")),
            )
        folders = version_folders(self._directory / key)
        return self._newest(key, folders) if version is None else self._one(key, version, folders)

    def newest(self, key: str) -> Loaded:
        """Return the version that authors work on: the newest, drafts included.

        `key` may be `key@version`. Raises as `get` does.
        """
        folders = version_folders(self._directory / key) if key in self._keys() else ()
        return self.get(key, folders[0].name if folders else None)

    def _newest(self, key: str, folders: tuple[Path, ...]) -> Loaded:
        for folder in folders:
            loaded = self._load(folder)
            if loaded.questionnaire.status == "released":
                return loaded
        raise NotFound(
            "unknown_version",
            f"No version of {key!r} is released.",
            f"Name a draft: {key}@{folders[0].name}.",
        )

    def _one(self, key: str, version: str, folders: tuple[Path, ...]) -> Loaded:
        names = [folder.name for folder in folders]
        if version not in names:
            raise NotFound(
                "unknown_version",
                f"There is no version {version[:80]!r} of {key!r}.",
                _sentence(did_you_mean(version, names, f"use one of {', '.join(names)}")),
            )
        return self._load(folders[names.index(version)])

    def _keys(self) -> tuple[str, ...]:
        if not self._directory.is_dir():
            return ()
        keys = (folder.name for folder in self._directory.iterdir() if version_folders(folder))
        return tuple(sorted(keys))

    def _load(self, folder: Path) -> Loaded:
        with self._lock:
            loaded = self._loaded.get(folder)
            if loaded is None:
                loaded = self._loaded[folder] = load_questionnaire(folder)
            return loaded


def version_folders(folder: Path) -> tuple[Path, ...]:
    """Return the version folders of a questionnaire, newest version first."""
    found = [file.parent for file in folder.glob(f"*/{QUESTIONNAIRE_FILE}")]
    return tuple(sorted(found, key=lambda path: version_order(path.name), reverse=True))


def version_order(version: str) -> tuple[int, ...]:
    """Return what versions are ordered by: their numbers; names without numbers come first."""
    parts = version.split(".")
    return tuple(int(part) for part in parts) if all(map(str.isdecimal, parts)) else _NO_NUMBERS


def _entry(loaded: Loaded) -> Entry:
    questionnaire = loaded.questionnaire
    return Entry(
        key=questionnaire.key,
        version=questionnaire.version,
        status=questionnaire.status,
        title=questionnaire.texts[questionnaire.default_language].title,
        languages=tuple(sorted(questionnaire.texts)),
        questions=len(questionnaire.questions),
        digest=questionnaire.digest,
    )


def _sentence(remedy: str) -> str:
    text = remedy[0].upper() + remedy[1:]
    return text if text.endswith("?") else f"{text}."
