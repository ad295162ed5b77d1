"""Keys that stand for children and records in published files.

Belongs here: finding the secret key of an authority and turning ids into keys. Does not belong
here: which columns are replaced (sql/columns.yml) or written (databases). The secret never enters
SQL text, a message or a manifest; ``fingerprint`` is what a manifest may hold.
"""

from __future__ import annotations

import hmac
import os
import secrets
from collections.abc import Callable, Iterable, Mapping

from pipelines.errors import DataProblem

KEY_VARIABLE = "KPI_KEY"
KEYRING_SERVICE = "childrens-performance"
SHORTEST_KEY = 32
KEY_LENGTH = 16
# For drops marked synthetic only: anyone can read it here, so it protects nobody.
_DEMONSTRATION_KEY = b"demonstration key: synthetic records only"


def load_key(
    la_code: str,
    all_synthetic: bool,
    environment: Mapping[str, str] | None = None,
    from_keyring: Callable[[str], str | None] | None = None,
) -> bytes:
    """The secret key of one authority: environment first, then keyring, then demonstration.

    Args:
        la_code: The authority whose ids are to be replaced.
        all_synthetic: True only if every drop that the build reads is marked synthetic.
        environment: Where to look for ``KPI_KEY``; the process environment if not given.
        from_keyring: Reads the keyring for an authority; the system's keyring if not given.

    Raises:
        DataProblem: if the drops are real and no key of at least 32 characters is found.
    """
    given = (os.environ if environment is None else environment).get(KEY_VARIABLE)
    if given is None and all_synthetic:
        return _DEMONSTRATION_KEY
    if given is None:
        given = (from_keyring or keyring_key)(la_code)
    if given is None:
        raise DataProblem(
            f"Authority {la_code}: its drops are not marked synthetic and no key is set. Run "
            f"'kpi init' to make one in the keyring, or set {KEY_VARIABLE} to at least "
            f"{SHORTEST_KEY} characters kept by the council. Nothing was published."
        )
    if len(given) < SHORTEST_KEY:
        raise DataProblem(
            f"Authority {la_code}: the key is shorter than {SHORTEST_KEY} characters. Set a "
            f"longer {KEY_VARIABLE} or run 'kpi init' for a new one."
        )
    return given.encode()


def keyring_key(la_code: str) -> str | None:
    """The authority's key from the system's keyring; None if it has none or cannot be read."""
    import keyring
    from keyring.errors import KeyringError

    try:
        return keyring.get_password(KEYRING_SERVICE, la_code)
    except KeyringError:
        return None


def make_key(la_code: str) -> bool:
    """Put a new random key for the authority into the keyring, unless it holds one already.

    Returns:
        True if a key was made; False if one was there.

    Raises:
        DataProblem: if this machine has no keyring; the text says what to do instead.
    """
    import keyring
    from keyring.errors import KeyringError

    if keyring_key(la_code) is not None:
        return False
    try:
        keyring.set_password(KEYRING_SERVICE, la_code, secrets.token_hex(32))
    except KeyringError as error:
        raise DataProblem(
            f"This machine has no keyring that can be used. Set {KEY_VARIABLE} in the environment "
            f"to at least {SHORTEST_KEY} random characters and keep a copy of it safe."
        ) from error
    return True


def key_of(secret: bytes, la_code: str, kind: str, raw_id: str) -> str:
    """16 hexadecimal characters that stand for one id of one authority.

    ``kind`` (person or record) is part of what is keyed, so that a record whose id equals its
    child's id does not share the child's key.
    """
    message = "\x1f".join((la_code, kind, raw_id)).encode()
    return hmac.digest(secret, message, "sha256").hex()[:KEY_LENGTH]


def keys_of(secret: bytes, la_code: str, kind: str, raw_ids: Iterable[str]) -> dict[str, str]:
    """Key by id.

    Raises:
        DataProblem: if two ids share a key, which would merge two children.
    """
    found = {raw_id: key_of(secret, la_code, kind, raw_id) for raw_id in raw_ids}
    if len(set(found.values())) != len(found):
        raise DataProblem(
            f"Authority {la_code}: two {kind} ids give one key. Set another {KEY_VARIABLE}."
        )
    return found


def fingerprint(secret: bytes) -> str:
    """8 characters that tell two keys apart without giving either away."""
    return hmac.digest(secret, b"fingerprint", "sha256").hex()[:8]


def is_demonstration(secret: bytes) -> bool:
    """True for the built-in key."""
    return hmac.compare_digest(secret, _DEMONSTRATION_KEY)
