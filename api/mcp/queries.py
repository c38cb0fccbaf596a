"""Queries of tools: guarded and killable like those of the service, with answers small enough to read."""

import json
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from pydantic import Field

from api.app import limits
from api.models import Model
from api.settings import Settings
from graph.query.bind import DAY, bind_day, parameters, stated_day
from graph.query.guard import check
from graph.query.pool import QueryPool
from graph.query.request import QueryRequest
from graph.release import Release


class RowsOut(Model):
    """The rows of a query."""

    as_of: date | None = Field(description="the day of the query; null where it states none")
    release: str
    columns: list[str]
    rows: list[list[str | None]]
    truncated: bool = Field(description="true where there are more rows than were asked for")
    note: str = Field(default="", description="sources that did not look at the day: what they tell is unknown then")


@dataclass(frozen=True)
class Asked:
    """A query as of a day, and how many rows are wanted."""

    text: str
    day: date
    rows: int


class Queries:
    """The workers of one release at a time; use it in one event loop."""

    def __init__(self, settings: Settings) -> None:
        self._limits = replace(limits(settings), workers=1)
        self._pool: QueryPool | None = None
        self._release = ""

    async def ask(self, release: Release, asked: Asked) -> RowsOut:
        """Answer a SELECT or ASK query with at most so many rows."""
        text, day = _with_day(asked)
        checked = check(text, self._limits)
        pool = await self._opened(release)
        answer = await pool.run(QueryRequest(checked, "json", overflow="cut"))
        found = json.loads(answer.body)
        columns, rows = _table(found)
        return RowsOut(
            as_of=day,
            release=release.id,
            columns=columns,
            rows=rows[: asked.rows],
            truncated=answer.cut or len(rows) > asked.rows,
        )

    async def close(self) -> None:
        """End the workers."""
        if self._pool is not None:
            await self._pool.close()

    async def _opened(self, release: Release) -> QueryPool:
        if self._pool is None or self._release != release.id:
            await self.close()
            self._pool, self._release = QueryPool(release.store, self._limits), release.id
            await self._pool.start()
        return self._pool


def _with_day(asked: Asked) -> tuple[str, date | None]:
    """Return the query as of the day, where it says where the day goes; it keeps a day of its own."""
    if DAY not in parameters(asked.text):
        return asked.text, None
    stated = stated_day(asked.text)
    return (asked.text, stated) if stated else (bind_day(asked.text, asked.day), asked.day)


def _table(found: dict[str, Any]) -> tuple[list[str], list[list[str | None]]]:
    if "boolean" in found:
        return ["answer"], [[str(found["boolean"]).lower()]]
    columns = found["head"]["vars"]
    rows = [[row[name]["value"] if name in row else None for name in columns] for row in found["results"]["bindings"]]
    return columns, rows
