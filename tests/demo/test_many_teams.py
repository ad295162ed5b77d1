"""A drop's teams split for measurements: nothing lost, each worker in one team."""

from __future__ import annotations

import csv
from pathlib import Path

from benchmarks.many_teams import split_teams

PARTS = 5


def write(folder: Path, name: str, *rows: str) -> None:
    (folder / name).write_text("\n".join(rows) + "\n", "utf-8")


def read(folder: Path, name: str) -> list[dict[str, str]]:
    with (folder / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_rows_follow_their_worker_and_every_team_is_registered(tmp_path: Path) -> None:
    write(tmp_path, "teams.csv", "team_id,team_name,parent_team_id", "SV1,Service,", "T1,Duty,SV1")
    write(tmp_path, "audits.csv", "audit_id,team_id,worker_id,auditor_id",
          *(f"AU{one},T1,W{one:04},W0099" for one in range(12)), "AU99,,W0001,")  # fmt: skip
    write(tmp_path, "complaints.csv", "complaint_id,team_id,text", 'C7,T1,"T1, again"')
    write(tmp_path, "persons.csv", "person_id,school", "1,T1")
    assert split_teams(tmp_path, PARTS) == 6 * PARTS

    known = {row["team_id"]: row["team_name"] for row in read(tmp_path, "teams.csv")}
    assert known == {"SV1": "Service"} | {f"T1_{one}": f"Duty {one}" for one in range(1, 6)}
    audits = read(tmp_path, "audits.csv")
    assert len(audits) == 13
    assert {row["team_id"] for row in audits} == {*(set(known) - {"SV1"}), ""}
    assert [row["team_id"] for row in audits if row["worker_id"] == "W0003"] == ["T1_4"]
    assert [row["team_id"] for row in audits if row["worker_id"] == "W0008"] == ["T1_4"]
    assert read(tmp_path, "complaints.csv") == [
        {"complaint_id": "C7", "team_id": "T1_3", "text": "T1, again"}
    ]
    assert read(tmp_path, "persons.csv") == [{"person_id": "1", "school": "T1"}]
