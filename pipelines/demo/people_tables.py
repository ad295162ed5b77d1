"""Rows of people: persons, families, disabilities, immigration status.

Belongs here: how a child appears in the source system, under which id and invented name. Does
not belong here: what happens to the child (child_tables, care_tables).
"""

from pipelines.demo.profile import Row, Tables
from pipelines.demo.working_days import birthday
from pipelines.demo.world import Child, Referral, World

STEP_AFTER = 7919
SMALL_COUNCIL = 1_000_000


def person_id(child: Child) -> str:
    """The source's id of a child: six digits, some with leading zeros (eight past a million)."""
    width = 6 if child.number < SMALL_COUNCIL else 8
    return f"{(child.number * STEP_AFTER + 1234) % 10**width:0{width}d}"


def people_tables(world: World, kept: list[Referral]) -> Tables:
    """A row per child an extract can mention, and the families with more than one child."""
    tables: Tables = {name: [] for name in ("person", "family", "disability", "immigration_status")}
    named = {item.child for item in kept} | {item.child for item in world.contacts}
    sizes: dict[int, int] = {}
    for child in world.children:
        if child in named:
            sizes[child.family] = sizes.get(child.family, 0) + 1
    for child in world.children:
        if child not in named:
            continue
        key = person_id(child)
        tables["person"].append(_person(child, key))
        _about(tables, child, key, has_siblings=sizes[child.family] > 1)
    return tables


def _about(tables: Tables, child: Child, key: str, has_siblings: bool) -> None:
    """Family, disability and immigration status of one child."""
    if has_siblings:
        tables["family"].append(
            {
                "table_id": f"FAM{child.number:06d}",
                "family_id": f"F{child.family:06d}",
                "source_person_id": key,
                "_recorded_on": child.known_on,
            }
        )
    if child.is_disabled:
        code = ("LD", "AUT", "MOB", "COMM", "BEH")[child.number % 5]
        tables["disability"].append(
            {
                "source_person_id": key,
                "table_id": f"DIS{child.number:06d}",
                "disability_code": code,
                "_recorded_on": child.known_on,
            }
        )
    if child.is_uasc and child.born:
        tables["immigration_status"].append(
            {
                "source_person_id": key,
                "immigration_status_id": f"IMM{child.number:06d}",
                "immigration_status": "UASC",
                "immigration_status_start_date": child.known_on,
                "immigration_status_end_date": birthday(child.born, 18),
            }
        )


def _person(child: Child, key: str) -> Row:
    """One person; a child known before birth gets a date of birth when born."""
    row: Row = {
        "source_person_id": key,
        "forename": "Synthetic",
        "surname": f"Child {key}",
        "sex": child.sex,
        "gender": child.sex,
        "ethnicity": child.ethnicity,
        "dob": child.born,
        "upn_unknown": None,
        "send_flag": child.is_disabled,
        "expected_dob": child.expected,
        "is_mother": False,
        "_recorded_on": child.known_on,
    }
    if child.expected is not None:
        row |= {"dob": None, "sex": "U", "gender": "U"}
        if child.born is not None:
            born = {"dob": child.born, "sex": child.sex, "gender": child.sex}
            row["_changes"] = [(child.born, born)]
    return row
