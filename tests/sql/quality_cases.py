"""Running every golden case of every data-quality rule in one build.

Belongs here: each case's records under an authority code of its own, so that all cases share one
build and none sees another's records. Does not belong here: what is expected (test_quality).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from pipelines.models import runner
from pipelines.models.graph import in_order, needed_for
from tests.sql.golden import ONCE, Build, Row, all_models, with_implied

CASES = Path(__file__).parent / "quality"
CASE_KEYS = {"case", "given", "finds", "not_sent", "note"}
# every case is read at one extract: 30 June 2015 is the month's end, 5 July the extract
RUN = {"month": "2015-06"}


@dataclass(frozen=True)
class Case:
    """One case of a rule: its records, and what the rule must find among them, and nothing else.

    ``finds`` are record ids; of a rule about several tables or columns, 'id table.column'.
    ``not_sent``: people whose own record is missing, though others name them.
    """

    rule: str
    la_code: str
    title: str
    given: Mapping[str, list[Row]]
    finds: tuple[str, ...]
    not_sent: frozenset[str]


def read_cases() -> list[Case]:
    """Every case, numbered from 001 by rule."""
    return list(_read())


def _read() -> Iterator[Case]:
    number = 0
    for file in sorted(CASES.rglob("*.yml")):
        for case in yaml.safe_load(file.read_text(encoding="utf-8")) or []:
            unknown = set(case) - CASE_KEYS
            assert not unknown, f"{file.name}: a case has no key {sorted(unknown)}"
            number += 1
            given = {name: list(rows) for name, rows in case["given"].items()}
            finds = tuple(sorted(str(one) for one in case["finds"]))
            not_sent = frozenset(case.get("not_sent") or ())
            yield Case(file.stem, f"{number:03d}", case["case"], given, finds, not_sent)


class Batch(Build):
    """All cases in one build; ``found`` says what a rule found in one of them."""

    def __init__(self, cases: list[Case]) -> None:
        self.cases = cases
        super().__init__(RUN, "")
        rules = {one.rule for one in cases}
        self.named = {name: model for name, model in all_models().items() if model.rule}
        wanted = [name for name, model in self.named.items() if model.stem in rules]
        for model in in_order(needed_for(all_models(), wanted)):
            if model.name not in ONCE:
                runner.run_model(self.con, model)

    def _fill_landed(self) -> None:
        for case in self.cases:
            for table, rows in with_implied(dict(case.given)).items():
                for number, row in enumerate(rows, start=2):
                    if table == "person" and row["source_person_id"] in case.not_sent:
                        continue
                    values: dict[str, Any] = {"la_code": case.la_code, "drop_no": 1}
                    values |= {"source_file": f"{table}.csv", "source_row": number}
                    values |= {"drop_month": RUN["month"]} | dict(row)
                    self.con.execute(
                        f"insert into landed.{table} ({', '.join(values)}) "
                        f"values ({', '.join('?' * len(values))})",
                        list(values.values()),
                    )

    def found(self, case: Case) -> list[str]:
        """What the case's rule found in it, as the case writes it."""
        rows = self.rows(f"select * from quality.{case.rule} where la_code = ?", [case.la_code])
        return sorted(_written(row) for row in rows)


def _written(row: Mapping[str, Any]) -> str:
    place = [str(row[name]) for name in ("table_name", "column_name") if row.get(name)]
    return f"{row['record_id']} {'.'.join(place)}".strip()
