"""The front door: contacts received, referrals made, next steps decided.

Belongs here: who is contacted about or referred on which day and when the decision falls.
Does not belong here: what follows a referral (assessing, protection, care).
"""

import random
from datetime import date, timedelta

from pipelines.demo.people import new_child, new_family, weighted
from pipelines.demo.volumes import MonthVolumes
from pipelines.demo.working_days import Month, WorkingDays, add_months
from pipelines.demo.world import Child, Contact, Referral, World

SOURCES = (
    ("6", 31), ("2A", 17), ("3A", 9), ("3B", 5), ("3E", 4), ("5A", 8), ("1A", 8), ("1C", 4),
    ("4", 3), ("7", 4), ("8", 4), ("9", 3),
)  # fmt: skip
REASONS = (("DA", 27), ("NEG", 18), ("PHY", 14), ("EMO", 10), ("SAB", 6), ("FAM", 15), ("OTH", 10))
NEEDS = (("N1", 62), ("N5", 14), ("N4", 10), ("N3", 5), ("N2", 5), ("N6", 3), ("N8", 1))
NFA_SHARE_OF_UNASSESSED = 0.2
FINAL_REASONS = ("RC1", "RC2", "RC4", "RC5")
ADULT_AGE = 18
KNOWN_CHILD_SHARE = 0.45
RECENTLY_KNOWN = 4000


def due_days(days: WorkingDays, month: Month) -> list[date]:
    """Working days whose next working day lies in the month, oldest first."""
    first = days.on_or_before(month.first - timedelta(days=1))
    return days.in_span(first, days.add(month.last, 0) - timedelta(days=1))


