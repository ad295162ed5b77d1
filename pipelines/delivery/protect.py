"""Passwords on workbooks and documents (agile encryption), and where passwords come from.

Belongs here: finding a password, encrypting. Does not belong here: which file gets one (deliver).
Encryption draws new salts each time, so it happens on the way out and never inside a publication,
whose bytes can be made again.
"""

from __future__ import annotations

import io
import os
from collections.abc import Callable, Mapping

from pipelines.delivery.config import Secret
from pipelines.errors import DataProblem

CAN_HAVE_PASSWORD = (".xlsx", ".docx")
LEAST_LETTERS = 12
KEYRING_SERVICE = "kpi-delivery"


def password(
    secret: Secret,
    environment: Mapping[str, str] | None = None,
    from_keyring: Callable[[str], str | None] | None = None,
) -> str:
    """The password a setting points to.

    Raises:
        DataProblem: saying where it was looked for; never what was found.
    """
    if secret.variable is not None:
        found = (os.environ if environment is None else environment).get(secret.variable)
        where = f"the environment variable {secret.variable}"
    else:
        found = (from_keyring or _keyring)(str(secret.keyring))
        where = f"the keyring's entry {secret.keyring} of {KEYRING_SERVICE}"
    if not found or len(found) < LEAST_LETTERS:
        raise DataProblem(f"No password of {LEAST_LETTERS} letters or more in {where}: set one.")
    return found


def encrypted(content: bytes, word: str) -> bytes:
    """A workbook or document that opens with the password only."""
    from msoffcrypto.format.ooxml import OOXMLFile

    out = io.BytesIO()
    OOXMLFile(io.BytesIO(content)).encrypt(word, out)
    return out.getvalue()


def _keyring(name: str) -> str | None:
    import keyring
    from keyring.errors import KeyringError

    try:
        return keyring.get_password(KEYRING_SERVICE, name)
    except KeyringError:
        return None
