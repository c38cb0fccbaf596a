"""A process that parses one RDF file and writes its statements, sorted, as N-Triples without the final stop.

It has no sockets, starts no program, and its memory and time are limited, so a file that makes the parser overflow ends
this process and nothing else. Run as ``python -m ingest.rdf.worker FILE FORMAT NAME MEGABYTES SECONDS``.
"""

import json
import resource
import sys
from pathlib import Path
from typing import Final

from graph.errors import BuildError
from graph.query.sandbox import deny_core_file, deny_outside, limit_memory
from graph.store import parsed_triples
from ingest import strict_json

FAULT: Final = 2
"""Exit status with one JSON object on stderr: a line, or null, and a message."""
_REMOTE: Final = "a remote context is not fetched; write what it says into the file itself, as its @context"


def main(path: str, form: str, name: str, megabytes: str, seconds: str) -> int:
    """Parse a file; return the exit status."""
    deny_core_file()
    resource.setrlimit(resource.RLIMIT_CPU, (int(seconds), int(seconds) + 1))
    limit_memory(int(megabytes))
    deny_outside()
    try:
        if form == "JSON-LD":
            # Before a parser that takes a key twice, and nests until the process ends.
            strict_json.loads(Path(path).read_text(encoding="utf-8-sig"))
        statements = parsed_triples(Path(path), form, name)
    except SyntaxError as error:
        remote = "LoadDocumentCallback" in error.msg
        return _fault(error.lineno, _REMOTE if remote else error.msg)
    except (BuildError, RecursionError, ValueError) as error:
        return _fault(getattr(error, "lineno", None), str(error))
    except MemoryError:
        return _fault(None, f"needs more than {megabytes} MB to read")
    sys.stdout.writelines(f"{statement}\n" for statement in statements)
    return 0


def _fault(line: int | None, message: str) -> int:
    sys.stderr.write(json.dumps({"line": line, "message": message}))
    return FAULT


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8", newline="\n")  # type: ignore[union-attr]
    sys.exit(main(*sys.argv[1:]))
