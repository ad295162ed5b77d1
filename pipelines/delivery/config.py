"""What a council may say about delivery, ``settings/<la>/delivery.yml``; nothing is on by itself.

Belongs here: the file's shape and its validation. Does not belong here: sending.
"""

from __future__ import annotations

from pathlib import Path
from typing import Literal, Self

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from pipelines.errors import WrongUse
from pipelines.settings import Paths
from pipelines.yaml_files import problems_of, read_yaml

FILE = "delivery.yml"


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Secret(_Strict):
    """Where a password lies: an environment variable or an entry of the keyring, never here."""

    variable: str | None = Field(default=None, pattern=r"^[A-Z][A-Z0-9_]*$")
    keyring: str | None = Field(default=None, min_length=1)

    @model_validator(mode="after")
    def _one(self) -> Self:
        if (self.variable is None) == (self.keyring is None):
            raise ValueError("give either variable or keyring")
        return self


class Email(_Strict):
    """Who is written to, and whether the files lie behind a link or are attached, encrypted."""

    addresses: tuple[str, ...] = Field(min_length=1)
    send: Literal["link", "attachment"] = "link"

    @model_validator(mode="after")
    def _addresses(self) -> Self:
        for position, one in enumerate(self.addresses):
            local, _, host = one.partition("@")
            if not local or not host or any(mark.isspace() or mark in ",;<>" for mark in one):
                raise ValueError(f"entry {position + 1} of addresses is no e-mail address")
        return self


class Smtp(_Strict):
    """The council's mail server."""

    host: str = Field(min_length=1)
    port: int = Field(default=587, ge=1, le=65535)
    sender: str = Field(pattern=r"^[^@\s<>,;]+@[^@\s<>,;]+$")
    starttls: bool = True
    user: str | None = None
    password: Secret | None = None


class Delivery(_Strict):
    """One audience's delivery; off unless ``enabled`` says otherwise."""

    name: str = Field(pattern=r"^[A-Za-z0-9_-]+$")
    audience: Literal["panel", "officers", "lists", "fix_lists", "team"]
    for_whom: str = Field(min_length=1)
    enabled: bool = False
    team: str | None = None
    folder: Path | None = None
    email: Email | None = None
    password: Secret | None = None

    @model_validator(mode="after")
    def _complete(self) -> Self:
        if (self.audience == "team") != (self.team is not None):
            raise ValueError("team: name the team for audience team, and for no other")
        if self.folder is None and self.email is None:
            raise ValueError("give a folder, an email, or both")
        if self.folder is not None and not self.folder.is_absolute():
            raise ValueError("folder: write the whole path")
        if self.email and self.email.send == "link" and self.folder is None:
            raise ValueError("email.send: a link needs a folder that it leads to")
        if self.email and self.email.send == "attachment" and self.password is None:
            raise ValueError("password: an attachment is sent encrypted only")
        return self


class DeliverySettings(_Strict):
    """The whole file."""

    deliveries: tuple[Delivery, ...] = ()
    smtp: Smtp | None = None

    @model_validator(mode="after")
    def _together(self) -> Self:
        names = [one.name for one in self.deliveries]
        if len(set(names)) != len(names):
            raise ValueError("deliveries: two have the same name")
        if self.smtp is None and any(one.email for one in self.deliveries):
            raise ValueError("smtp: give the mail server; a delivery has an email")
        return self


def load_delivery(paths: Paths, la_code: str) -> DeliverySettings:
    """The validated file; no deliveries where there is none.

    Raises:
        WrongUse: naming the file and each key that cannot be used.
    """
    file = paths.settings / la_code / FILE
    if not file.exists():
        return DeliverySettings()
    try:
        return DeliverySettings.model_validate(read_yaml(file.read_text(encoding="utf-8")) or {})
    except yaml.YAMLError as error:
        raise WrongUse(f"{file}: not readable as YAML ({error}).") from error
    except ValidationError as error:
        # the values stay out: an address or a path typed wrongly is nobody else's business
        said = problems_of(error, "the file")
        raise WrongUse(f"{file}: correct these keys: {said}") from error
