"""The gate's own process: loads its libraries, waits for a build's frames, judges, writes pages.

Belongs here: one line in (frames, checks and folder), one line out (what failed). Does not belong
here: starting and stopping (gate), what is expected (suites), how pages look (pages).
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

os.environ.setdefault("GX_ANALYTICS_ENABLED", "false")

import great_expectations as gx
import pandas as pd

from pipelines.gate import frames, pages, suites
from pipelines.gate.reconcile import CheckResult

SITE = "gate"
_LISTED = 3


def judge(drawn: Path, folder: Path, checks: list[CheckResult]) -> list[dict[str, Any]]:
    """Run every suite on the frames drawn and the checks made, write pages; what failed."""
    judged = frames.load(drawn) | {"reconciliations": frames.of_checks(checks)}
    with tempfile.TemporaryDirectory(prefix="gate_") as site:
        context = _context(Path(site))
        results = {name: _run(context, name, frame, checks) for name, frame in judged.items()}
        context.build_data_docs(site_names=[SITE])
        pages.write(Path(site), folder, {name: _summary(one) for name, one in results.items()})
    found = [one for name, result in results.items() for one in _failures(name, result, checks)]
    (folder / "results.json").write_text(
        json.dumps(
            {
                "suites": {name: _summary(one) for name, one in results.items()},
                "checks": [one.as_dict() for one in checks],
                "failures": found,
            },
            indent=1,
        ),
        encoding="utf-8",
    )
    return found


def _context(site: Path) -> Any:
    context = gx.get_context(mode="ephemeral")
    context.variables.progress_bars = {"globally": False}  # pyright: ignore
    store = {"class_name": "TupleFilesystemStoreBackend", "base_directory": str(site)}
    for name in list(context.get_site_names()):
        context.delete_data_docs_site(name)
    context.add_data_docs_site(
        site_name=SITE,
        site_config={
            "class_name": "SiteBuilder",
            "store_backend": store,
            "site_index_builder": {"class_name": "DefaultSiteIndexBuilder"},
        },
    )
    return context


def _run(context: Any, name: str, frame: pd.DataFrame, checks: list[CheckResult]) -> Any:
    source = context.data_sources.add_pandas(name)
    batch = source.add_dataframe_asset(name).add_batch_definition_whole_dataframe("build")
    suite = context.suites.add(suites.suite_of(name, checks))
    definition = context.validation_definitions.add(
        gx.ValidationDefinition(name=name, data=batch, suite=suite)
    )
    form: dict[str, Any] = {"result_format": "SUMMARY", "partial_unexpected_count": _LISTED}
    if suites.id_columns(name):
        form["unexpected_index_column_names"] = suites.id_columns(name)
    checkpoint = context.checkpoints.add(
        gx.Checkpoint(name=name, validation_definitions=[definition], result_format=form)
    )
    done = checkpoint.run(batch_parameters={"dataframe": frame})
    return next(iter(done.run_results.values())).to_json_dict()


def _summary(result: Mapping[str, Any]) -> dict[str, Any]:
    counts = result["statistics"]
    return {
        "success": bool(result["success"]),
        "expected": counts["evaluated_expectations"],
        "failed": counts["unsuccessful_expectations"],
    }


def _failures(
    name: str, result: Mapping[str, Any], checks: list[CheckResult]
) -> list[dict[str, Any]]:
    by_name = {one.name: one for one in checks}
    found: list[dict[str, Any]] = []
    for one in result["results"]:
        if one["success"]:
            continue
        config, details = one["expectation_config"], one.get("result") or {}
        check = by_name.get(str(config["kwargs"].get("column")))
        if name == "reconciliations" and check is not None:
            found.append(
                {
                    "suite": check.name,
                    "text": check.question,
                    "rows": check.rows,
                    "where": check.where,
                }
            )
            continue
        rows = details.get("unexpected_count") or 0
        text = str(config["meta"].get("text", config["type"]))
        found.append({"suite": name, "text": text, "rows": rows, "where": _where(details)})
    return found


def _where(details: Mapping[str, Any]) -> str:
    listed = details.get("partial_unexpected_index_list") or []
    rows = [one for one in listed if isinstance(one, dict)]
    wanted = ("file_stem", "basis", "period_end", "level", "month", "table_name")
    examples = [
        " ".join(f"{key}={str(one[key])[:40]}" for key in wanted if key in one) for one in rows
    ]
    return "for example " + "; ".join(examples) if examples else ""


def main() -> int:
    """Wait for one line, answer with one line."""
    # The answer must be alone on standard output, whatever a library prints.
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "w", encoding="utf-8")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    asked = sys.stdin.readline()
    if not asked.strip():
        return 0
    question = json.loads(asked)
    checks = [CheckResult.of(one) for one in question["checks"]]
    found = judge(Path(question["drawn"]), Path(question["folder"]), checks)
    answers.write(json.dumps({"failures": found}) + "\n")
    answers.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main())
