"""`kpi demo`: writes the synthetic council's monthly drops.

Belongs here: which drops are written, on which day each was extracted, and the refusal to touch
a folder with real data. Does not belong here: what a drop holds (council, timeline, write).
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import yaml

from pipelines.demo.attendance import ATTENDANCE_FROM
from pipelines.demo.care_health import RECORDS_FROM
from pipelines.demo.casework import SUPERVISION_FROM, VISITS_FROM
from pipelines.demo.council import make_council
from pipelines.demo.formats import SSD, Export
from pipelines.demo.leaver_tables import PLANS_FROM
from pipelines.demo.placement_records import COSTS_FROM
from pipelines.demo.profile import (
    DEFAULT_MONTHS,
    DEFAULT_SEED,
    DEMONSTRATION_LA_CODE,
    council_profile,
)
from pipelines.demo.timeline import view
from pipelines.demo.working_days import Month, working_days
from pipelines.demo.write import DROP_FILE, NOTICE_FILE, write_drop
from pipelines.errors import WrongUse

EXTRACT_DAY = 5
LATER_HISTORY = {
    "supervisions": SUPERVISION_FROM,
    "cin_visits": VISITS_FROM,
    "cp_visits": VISITS_FROM,
    "cla_visits": VISITS_FROM,
    "core_groups": VISITS_FROM,
    "cin_reviews": VISITS_FROM,
    "early_help_episodes": VISITS_FROM,
    "exploitation_assessments": VISITS_FROM,
    "placement_costs": COSTS_FROM,
    **dict.fromkeys(
        (
            "cla_health", "cla_immunisations", "cla_immunisation_checks", "sdq_scores",
            "cla_convictions", "cla_care_plan", "cla_iro_contacts", "deprivation_orders",
            "fostering_reviews", "private_fostering", "private_fostering_visits", "missing",
        ),
        RECORDS_FROM,
    ),
    "pathway_plans": PLANS_FROM,
    "school_attendance": ATTENDANCE_FROM,
    "school_exclusions": ATTENDANCE_FROM,
}  # fmt: skip


def write_demo(
    raw_root: Path,
    la_code: str = DEMONSTRATION_LA_CODE,
    seed: int = DEFAULT_SEED,
    size: float = 1,
    months: Sequence[str] = DEFAULT_MONTHS,
    progress: Callable[[str], None] | None = None,
    with_rejects: bool = False,
    formats: Sequence[str] = (SSD,),
) -> list[Path]:
    """Writes raw_root/<la>/<yyyy-mm>/ for each month and returns every path written.

    Args:
        raw_root: The folder of drops.
        la_code: Authority code; 871 with the default seed and size 1 is calibrated.
        seed: Seed of every draw.
        size: 1 is a small unitary authority.
        months: Report months, yyyy-mm.
        progress: Told in a few words what is happening.
        with_rejects: Add five rows that no landing may load; the months are then held until
            somebody accepts them.
        formats: The formats each drop is written in.

    Raises:
        WrongUse: if the authority's folder holds a drop not marked synthetic.
    """
    refuse_real_data(Path(raw_root) / la_code)
    profile = council_profile(la_code, seed, size)
    last = extract_day(max([*months, *DEFAULT_MONTHS]))
    profile = replace(profile, months=tuple(months), until=max(profile.until, last))
    tables = make_council(profile, progress, with_rejects)
    paths: list[Path] = []
    for month in months:
        if progress:
            progress(f"writing the drop of {month}")
        on = extract_day(month)
        folder = Path(raw_root) / profile.la_code / month
        given = Export(folder, profile, month, on, view(tables, on))
        paths += write_drop(given, LATER_HISTORY, formats)
    return paths


def months_ending(last: str, count: int) -> tuple[str, ...]:
    """``count`` months up to and including ``last``, oldest first."""
    number = int(last[:4]) * 12 + int(last[5:]) - 1
    return tuple(f"{at // 12}-{at % 12 + 1:02d}" for at in range(number - count + 1, number + 1))


def extract_day(month: str) -> date:
    """The fifth of the month after, or the next working day."""
    after = Month.parse(month).next.first + timedelta(days=EXTRACT_DAY - 1)
    return working_days().on_or_after(after)


def refuse_real_data(folder: Path) -> None:
    """Raises WrongUse if any drop below the folder is not marked synthetic."""
    if not folder.is_dir():
        return
    for drop in sorted(item for item in folder.iterdir() if item.is_dir()):
        about = drop / DROP_FILE
        files = [item for item in drop.iterdir() if item.name != NOTICE_FILE]
        said = yaml.safe_load(about.read_text(encoding="utf-8")) if about.is_file() else None
        is_marked = isinstance(said, dict) and said.get("synthetic") is True
        if files and not is_marked:
            raise WrongUse(
                f"{drop} holds a drop that is not marked synthetic, so no demonstration data are "
                "written beside it. Choose another folder or another authority code."
            )
