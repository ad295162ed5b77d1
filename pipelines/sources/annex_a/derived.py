"""Columns worked out from a list's own columns, row by row.

Belongs here: what a row of one list says in other words. Does not belong here: anything that needs
a second list (``joined``).
"""

import json

from pipelines.sources.annex_a.rows import Cells, ListRows
from pipelines.sources.annex_a.translate import child, day, key_of, with_columns

_OTHER_WAY = {"Y": "N", "N": "Y"}


def derive(listed: ListRows) -> ListRows:
    """The list with the columns its feeds expect besides those it has."""
    work = {
        3: _referrals,
        4: _assessments,
        5: _enquiries,
        8: _care,
        10: _adoption,
    }.get(listed.found.layout.number)
    return work(listed) if work else listed


def _referrals(listed: ListRows) -> ListRows:
    """A referral that ended in no further action ended on its day: list 6 never holds it."""
    days, nfa = listed.cells("referral_date"), listed.cells("nfa")
    return with_columns(
        listed,
        closed_as_nfa=[on if flag == "Y" else None for on, flag in zip(days, nfa, strict=True)],
    )


def _assessments(listed: ListRows) -> ListRows:
    """Support from social care needed: yes is no "no further action", and the other way."""
    return with_columns(
        listed, no_support=[_OTHER_WAY.get(text or "") for text in listed.cells("support")]
    )


def _enquiries(listed: ListRows) -> ListRows:
    """The enquiry's outcome, if it has one: no conference needed, or a conference held."""
    unnecessary, held = listed.cells("unnecessary"), listed.cells("conference")
    return with_columns(
        listed,
        enquiry_nfa=[
            "N" if conference else ("Y" if flag == "Y" else None)
            for flag, conference in zip(unnecessary, held, strict=True)
        ],
    )


def _care(listed: ListRows) -> ListRows:
    """The permanence plan as the standard keeps plans."""
    plans: Cells = [
        json.dumps({"PERMANENCE_PLAN": text}) if text else None
        for text in listed.cells("permanence_plan")
    ]
    return with_columns(listed, permanence_json=plans)


def _adoption(listed: ListRows) -> ListRows:
    """The kind of order, and the period of care the decision was made in."""
    persons = [child(text) for text in listed.cells("child_id")]
    entered = [day(text) for text in listed.cells("entered")]
    periods: Cells = [
        key_of(person, begun) if person and begun else None
        for person, begun in zip(persons, entered, strict=True)
    ]
    orders: Cells = ["Adoption" if text else None for text in listed.cells("order")]
    return with_columns(listed, care_period=periods, order_type=orders)


def unaccompanied(listed: ListRows) -> ListRows:
    """The status of children marked as unaccompanied asylum seekers; the lists give no dates."""
    return with_columns(
        listed, uasc_status=["UASC" if flag == "Y" else None for flag in listed.cells("uasc")]
    )
