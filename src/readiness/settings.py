"""Settings of the service, read once at the root from `READINESS_*` environment variables."""

from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict


def _default_questionnaires() -> Path:
    """The folder beside the sources in a checkout, else the one in the working directory."""
    beside = Path(__file__).resolve().parents[2] / "questionnaires"
    return beside if beside.is_dir() else Path("questionnaires")


class Settings(BaseSettings):
    """All settings with defaults that suit one machine with SQLite."""

    model_config = SettingsConfigDict(env_prefix="READINESS_", extra="ignore")

    database_url: str = Field(
        "sqlite:///var/readiness.db",
        description="SQLite file (`sqlite:///path`) or PostgreSQL (`postgresql://…`).",
    )
    files_url: str = Field(
        "var/files",
        description="Where reports, uploads and evidence are kept: a folder or an object store.",
    )
    questionnaires: Path = Field(
        default_factory=_default_questionnaires,
        description="Folder of questionnaires: `<key>/<version>/questionnaire.yaml`.",
    )
    demo_key_file: Path = Field(
        Path("var/demo-api-key"), description="Where `serve --demo` keeps the demo API key."
    )
    host: str = Field("127.0.0.1", description="Address to listen on.")
    port: Annotated[int, Field(ge=1, le=65535)] = Field(8000, description="Port to listen on.")
    public_url: Annotated[str, Field(pattern=r"^https?://[^\s/?#]+/?$")] | None = Field(
        None,
        description="Address people reach the service at; it begins every link handed out.",
    )
    self_start: bool = Field(
        True, description="Whether anybody may start an assessment on the pages without account."
    )
    starts_per_hour: Annotated[int, Field(ge=1)] = Field(
        20, description="Most assessments started without account from one address in an hour."
    )
    verifications_per_hour: Annotated[int, Field(ge=1)] = Field(
        600, description="Most reports verified without account from one address in an hour."
    )
    max_body_bytes: Annotated[int, Field(ge=10_000)] = Field(
        1_000_000, description="Largest request body accepted, in bytes."
    )
    max_upload_bytes: Annotated[int, Field(ge=10_000, le=1_000_000_000)] = Field(
        200_000_000, description="Largest sheet that can be uploaded, in bytes."
    )
    sheet_timeout_seconds: Annotated[float, Field(gt=0, le=3600)] = Field(
        900, description="Longest time the check of one sheet may take before it is given up."
    )
    pdf_workers: Annotated[int, Field(ge=1, le=32)] = Field(
        2, description="Processes that render PDF reports."
    )
    pdf_waiting: Annotated[int, Field(ge=0, le=10_000)] = Field(
        32, description="PDF reports that may wait for a process; more are refused for now."
    )
    pdf_timeout_seconds: Annotated[float, Field(gt=0, le=600)] = Field(
        30, description="Longest time one PDF may take before it is given up."
    )
    pdf_memory_mb: Annotated[int, Field(ge=256)] = Field(
        1500, description="Most memory one PDF process may take, in megabytes."
    )
    smtp_host: str | None = Field(
        None, description="Mail server for invitations; without it links are copied by hand."
    )
    smtp_port: Annotated[int, Field(ge=1, le=65535)] = Field(
        587, description="Port of the mail server."
    )
    smtp_user: str | None = Field(None, description="Name to log in to the mail server with.")
    smtp_password: SecretStr | None = Field(None, description="Password that goes with it.")
    smtp_from: str | None = Field(
        None, description="Address invitations come from; needed with a mail server."
    )
    smtp_security: Literal["starttls", "tls", "none"] = Field(
        "starttls", description="How the connection to the mail server is encrypted."
    )
    log_format: Literal["console", "json"] = Field(
        "console", description="Log lines for people or for machines."
    )
    log_level: Literal["debug", "info", "warning", "error"] = Field(
        "info", description="Least severe log lines written."
    )
