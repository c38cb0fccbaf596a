"""What reconciliation clients send, in both versions of the protocol."""

from typing import Annotated, Any, Literal

from pydantic import AliasChoices, BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from graph.errors import BadParameter
from graph.reconcile.match import Condition, Wanted

MOST_QUERIES = 100
"""Queries of one batch."""


def _texts(value: object) -> object:
    """Return one value or several as texts; a value that names an entity counts by its id."""
    items = value if isinstance(value, list) else [value]
    return tuple(_text(item) for item in items)


def _text(item: object) -> str:
    if isinstance(item, dict):
        return str(item.get("id", item.get("name", "")))
    return str(item).lower() if isinstance(item, bool) else str(item)


def _names(value: object) -> object:
    return () if value is None else (value,) if isinstance(value, str) else value


Texts = Annotated[tuple[str, ...], BeforeValidator(_texts)]
Names = Annotated[tuple[str, ...], BeforeValidator(_names)]
Limit = Annotated[int, Field(ge=1, le=100)]


class Sent(BaseModel):
    """What a client sends; what it sends beside is passed over."""

    model_config = ConfigDict(frozen=True, populate_by_name=True)


class PropertyOfQuery(Sent):
    """A property in a query of 0.2."""

    pid: str
    v: Texts


class QueryOf02(Sent):
    """A query of 0.2."""

    query: str = ""
    type: Names = ()
    limit: Limit = 10
    properties: tuple[PropertyOfQuery, ...] = ()

    def wanted(self) -> Wanted:
        """Return what is looked for."""
        conditions = tuple(Condition(p.pid, p.v) for p in self.properties)
        return Wanted(self.query, self.type, conditions, self.limit)


class ConditionOf1(Sent):
    """A condition of a query of 1.0; the draft has named property and value in two ways."""

    match_type: Annotated[Literal["name", "property"], Field(validation_alias="matchType")]
    property: Annotated[str, Field(validation_alias=AliasChoices("propertyId", "pid"))] = ""
    values: Annotated[Texts, Field(validation_alias=AliasChoices("propertyValue", "v"))]
    required: bool = False
    quantifier: Annotated[Literal["any", "all", "none"], Field(validation_alias="matchQuantifier")] = "any"


class QueryOf1(Sent):
    """A query of 1.0."""

    type: Names = ()
    limit: Limit = 10
    conditions: Annotated[tuple[ConditionOf1, ...], Field(min_length=1)]

    def wanted(self) -> Wanted:
        """Return what is looked for."""
        named = [c.values[0] for c in self.conditions if c.match_type == "name" and c.values]
        others = tuple(
            Condition(c.property, c.values, c.quantifier, c.required)
            for c in self.conditions
            if c.match_type == "property"
        )
        return Wanted(named[0] if named else "", self.type, others, self.limit)


class BatchOf1(Sent):
    """A batch of queries of 1.0."""

    queries: Annotated[tuple[QueryOf1, ...], Field(max_length=MOST_QUERIES)]


class PropertyOfExtension(Sent):
    """A property to fetch."""

    id: str


class Extension(Sent):
    """Things whose properties are to be fetched."""

    ids: Annotated[tuple[str, ...], Field(max_length=1_000)]
    properties: Annotated[tuple[PropertyOfExtension, ...], Field(max_length=20)]


class BatchOf02(Sent):
    """A batch of queries of 0.2, by keys that the client chooses."""

    queries: Annotated[dict[str, QueryOf02], Field(max_length=MOST_QUERIES)]


def parsed(model: type[BaseModel], value: Any) -> Any:
    """Return what a client sent, or say what is wrong with it."""
    try:
        return model.model_validate_json(value) if isinstance(value, str | bytes) else model.model_validate(value)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(map(str, first["loc"])) or "the whole"
        raise BadParameter(f"{place}: {first['msg']}; see the Reconciliation Service API for its form") from error
