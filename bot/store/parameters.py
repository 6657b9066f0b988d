"""Many values in one parameter: thousands of parameters cost more than what is done with them."""

from __future__ import annotations

import json
from collections.abc import Iterable

from sqlalchemy import TableValuedAlias, Text, bindparam, column

from bot.store.dialect import each_of


def rows_of(parameter: str) -> TableValuedAlias:
    """The values of the list given as this parameter, as rows with the column `value`."""
    return each_of(bindparam(parameter, type_=Text)).table_valued(column("value", Text))


def as_parameter(values: Iterable[int | str]) -> str:
    """Values as such a parameter takes them."""
    return json.dumps(list(values), ensure_ascii=False)
