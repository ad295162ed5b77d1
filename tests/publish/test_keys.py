"""Keys: the same id always gives the same key, and only its owner can make it."""

from __future__ import annotations

import pytest

from pipelines.errors import DataProblem
from pipelines.publish import keys

REAL = {keys.KEY_VARIABLE: "k" * 32}


def test_a_key_needs_the_secret_the_authority_and_the_kind():
    secret = keys.load_key("998", False, environment=REAL)
    one = keys.key_of(secret, "998", "person", "1")
    assert one == keys.key_of(secret, "998", "person", "1")
    assert len(one) == 16 and set(one) <= set("0123456789abcdef")
    others = {
        keys.key_of(b"another", "998", "person", "1"),
        keys.key_of(secret, "999", "person", "1"),
        keys.key_of(secret, "998", "record", "1"),
        keys.key_of(secret, "998", "person", "2"),
    }
    assert one not in others and len(others) == 4


def test_a_worked_key():
    # RFC 2104 with SHA-256; message: authority, kind and id joined by the unit separator
    assert keys.key_of(b"key", "871", "person", "P1") == "9b46a34cfc20db2f"


def test_the_built_in_key_is_for_synthetic_drops_only():
    assert keys.is_demonstration(keys.load_key("998", True, environment={}))
    assert not keys.is_demonstration(keys.load_key("998", True, environment=REAL))
    with pytest.raises(DataProblem, match="not marked synthetic and no key is set"):
        keys.load_key("998", False, environment={}, from_keyring=lambda _: None)
    with pytest.raises(DataProblem, match="shorter than 32"):
        keys.load_key("998", False, environment={keys.KEY_VARIABLE: "short"})


def test_the_keyring_is_asked_for_the_authority():
    asked = []

    def ring(la_code):
        asked.append(la_code)
        return "r" * 40

    assert keys.load_key("998", False, environment={}, from_keyring=ring) == b"r" * 40
    assert asked == ["998"]


def test_messages_and_fingerprint_do_not_hold_the_secret():
    with pytest.raises(DataProblem) as problem:
        keys.load_key("998", False, environment={keys.KEY_VARIABLE: "secret words"})
    assert "secret words" not in str(problem.value)
    assert len(keys.fingerprint(b"secret")) == 8


def test_two_ids_with_one_key_are_refused(monkeypatch):
    monkeypatch.setattr(keys, "key_of", lambda *_: "0" * 16)
    with pytest.raises(DataProblem, match="two person ids give one key"):
        keys.keys_of(b"s", "998", "person", ["1", "2"])
