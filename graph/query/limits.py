"""The limits of a query, each with its unit; the service publishes them."""

from dataclasses import dataclass


@dataclass(frozen=True)
class QueryLimits:
    """What one query, and all queries together, may take."""

    query_bytes: int = 100_000  # bytes of the query in UTF-8
    depth: int = 32  # brackets {} () [] << >> open at once
    operators: int = 500  # operators, path modifiers and pattern keywords
    tokens: int = 5_000  # tokens, comments and blanks not counted
    triples: int = 200  # triple patterns, counted from above
    timeout: float = 10.0  # seconds of evaluation, the longest that a request may ask for
    rows: int = 10_000  # rows of a SELECT, triples of a CONSTRUCT or DESCRIBE
    answer_bytes: int = 8_000_000  # bytes of the serialized answer
    workers: int = 4  # processes
    queue: int = 16  # requests that wait for a worker at once
    wait: float = 2.0  # seconds that a request waits for a worker
    memory_mb: int = 1_024  # MiB that a worker may take on top of the opened store
