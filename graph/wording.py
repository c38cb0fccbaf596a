"""Numbers in sentences."""


def count(number: int, one: str, many: str = "") -> str:
    """Return a number with its noun: `1 row`, `2,000 rows`; `many` where the plural takes more than an `s`."""
    return f"{number:,} {one if number == 1 else many or f'{one}s'}"
