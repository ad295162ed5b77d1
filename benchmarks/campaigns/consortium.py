"""Ten synthetic authorities in one installation: what of each reaches another's published files.

Belongs here: ten small councils run and released as people would, and what can be found of one in
the files of another. Does not belong here: the rules (pipelines.publish.consortium, which the
expected averages below never call).
"""

from __future__ import annotations

import re
from collections import defaultdict
from decimal import Decimal
from pathlib import Path
from statistics import mean

from benchmarks import consortium_home as ten
from benchmarks.consortium_home import AGREED, CAREFUL, DATABASES, MONTHS, TEN, Cell
from benchmarks.installation import installation, kpi
from benchmarks.proof import Proof


def run(proof: Proof) -> None:
    """Run, release and run again; then search each authority's files for the nine others."""
    proof.title = "A consortium of ten synthetic authorities"
    proof.seed = "901 to 910, one each"
    with installation() as home:
        _run(proof, home)


def _run(proof: Proof, home: Path) -> None:
    ten.prepare(home)
    for month in MONTHS:
        for la_code in TEN:
            kpi(home, "run", "--la", la_code, "--month", month, "--quiet")
        for la_code in TEN:
            kpi(home, "release", "--la", la_code, "--month", month, "--by", "Director, test")
    # two of them once more, now that all have released the second month: two figures to subtract
    for la_code in TEN[:2]:
        kpi(home, "run", "--la", la_code, "--month", MONTHS[1], "--quiet")
    truth = ten.truth(home)
    _seen(proof, home)
    _averages(proof, home)
    _children(proof, home)
    _counts(proof, home, truth)
    _differences(proof, home, truth)
    _printed(proof, home)


def _seen(proof: Proof, home: Path) -> None:
    section = "Each sees what the others agreed to share"
    for la_code in TEN:
        shared = ten.shared(home, la_code)
        others = {one[0] for one in shared}
        proof.check(
            section, f"{la_code} sees the nine others", True, others == set(TEN) - {la_code}
        )
    careful = {one[1] for one in ten.shared(home, TEN[0]) if one[0] == CAREFUL}
    allowed = bool(careful) and careful <= set(AGREED)
    proof.check(section, f"{CAREFUL} shares no other than two figures", True, allowed)
    bases = {one[2] for code in TEN for one in ten.shared(home, code)}
    proof.check(section, "rolling years and days alone", ["R12", "SNAP"], sorted(bases))


def _averages(proof: Proof, home: Path) -> None:
    """The month before's averages of neighbours in each authority's file of the second month."""
    section = "Averages of neighbours, a month old"
    given = {code: ten.given(home, code, MONTHS[0]) for code in TEN}
    compared = wrong = 0
    for la_code in TEN:
        rows = ten.rows(
            ten.first(home, la_code, MONTHS[1]) / DATABASES[0],
            "select kpi_id, basis, neighbour_mean, neighbour_count from marts.kpi_consortium "
            f"where period_end = last_day(date '{MONTHS[0]}-01')",
        )
        shown = 0
        for kpi_id, basis, value, count in rows:
            key = (str(kpi_id), str(basis))
            values = [given[code][key] for code in TEN if code != la_code and key in given[code]]
            expected = mean(values) if len(values) >= 6 else None
            compared += 1
            shown += value is not None
            same = (value is None) == (expected is None) and count == len(values)
            if not same or (
                expected is not None and abs(Decimal(str(value)) - expected) > Decimal("0.0001")
            ):
                wrong += 1
                proof.fact(f"{la_code} {key}: expected {expected}, found {value}")
        proof.check(section, f"{la_code} sees averages", True, shown > 10)
    proof.check(section, "averages that differ from those worked out afresh", 0, wrong)
    single = [
        (key, value)
        for code in TEN
        for key, (_, _, value) in ten.shared(home, code).items()
        if key[3].startswith(MONTHS[0]) and given[key[0]].get((key[1], key[2])) != value
    ]
    proof.check(section, "shared figures that do not follow from rounded parts", 0, len(single))
    proof.fact(f"{compared:,} averages of {MONTHS[0]} compared in ten files of {MONTHS[1]}")


