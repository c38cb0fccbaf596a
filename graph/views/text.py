"""Text from sources made fit for a page: no control characters, no scripts, no addresses but web addresses."""

import json
import re
import textwrap
from typing import Final
from urllib.parse import quote, urlsplit

# Controls, lone surrogates, and the marks that turn the direction of the text that follows them.
_UNFIT: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069]")
_ESCAPES: Final = {ord(char): f"\\u{ord(char):04x}" for char in "<>&\u2028\u2029"}


def plain(text: str) -> str:
    """Return text without characters that a page cannot or should not show."""
    return _UNFIT.sub("\ufffd", text)


def island(value: object) -> str:
    """Return JSON that is safe inside `<script type="application/json">`, whatever its strings hold."""
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"), sort_keys=True)
    return plain(text.translate(_ESCAPES))


def web_url(url: str) -> str:
    """Return an http or https address as it is, and nothing for any other (script, data, file)."""
    url = url.strip()
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    fit = parts.scheme in ("http", "https") and parts.netloc and not _UNFIT.search(url)
    return url if fit else ""


def path_part(name: str) -> str:
    """Return an id as one part of a path or query."""
    return quote(plain(name), safe="-._~")


def wrapped(label: str, width: int, lines: int) -> str:
    """Return a label broken at blanks into at most `lines` lines of `width` characters, cut with an ellipsis."""
    return "\n".join(
        textwrap.wrap(plain(label), width=width, max_lines=lines, placeholder=" …", break_on_hyphens=False)
    )
