"""Readers see one whole month, whenever the publishing process dies."""

from tests.publish.kill_campaign import campaign


def test_killed_at_random_moments(tmp_path):
    found = campaign(tmp_path, kills=3, seed=2)
    assert found.faults == []
    assert found.kills == 3
