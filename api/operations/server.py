"""The server around the application, as set."""

import uvicorn
from fastapi import FastAPI

from api.operations.wire import patient
from api.settings import Settings


def server_of(app: FastAPI, settings: Settings) -> uvicorn.Server:
    """Return the server: HTTP/1.1 with patience, no log of its own, a stop that ends in time."""
    return uvicorn.Server(
        uvicorn.Config(
            app,
            host=settings.host,
            port=settings.port,
            http=patient(settings.request_timeout),
            ws="none",
            lifespan="on",
            log_config=None,
            access_log=False,  # the door logs requests, with their fields
            server_header=False,
            proxy_headers=bool(settings.trusted_proxies),
            forwarded_allow_ips=settings.trusted_proxies or None,
            timeout_graceful_shutdown=settings.stop_timeout,
        )
    )