def _children(proof: Proof, home: Path) -> None:
    """Ids, keys and rows of one authority in any table or text of another's publication."""
    section = "No child of one in the files of another"
    keys = {code: ten.identities(ten.newest(home, code)) for code in TEN}
    found: dict[str, int] = defaultdict(int)
    rows_of_others = cells = 0
    for la_code in TEN:
        foreign = set().union(*(keys[code] for code in TEN if code != la_code)) - keys[la_code]
        folder = ten.newest(home, la_code)
        for name in DATABASES:
            some, others, hits = ten.search(folder / name, la_code, foreign)
            cells += some
            rows_of_others += others
            for where, count in hits.items():
                found[f"{la_code} {name} {where}"] += count
        for file in folder.rglob("*"):
            if file.suffix in (".html", ".csv", ".json", ".md", ".txt"):
                tokens = set(re.findall(r"[0-9A-Za-z_-]{6,}", file.read_text("utf-8", "replace")))
                found[f"{la_code} {file.name}"] += len(tokens & foreign)
    hits = {where: count for where, count in found.items() if count}
    proof.check(section, "keys and ids of others' children and records", "none", hits or "none")
    proof.check(section, "rows of another authority outside shared tables", 0, rows_of_others)
    proof.fact(
        f"{cells:,} distinct texts of {len(TEN) * len(DATABASES)} databases held against "
        f"{sum(len(one) for one in keys.values()):,} keys and ids"
    )


def _is_small(number: int | None) -> bool:
    return number is not None and 1 <= number <= 5


def _counts(proof: Proof, home: Path, truth: dict[Cell, tuple[int, int | None]]) -> None:
    section = "No count of one to five"
    small = {
        key
        for key, (top, bottom) in truth.items()
        if _is_small(top) or (bottom is not None and _is_small(bottom - top))
    }
    proof.check(section, "there are small counts to find", True, len(small) > 100)
    given = {(code, key): one for code in TEN for key, one in ten.shared(home, code).items()}
    told = [key for _, key in given if key in small]
    names = sorted({f"{key[1]} {key[2]}" for key in told})
    proof.check(section, "shared figures whose count, or the rest, is one to five", [], names)
    odd = [one for one in given.values() if one[0] % 5 or (one[1] or 0) % 5]
    proof.check(section, "shared numbers that are no multiple of five", 0, len(odd))
    proof.fact(f"{len(given):,} shared figures; {len(small):,} small counts among the true ones")


def _differences(proof: Proof, home: Path, truth: dict[Cell, tuple[int, int | None]]) -> None:
    """Every two figures of one authority set against each other, as a reader could.

    A multiple of five leaves every number open that rounds to it, any other only itself. A
    difference tells a count of one to five if all that is left open lies between one and five.
    """
    section = "No difference of two figures tells one"
    pairs = small = told = 0
    for la_code in TEN:
        series: dict[tuple[str, str], list[tuple[Cell, int]]] = defaultdict(list)
        for key, (top, bottom, _) in ten.shared(home, la_code).items():
            series[(key[0], key[2])].append((key, top))
            if bottom is not None:
                series[(key[0], key[2])].append((key, bottom))
        for figures in series.values():
            for first, one in figures:
                for second, other in figures:
                    slack = sum(2 for number in (one, other) if number % 5 == 0)
                    pairs += 1
                    told += one - other - slack >= 1 and one - other + slack <= 5
                    if first != second and first in truth and second in truth:
                        small += _is_small(truth[first][0] - truth[second][0])
    proof.check(section, "pairs whose true difference is one to five", True, small > 100)
    proof.check(section, "pairs that say so", 0, told)
    proof.fact(f"{pairs:,} pairs of shared numbers subtracted; {small:,} true differences 1 to 5")


def _printed(proof: Proof, home: Path) -> None:
    section = "On the screen"
    for la_code in TEN[:2]:
        _, text = kpi(home, "show", "--la", la_code, "--compare", "--kpi", "referrals_received")
        proof.check(section, f"{la_code}: the consortium's average", True, "consortium" in text)
