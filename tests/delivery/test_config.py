"""The one file that turns delivery on: nothing by itself, and errors that name file and key."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipelines.delivery.config import DeliverySettings, load_delivery
from pipelines.errors import WrongUse
from pipelines.settings import Paths

ONE = "deliveries:\n  - {name: a, audience: officers, for_whom: Board"


def load(home: Path, text: str) -> DeliverySettings:
    folder = home / "settings" / "999"
    folder.mkdir(parents=True)
    (folder / "delivery.yml").write_text(text, encoding="utf-8")
    return load_delivery(Paths(home), "999")


def test_without_a_file_and_without_enabled_nothing_is_on(tmp_path: Path) -> None:
    assert load_delivery(Paths(tmp_path), "999").deliveries == ()
    assert not load(tmp_path, ONE + ", folder: /srv/share}").deliveries[0].enabled


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (ONE + ", folder: /srv, colour: red}", "deliveries.0.colour"),
        (ONE + "}", "give a folder, an email, or both"),
        (ONE + ", folder: here}", "write the whole path"),
        (ONE + ", team: T1, folder: /srv}", "name the team"),
        (ONE + ", email: {addresses: [a@example.org]}}", "a link needs a folder"),
        (ONE + ", email: {addresses: [a@example.org], send: attachment}}", "encrypted only"),
        (ONE + ", folder: /srv, email: {addresses: [a@example.org]}}", "give the mail server"),
        (ONE + ", folder: /srv, email: {addresses: [nobody]}}", "entry 1 of addresses"),
        (ONE + ", folder: /srv, password: {}}", "either variable or keyring"),
        (ONE + ", folder: /srv}\n  - {name: a, audience: panel, for_whom: P, folder: /s}",
         "same name"),
        ("deliveries: [", "not readable as YAML"),
    ],
)  # fmt: skip
def test_a_mistake_is_told_with_file_and_key(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(WrongUse) as told:
        load(tmp_path, text)
    assert said in str(told.value)
    assert "delivery.yml" in str(told.value)
