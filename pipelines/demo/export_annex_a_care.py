"""Lists 8 to 11 of an exported Annex A workbook: care, leaving care, adoption, adopters.

Belongs here: these lists. Does not belong here: the other lists (``export_annex_a``).
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from pipelines.demo.annex_a_council import TWELVE, Council, Record, label, yes_no

_PERSON = "source_person_id"
_FAR = date(9999, 12, 31)
_SHORT_BREAKS = ("V3", "V4")
_ELIGIBILITY = ("Relevant child", "Former relevant child", "Qualifying care leaver")
_IN_TOUCH = {"YES": "a) Yes", "NO": "b) No", "DIED": "c) Died", "REFU": "d) Refu"}
_IN_TOUCH |= {"NREQ": "e) NREQ", "RHOM": "f) Rhom"}
_SUITABLE = {"1": "a) Suitable", "2": "b) Unsuitable"}
_CHECKS = {"health": "health", "dental": "dent"}


def children_in_care(council: Council) -> Iterable[Record]:
    """List 8: each child's latest period of care, current or ended in the window."""
    statuses = council.latest_of("legal_status", "legal_status_start_date")
    placements = council.latest_of("cla_placement", "cla_placement_start_date")
    checks = _checks(council)
    visits = council.latest_days("cla_visits", "cla_visit_date")
    reviews = _reviews(council)
    periods = council.latest_of_child(_periods(council), "start", "ceased")
    for period in periods:
        person = period[_PERSON]
        status, placement = statuses.get(person, {}), placements.get(person, {})
        if status.get("legal_status") in _SHORT_BREAKS:
            continue
        yield (
            council.child(period)
            | council.holder(person)
            | checks.get(person, {})
            | {
                "uasc": yes_no(person in council.unaccompanied),
                "start": period["start"],
                "need": period["need"],
                "again": "b) No",
                "status_start": status.get("legal_status_start_date"),
                "status": status.get("legal_status"),
                "review": reviews.get(period["cla_id"]),
                "visit": visits.get(person),
                "iro_contact": period["iro_contact"],
                "placements_12m": 1,
                "ceased": period["ceased"],
                "reason": label("cla_ceased_reason", period["reason"]),
                "placement_start": placement.get("cla_placement_start_date"),
                "placement_type": label("placement_type", placement.get("cla_placement_type")),
                "provider": label("placement_provider", placement.get("cla_placement_provider")),
                "postcode": placement.get("cla_placement_postcode"),
                "urn": placement.get("cla_placement_urn"),
                "location": "a) In",
                "authority": "Not recorded",
                "missing_12m": _missing(council, person),
                "absent_12m": 0,
            }
        )


def _periods(council: Council) -> list[Record]:
    """Periods of care, made from their episodes."""
    found: dict[str, Record] = {}
    rows = council.rows("cla_episodes")
    for row in sorted(rows, key=lambda one: (one["cla_episode_start_date"], one["cla_episode_id"])):
        begun = row["entered_care_date"] or row["cla_episode_start_date"]
        period = found.setdefault(
            row["cla_id"], {_PERSON: row[_PERSON], "cla_id": row["cla_id"], "start": begun}
        )
        period |= {
            "need": row["cla_primary_need_code"],
            "ceased": row["cla_episode_ceased_date"],
            "reason": row["cla_episode_ceased_reason"],
            "iro_contact": row["cla_last_iro_contact_date"],
        }
    return list(found.values())


def _reviews(council: Council) -> dict[str, date]:
    """The latest review held, by period of care."""
    found: dict[str, date] = {}
    for row in council.rows("cla_reviews"):
        day = row["cla_review_date"]
        if day is not None and day <= council.month_end and not row["cla_review_cancelled"]:
            found[row["cla_id"]] = max(day, found.get(row["cla_id"], day))
    return found


def _checks(council: Council) -> dict[str, Record]:
    """The latest health assessment and dental check, by child."""
    found: defaultdict[str, Record] = defaultdict(dict)
    for row in council.rows("cla_health"):
        kind, day = (row["health_check_type"] or "").casefold(), row["health_check_date"]
        if day is None or day > council.month_end:
            continue
        for name, word in _CHECKS.items():
            if word in kind:
                own = found[row[_PERSON]]
                own[name] = max(day, own.get(name, day))
    return found


def _missing(council: Council, person: str) -> int:
    return sum(
        row[_PERSON] == person and council.is_recent(row["missing_episode_start_date"], TWELVE)
        for row in council.rows("missing")
    )


def care_leavers(council: Council) -> Iterable[Record]:
    """List 9: everyone entitled."""
    for row in council.rows("care_leavers"):
        kind = row["care_leaver_eligibility"]
        letter = "abc"[_ELIGIBILITY.index(kind)] if kind in _ELIGIBILITY else "e"
        yield council.child(row) | {
            "uasc": yes_no(row[_PERSON] in council.unaccompanied),
            "team": row["care_leaver_allocated_team"],
            "worker": row["care_leaver_worker_id"],
            "adviser": row["care_leaver_personal_advisor"],
            "eligibility": f"{letter}) {kind}" if kind else None,
            "pathway": row["pathway_plan_review_date"],
            "in_touch": _IN_TOUCH.get(row["care_leaver_in_touch"] or ""),
            "contact": row["care_leaver_latest_contact"],
            "accommodation": row["care_leaver_accommodation"],
            "suitability": _SUITABLE.get(row["care_leaver_accom_suitable"] or ""),
            "activity": row["care_leaver_activity"],
        }


def adoption(council: Council) -> Iterable[Record]:
    """List 10: children with a decision for adoption, current or ended in twelve months."""
    families = {row[_PERSON]: row["family_id"] for row in council.rows("family")}
    entered = {period["cla_id"]: period["start"] for period in _periods(council)}
    for row in council.rows("permanence"):
        ended = row["decision_reversed_date"] or row["permanence_order_date"]
        if row["adm_decision_date"] is None or not council.is_current(ended, TWELVE):
            continue
        is_adopted = (row["permanence_order_type"] or "").casefold().startswith("adopt")
        yield council.child(row) | {
            "family": families.get(row[_PERSON]),
            "entered": entered.get(row["cla_id"]),
            "decision": row["adm_decision_date"],
            "placement_order": row["placement_order_date"],
            "matched": row["matched_date"],
            "placed": row["placed_for_adoption_date"],
            "order": row["permanence_order_date"] if is_adopted else None,
            "reversed": row["decision_reversed_date"],
            "reversed_reason": row["decision_reversed_reason"],
            "fostered": row["placed_ffa_cp_date"],
        }


def adopters(council: Council) -> Iterable[Record]:
    """List 11: adopters with an enquiry in twelve months."""
    for row in council.rows("adopters"):
        if council.is_recent(row["enquiry_date"], TWELVE):
            yield {
                "adopter_id": row["adopter_id"],
                "family": row["family_id"],
                "fosters": yes_no(row["fosters_for_adoption"]),
                "enquiry": row["enquiry_date"],
                "stage_1": row["stage_1_date"],
                "stage_2": row["stage_2_date"],
                "applied": row["application_date"],
                "approved": row["approval_date"],
                "left": row["left_date"],
                "left_reason": row["left_reason"],
            }
