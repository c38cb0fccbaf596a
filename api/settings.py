"""Settings of the service and the command line, read once at the edge and passed inward."""

from pathlib import Path

from pydantic import Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from api.operations.logs import LogFormat, LogLevel
from graph.errors import BadParameter
from graph.weights import Objective


class Settings(BaseSettings):
    """Each setting is an environment variable with the prefix KANAME_, or a line in a file `.env`."""

    model_config = SettingsConfigDict(env_prefix="KANAME_", env_file=".env", frozen=True, extra="ignore")

    home: Path = Field(default=Path(".kaname"), description="folder of the releases")
    overlay: Path | None = Field(default=None, description="folder of own judgements that go before the bundled ones")
    host: str = Field(default="127.0.0.1", description="address to listen on")
    port: int = Field(default=8000, description="port to listen on", ge=0, le=65535)
    keep: int = Field(default=5, description="releases to keep", ge=1)
    objective: Objective = Field(
        default=Objective(), description="what each kind of gap counts in recommendations, as JSON"
    )
    query_timeout: float = Field(default=10.0, description="longest run of a query [s]", gt=0)
    query_workers: int = Field(default=4, description="processes that answer queries", ge=1)
    query_queue: int = Field(default=16, description="queries that may wait", ge=0)
    query_wait: float = Field(default=2.0, description="longest wait for a worker [s]", gt=0)
    query_rows: int = Field(default=10_000, description="most rows in an answer", ge=1)
    query_bytes: int = Field(default=8_000_000, description="largest answer [bytes]", ge=1)
    query_memory: int = Field(default=1_024, description="memory of one query process beside the store [MB]", ge=256)
    heavy_places: int = Field(default=2, description="analyses, exports and pages computed at once", ge=1)
    heavy_queue: int = Field(default=16, description="analyses, exports and pages that may wait", ge=0)
    client_parallel: int = Field(default=5, description="queries and analyses that one client may run at once", ge=1)
    client_seconds: float = Field(default=60.0, description="their time for one client in a minute [s]", gt=0)
    request_timeout: float = Field(default=15.0, description="time to send a whole request [s]", gt=0)
    stop_timeout: int = Field(default=15, description="time that running requests get when the service stops [s]", ge=0)
    cache_bytes: int = Field(default=64_000_000, description="answers of look-ups that are kept [bytes]", ge=0)
    export_bytes: int = Field(default=1_000_000_000, description="files of exports that are kept [bytes]", ge=0)
    api_key: SecretStr | None = Field(default=None, description="key that every request must carry; none by default")
    trusted_proxies: str = Field(default="", description="addresses of proxies whose X-Forwarded-For counts")
    log_format: LogFormat = Field(default=LogFormat.TEXT, description="text or json")
    log_level: LogLevel = Field(default=LogLevel.INFO, description="debug, info, warning or error")


def read_settings() -> Settings:
    """Return the settings of the environment, or say which of them cannot be used."""
    try:
        return Settings()
    except ValidationError as error:
        wrong = [f"KANAME_{str(e['loc'][0]).upper()}={e['input']!r}: {e['msg']}" for e in error.errors()]
        raise BadParameter("; ".join(wrong) + ". Correct it in the environment or in .env.") from error
