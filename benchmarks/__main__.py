"""Runs every benchmark, or those named: each is a module `bench_<name>` with a function `run` that yields lines."""

import importlib
import sys
from pathlib import Path


def main(names: list[str]) -> None:
    """Print the lines of the benchmarks."""
    there = sorted(path.stem.removeprefix("bench_") for path in Path(__file__).parent.glob("bench_*.py"))
    for name in names or there:
        if name not in there:
            sys.exit(f"no benchmark {name!r}; there are {', '.join(there)}")
        print(f"# {name}")
        for line in importlib.import_module(f"benchmarks.bench_{name}").run():
            print(f"  {line}", flush=True)


main(sys.argv[1:])
