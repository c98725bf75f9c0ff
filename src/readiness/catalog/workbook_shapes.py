"""What becomes of each part of a model in a workbook, read off the model itself.

    a figure, word or text            a cell
    a list of words                   a cell with a line for each
    a condition                       a cell: the rule, or all/any/not with a line for each
    a part of an entry                cells, in columns such as `caps.overall`
    a list of entries, a mapping      rows of a sheet of their own, such as `questions.options`

So a section that is added to the model has its sheets without another line of code.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final, Literal, get_args, get_origin

from readiness.catalog.case_model import CaseSheets
from readiness.catalog.schema import branches
from readiness.scoring.model import Questionnaire
from readiness.scoring.parts import Part

Kind = Literal["cell", "lines", "condition", "free", "part", "rows", "mapping"]

_NOT_IN_TABLES: Final = ("texts", "digest")


@dataclass(frozen=True, slots=True)
class Shape:
    """How a value is laid out.

    `fields` are those of a part, or of the entries of rows; `item` is what a mapping holds.
    `text` marks cells and lines that take nothing but texts.
    """

    kind: Kind
    text: bool = False
    fields: Mapping[str, "Shape"] = field(default_factory=dict)
    item: "Shape | None" = None


def shape_of(annotation: Any) -> Shape:
    """Return the shape of values of a type."""
    kinds = [kind for kind in branches(annotation) if kind is not type(None)]
    parts = [kind for kind in kinds if isinstance(kind, type) and issubclass(kind, Part)]
    origins = {get_origin(kind) for kind in kinds}
    if parts:
        return Shape("part", fields=_fields(parts))
    if dict in origins and str in kinds:
        return Shape("condition")
    if origins == {dict}:
        return _mapping(shape_of(get_args(kinds[0])[1]))
    if origins == {tuple}:
        return _listed(shape_of(get_args(kinds[0])[0]))
    if origins <= {None, Literal} and not any(map(_is_free, kinds)):
        return Shape("cell", text=all(_takes_text_only(kind) for kind in kinds))
    return Shape("free")


def questionnaire_shape() -> Shape:
    """Return the shape of a whole questionnaire with its cases, the texts left out."""
    fields = dict(_fields([Questionnaire])) | dict(_fields([CaseSheets]))
    return Shape("part", fields={n: s for n, s in fields.items() if n not in _NOT_IN_TABLES})


def _fields(parts: list[type[Part]]) -> dict[str, Shape]:
    """The fields of a part; of one of several kinds, those of all of them."""
    fields: dict[str, Shape] = {}
    for part in parts:
        for name, declared in part.model_fields.items():
            shape = shape_of(declared.annotation)
            fields[name] = _merged(fields[name], shape) if name in fields else shape
    return fields


def _merged(one: Shape, other: Shape) -> Shape:
    """What holds either shape."""
    if one.kind != other.kind:
        return Shape("free")
    fields = dict(other.fields)
    for name, shape in one.fields.items():
        fields[name] = _merged(shape, fields[name]) if name in fields else shape
    item = _merged(one.item, other.item) if one.item and other.item else None
    return Shape(one.kind, text=one.text and other.text, fields=fields, item=item)


def _mapping(item: Shape) -> Shape:
    return Shape("free") if item.kind in ("mapping", "rows") else Shape("mapping", item=item)


def _listed(item: Shape) -> Shape:
    if item.kind == "part":
        return Shape("rows", fields=item.fields)
    return Shape("lines", text=item.text) if item.kind == "cell" else Shape("free")


def _is_free(kind: Any) -> bool:
    return not isinstance(kind, type) and get_origin(kind) is not Literal


def _takes_text_only(kind: Any) -> bool:
    if get_origin(kind) is Literal:
        return all(isinstance(word, str) for word in get_args(kind))
    return not (isinstance(kind, type) and issubclass(kind, int | float))