def receive_referrals(
    world: World, days: WorkingDays, rng: random.Random, month: Month, volumes: MonthVolumes
) -> list[Referral]:
    """The month's referrals (by due date), the given number of them re-referrals."""
    all_days = due_days(days, month)
    first, other_days = all_days[0], all_days[1:]
    if volumes.first_day is None:
        groups = [(all_days, volumes.referrals, volumes.re_referrals)]
    else:
        count, again = volumes.first_day
        groups = [
            ([first], count, again),
            (other_days, volumes.referrals - count, volumes.re_referrals - again),
        ]
    made: list[Referral] = []
    for choices, count, again in groups:
        made += _again(world, rng, choices, again)
        made += _long_ago(world, rng, choices, (count - again) // 12)
        wanted = count - sum(referral.on in choices for referral in made)
        while wanted > 0:
            on = rng.choice(choices)
            family = new_family(world, rng, on, wanted)
            source, need = weighted(rng, SOURCES), weighted(rng, NEEDS)
            made += [_refer(world, child, on, source, need) for child in family]
            wanted -= len(family)
    made.sort(key=lambda referral: (referral.on, referral.number))
    return made


def _again(world: World, rng: random.Random, choices: list[date], count: int) -> list[Referral]:
    """Referrals of children whose last one was within twelve months and whose case has closed."""
    earliest = add_months(choices[-1], -12)
    known = []
    for referral in reversed(world.referrals):
        if referral.on < earliest - timedelta(days=40):
            break
        if referral.on >= earliest and _may_return(referral, choices):
            known.append(referral.child)
    return [
        _refer(world, child, rng.choice(choices), weighted(rng, SOURCES), weighted(rng, NEEDS))
        for child in rng.sample(known, min(count, len(known)))
    ]


def _long_ago(world: World, rng: random.Random, choices: list[date], count: int) -> list[Referral]:
    """Referrals of children last referred more than twelve months before."""
    latest = add_months(choices[0], -13)
    made: list[Referral] = []
    for referral in rng.sample(world.referrals, min(len(world.referrals), 12 * count)):
        if len(made) < count and referral.on < latest and _may_return(referral, choices):
            source, need = weighted(rng, SOURCES), weighted(rng, NEEDS)
            made.append(_refer(world, referral.child, rng.choice(choices), source, need))
    return made


def _may_return(last: Referral, choices: list[date]) -> bool:
    """True if this is the child's last referral, closed before these days, and may be followed."""
    return (
        last.closed_on is not None
        and last.closed_on < choices[0]
        and last.child.referrals[-1] is last
        and last.close_reason not in FINAL_REASONS
        and last.child.age_on(choices[-1]) < ADULT_AGE - 1
    )


def _refer(world: World, child: Child, on: date, source: str, need: str) -> Referral:
    """A new referral of a child, listed as open."""
    referral = Referral(world.number("referral"), child, on, source, need)
    child.referrals.append(referral)
    world.referrals.append(referral)
    world.open_referrals.append(referral)
    return referral


def decide(
    days: WorkingDays, rng: random.Random, referrals: list[Referral], volumes: MonthVolumes
) -> None:
    """Gives each referral its outcome and its decision date; late or undated beyond the quotas."""
    shuffled = rng.sample(referrals, len(referrals))
    unassessed = max(0, len(referrals) - volumes.assessed)
    for referral in shuffled[:unassessed]:
        referral.outcome = "nfa" if rng.random() < NFA_SHARE_OF_UNASSESSED else "advice"
        referral.stay_days = rng.randint(0, 4)
    quick = [item for item in shuffled if item.outcome == "nfa"]
    others = [item for item in rng.sample(referrals, len(referrals)) if item.outcome != "nfa"]
    for place, referral in enumerate(quick + others):
        if place < volumes.decided_on_time:
            wait = 0 if rng.random() < 0.45 else 1
        elif place < volumes.decided_on_time + volumes.undated:
            continue
        else:
            wait = rng.choices((2, 3, 4, 6, 9), (45, 25, 15, 10, 5))[0]
        referral.decided_on = days.add(referral.on, wait)


def receive_contacts(
    world: World,
    days: WorkingDays,
    rng: random.Random,
    month: Month,
    volumes: MonthVolumes,
    referrals: list[Referral],
) -> None:
    """The month's contacts (by due date): one behind each referral, and many that go no further."""
    contacts = [
        Contact(0, item.child, item.on, item.source, _reason(rng, item), None, is_referral=True)
        for item in referrals
    ]
    all_days = due_days(days, month)
    named = {(item.child, item.on) for item in contacts}
    known = [
        child
        for child in world.children[-RECENTLY_KNOWN:]
        if child.born and child.age_on(month.first) < ADULT_AGE - 1
    ]
    while len(contacts) < volumes.contacts:
        on = rng.choice(all_days)
        if known and rng.random() < KNOWN_CHILD_SHARE:
            child = rng.choice(known)
        else:
            child = new_child(world, rng, on, world.number("family"))
        if (child, on) not in named and child.known_on is not None and child.known_on <= on:
            named.add((child, on))
            contact = Contact(0, child, on, weighted(rng, SOURCES), weighted(rng, REASONS), None)
            contacts.append(contact)
    late = set(rng.sample(range(len(contacts)), len(contacts) - _on_time(volumes, contacts)))
    for place, contact in enumerate(contacts):
        wait = rng.choice((2, 2, 3, 4)) if place in late else rng.choice((0, 0, 1))
        contact.decided_on = days.add(contact.on, wait)
    for contact in sorted(contacts, key=lambda item: (item.on, item.child.number)):
        contact.number = world.number("contact")
        world.contacts.append(contact)


def _on_time(volumes: MonthVolumes, contacts: list[Contact]) -> int:
    """How many of the contacts made are decided in time."""
    missed = volumes.contacts - volumes.contacts_on_time
    return max(0, len(contacts) - missed)


def _reason(rng: random.Random, referral: Referral) -> str:
    """A contact reason that fits the referral's need."""
    return weighted(rng, REASONS) if referral.need == "N1" else rng.choice(("FAM", "OTH", "DA"))
