"""The part of a path that names a sheet of a worksheet: any, but for what has an address itself."""

from typing import Final

from starlette.convertors import StringConvertor, register_url_convertor


class SheetIdConvertor(StringConvertor):
    """Takes one part of a path that is not `uploads`, so that no address has two meanings."""

    regex = "(?!uploads(?:/|$))[^/]+"


SHEET: Final = "{sheet:sheet_id}"
"""Stands for the id of a sheet in the path of a route."""

register_url_convertor("sheet_id", SheetIdConvertor())
