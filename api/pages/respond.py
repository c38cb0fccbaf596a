"""Page answers: bytes with the policy that keeps a page to this host."""

import hashlib
from typing import Final

from fastapi import Request, Response

from graph.views.language import LANGUAGES

POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "font-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
HEADERS: Final = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    # A page may be kept, but is asked for again: the release or the day may have changed.
    "Cache-Control": "no-cache",
    "Vary": "Cookie",
}
LANGUAGE_COOKIE: Final = "kaname-language"


def page_response(request: Request, html: str, status: int = 200) -> Response:
    """Return a page, or 304 where the reader holds the same one."""
    body = html.encode("utf-8", "replace")
    etag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    if status == 200 and request.headers.get("if-none-match") == etag:
        return Response(status_code=304, headers={**HEADERS, "ETag": etag})
    answer = Response(
        body, status_code=status, media_type="text/html; charset=utf-8", headers={**HEADERS, "ETag": etag}
    )
    chosen = request.query_params.get("lang")
    if chosen in LANGUAGES:
        # The choice of a language goes along to the pages that follow; nothing else is kept of a reader.
        answer.set_cookie(LANGUAGE_COOKIE, chosen, max_age=31_536_000, path="/", httponly=True, samesite="lax")
    return answer
