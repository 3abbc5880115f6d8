"""Settings: the only reader of configuration files and the environment."""

import os
import re
import secrets
import tomllib
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

from pydantic import Field, SecretStr, ValidationError, ValidationInfo, field_validator
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

HOME = Path(__file__).resolve().parent.parent
DEFAULTS = HOME / "config" / "default.toml"
LOCAL = HOME / "config" / "local.toml"
_ADDRESS = re.compile(r"https?://[!-~]*[!-.0-~]")
LARGEST_FILE = 40  # megabytes; what reading a file of this size takes still fits in memory


class WrongSettings(Exception):
    """Settings that cannot be: one line for each, with its name; or a file that is no TOML."""


class Settings(BaseSettings):
    """Every setting; `config/default.toml` says what each is for and holds its default."""

    model_config = SettingsConfigDict(
        env_prefix="GESTAND_", extra="forbid", frozen=True, toml_file=[DEFAULTS, LOCAL]
    )

    data_folder: Path
    database_url: SecretStr
    seeds_folder: Path
    max_file_megabytes: int = Field(gt=0, le=LARGEST_FILE)
    read_processes: int = Field(ge=0)
    secret_key: SecretStr
    old_secret_keys: tuple[SecretStr, ...]
    site_url: str
    public_reading: bool
    secure_cookies: bool
    trusted_proxies: int = Field(ge=0)
    session_hours: int = Field(gt=0)
    login_attempts_per_account: int = Field(gt=0)
    login_attempts_per_address: int = Field(gt=0)
    login_window_minutes: int = Field(gt=0)
    oidc_issuer: str
    oidc_client_id: str
    oidc_client_secret: SecretStr
    oidc_name: str
    oidc_new_role: Literal["", "lezer", "medewerker", "griffier"]
    pages_per_address: int = Field(gt=0)
    api_calls_per_address: int = Field(gt=0)
    api_calls_per_account: int = Field(gt=0)
    smtp_host: str
    smtp_port: int = Field(gt=0, lt=65536)
    smtp_security: Literal["none", "starttls", "tls"]
    smtp_user: str
    smtp_password: SecretStr
    digest_without_account: bool
    mail_sender: str
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"]

    @field_validator("site_url", "oidc_issuer")
    @classmethod
    def _check_address(cls, value: str, info: ValidationInfo) -> str:
        """Refuse what cannot stand in the header of a message, or lead to a provider."""
        if not value and info.field_name == "oidc_issuer":
            return value
        if not _ADDRESS.fullmatch(value):
            raise ValueError(
                "begint met http:// of https://, eindigt zonder schuine streep en heeft alleen "
                "ASCII-tekens (een domein met andere letters in de vorm xn--…)"
            )
        return value

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,  # noqa: ARG003 (pydantic hands it in)
        file_secret_settings: PydanticBaseSettingsSource,  # noqa: ARG003 (pydantic hands it in)
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Read, in order of weight: arguments, environment, the two files."""
        return init_settings, env_settings, TomlConfigSettingsSource(settings_cls)

    @property
    def data(self) -> Path:
        """The folder of the registers and the key."""
        return HOME / self.data_folder

    @property
    def seeds(self) -> Path:
        """The folder of the seeds."""
        return HOME / self.seeds_folder


@dataclass(frozen=True, slots=True)
class RegisterChoice:
    """Which register a command opens. `file` is None for one that is not a file of ours."""

    url: str
    is_demo: bool
    file: Path | None

    @property
    def exists(self) -> bool:
        """Say whether there is anything to open; a database server is taken to be there."""
        return self.file is None or self.file.exists()


@cache
def get_settings() -> Settings:
    """Read the settings, once; raises WrongSettings."""
    try:
        return Settings()  # type: ignore[call-arg]  # the values come from the files and environment
    except ValidationError as error:
        lines = [f"{'.'.join(map(str, one['loc']))}: {one['msg']}" for one in error.errors()]
        raise WrongSettings("\n".join(lines)) from error
    except tomllib.TOMLDecodeError as error:
        raise WrongSettings(f"config/local.toml: {error}") from error


def real_register(settings: Settings) -> RegisterChoice:
    """Choose the register of one's own, whether or not it exists yet; never the demo."""
    url = settings.database_url.get_secret_value()
    if url:
        return RegisterChoice(url, is_demo=False, file=None)
    return _of_file(settings.data / "gestand.sqlite", is_demo=False)


def demo_register(settings: Settings) -> RegisterChoice:
    """Choose the demo."""
    return _of_file(settings.data / "demo.sqlite", is_demo=True)


def current_register(settings: Settings) -> RegisterChoice:
    """Choose the register of one's own if there is one, else the demo."""
    real = real_register(settings)
    return real if real.exists else demo_register(settings)


def secret_key(settings: Settings) -> str:
    """Give the key that signs cookies: the one set, else one made once and kept in a file."""
    if chosen := settings.secret_key.get_secret_value():
        return chosen
    file = settings.data / "secret_key"
    file.parent.mkdir(parents=True, exist_ok=True)
    with suppress(FileExistsError):
        _write_once(file, secrets.token_urlsafe(48))
    return file.read_text("ascii").strip()


def _write_once(file: Path, text: str) -> None:
    """Write a file that only its owner reads, whole or not at all; raise if it is there."""
    draft = file.with_name(f"{file.name}.{secrets.token_hex(8)}")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as out:
        out.write(text)
    try:
        file.hardlink_to(draft)
    finally:
        draft.unlink()


def _of_file(file: Path, *, is_demo: bool) -> RegisterChoice:
    """Make the choice of a SQLite file."""
    return RegisterChoice(f"sqlite:///{file}", is_demo=is_demo, file=file)
