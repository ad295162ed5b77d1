"""From one child of a CIN Census return to rows of the canonical tables.

Belongs here: what each element means, the keys the return does not have, which conference led to
which plan. Does not belong here: element names (``cin_census_tree``), reading XML (``xml_text``),
whether a value is valid (``pipelines.canonical``).

The return gives no record a number of its own. A key is made of the child, the kind of record,
the date it begins and, where a child has several of one kind and day, their order: the same
record in next month's return so has the same key.
"""

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from pipelines.canonical.values import Breach, parse_date, parse_flag
from pipelines.sources.cin_census_tree import FEEDS, PARTS, VALUES, Feed, Part
from pipelines.sources.table_rows import TableRows
from pipelines.sources.xml_text import Element

SEXES: Mapping[str, str] = {"1": "M", "2": "F", "0": "U", "9": "U", "I": "U"}
_LATEST_YEAR = 9_999
_NOTHING = Part(frozenset())
Leaves = dict[str, str | None]
Parts = dict[str, list[Element]]


@lru_cache(maxsize=65_536)
def _day(text: str | None) -> str:
    """A date as it stands in a key; a text that is no date stands for itself."""
    if text is None:
        return "undated"
    parsed = parse_date(text, _LATEST_YEAR)
    return text if isinstance(parsed, Breach) else f"{parsed:%Y%m%d}"


class Unknown:
    """Elements nobody knows or that come once too often, by where they stand, with lines."""

    def __init__(self) -> None:
        self.elements: dict[str, list[int]] = {}
        self.repeated: dict[str, list[int]] = {}


class ChildRows:
    """Rows of every table, filled child by child."""

    def __init__(self, tables: Mapping[str, TableRows]) -> None:
        self.unknown = Unknown()
        self.children_count = 0
        self._to = tables
        self._used: Counter[tuple[str, str]] = Counter()
        self._conference_lines: dict[str, int] = {}

    def add(self, child: Element) -> None:
        """Everything one ``Child`` element holds."""
        self.children_count += 1
        self._used.clear()
        self._conference_lines.clear()
        once, parts = self._split(child)
        for name in ("childidentifiers", "childcharacteristics"):
            for element in parts.get(name, ()):
                more, inner = self._split(element)
                for leaf, text in more.items():
                    once.setdefault(leaf, text)
                parts.setdefault("disabilities", []).extend(inner.get("disabilities", ()))
        who = once.get("lachildid")
        self._person(child, who, once)
        self._disabilities(who, parts)
        for details in parts.get("cindetails", ()):
            self._episode(who, details)

    def _split(self, element: Element) -> tuple[Leaves, Parts]:
        """The values an element holds once, and its parts; the rest is counted as unknown."""
        known = PARTS.get(element.name, _NOTHING)
        leaves: Leaves = {}
        parts: Parts = {}
        for child in element.children:
            name = child.name
            if name in known.leaves and not child.children:
                if name in leaves:
                    self._remember(self.unknown.repeated, element, child)
                else:
                    leaves[name] = child.text
            elif name in known.parts:
                parts.setdefault(name, []).append(child)
            else:
                self._remember(self.unknown.elements, element, child)
        return leaves, parts

    def _remember(self, where: dict[str, list[int]], parent: Element, child: Element) -> None:
        where.setdefault(f"{parent.name}/{child.name}", []).append(child.line)

    def _key(self, who: str | None, kind: str, text: str | None) -> str:
        """The key of one record: child, kind, day and, from the second on that day, its number."""
        day = _day(text)
        self._used[kind, day] += 1
        number = self._used[kind, day]
        return f"{who}-{kind}-{day}" + (f"-{number}" if number > 1 else "")

    def _person(self, child: Element, who: str | None, once: Leaves) -> None:
        sex = once.get("sex") or once.get("gendercurrent")
        self._to["person"].add(
            child.line,
            who,
            SEXES.get(sex.upper(), sex.upper()) if sex else None,
            once.get("ethnicity"),
            once.get("personbirthdate"),
            once.get("expectedpersonbirthdate"),
            once.get("persondeathdate"),
            once.get("upnunknown"),
        )
        for name, kind in (("upn", "Unique Pupil Number"), ("formerupn", "Former UPN")):
            if once.get(name):
                self._to["linked_identifiers"].add(
                    child.line, f"{who}-{name.upper()}", who, kind, once[name]
                )

    def _disabilities(self, who: str | None, parts: Parts) -> None:
        for group in parts.get("disabilities", ()):
            for item in self._values(group, "disability"):
                self._to["disability"].add(item.line, f"{who}-DIS-{item.text}", who, item.text)

    def _values(self, parent: Element, name: str) -> list[Element]:
        """The repeated values of one name below ``parent``; blank ones hold nothing."""
        _, parts = self._split(parent)
        return [item for item in parts.get(name, ()) if item.text and name in VALUES]

    def _episode(self, who: str | None, details: Element) -> None:
        once, parts = self._split(details)
        referral = self._key(who, "REF", once.get("cinreferraldate"))
        self._to["cin_episodes"].add(
            details.line,
            referral,
            who,
            once.get("cinreferraldate"),
            once.get("primaryneedcode"),
            once.get("referralsource"),
            once.get("referralnfa"),
            once.get("reasonforclosure"),
            once.get("cinclosuredate"),
        )
        for element in parts.get("assessments", ()):
            self._assessment(who, referral, element)
        for element in parts.get("cinplandates", ()):
            dates, _ = self._split(element)
            start = dates.get("cinplanstartdate")
            key = self._key(who, "CINP", start)
            self._to["cin_plans"].add(
                element.line, key, referral, who, start, dates.get("cinplanenddate")
            )
        conferences = [self._enquiry(who, referral, one) for one in parts.get("section47", ())]
        conferences.append(_Conference(details.line, once.get("dateofinitialcpc")))
        held = [one for one in conferences if one.text]
        begun = self._plans(who, referral, parts, {_day(one.text) for one in held})
        for one in held:
            self._conference(who, referral, one, begun.get(_day(one.text)))
        for element in parts.get("preproceedingsandfgdm", ()):
            self._pre_proceedings(who, element)

    def _assessment(self, who: str | None, referral: str, element: Element) -> None:
        once, parts = self._split(element)
        start = once.get("assessmentactualstartdate")
        key = self._key(who, "ASM", start)
        self._to["cin_assessments"].add(
            element.line, key, who, referral, start, once.get("assessmentauthorisationdate")
        )
        groups = parts.get("factorsidentifiedatassessment", [])
        factors = [item for group in groups for item in self._values(group, "assessmentfactors")]
        factors += [item for item in parts.get("assessmentfactors", ()) if item.text]
        if factors:
            found = {str(item.text).upper(): "Y" for item in factors}
            line = (groups or factors)[0].line
            self._to["assessment_factors"].add(
                line, f"{key}-FAC", key, json.dumps(found, sort_keys=True)
            )

    def _enquiry(self, who: str | None, referral: str, element: Element) -> "_Conference":
        """An enquiry; the day it ended is not in the return."""
        once, _ = self._split(element)
        start = once.get("s47actualstartdate")
        key = self._key(who, "S47", start)
        answer = parse_flag(once.get("icpcnotrequired") or "")
        said = None if isinstance(answer, Breach) else "NY"[answer]
        outcome = json.dumps({"ICPC_NOT_REQUIRED": said}) if said else None
        held = once.get("dateofinitialcpc")
        # a conference still to come is no outcome: `false` alone says only that there will be one
        is_open = answer is False and held is None
        not_required = None if is_open else once.get("icpcnotrequired")
        self._to["s47_enquiry"].add(element.line, key, referral, who, start, not_required, outcome)
        return _Conference(element.line, held, key, once.get("initialcpctarget"))

    def _plans(
        self, who: str | None, referral: str, parts: Parts, conference_days: set[str]
    ) -> dict[str, str]:
        """Protection plans with their reviews; the key of the first plan that began on each day."""
        begun: dict[str, str] = {}
        for element in parts.get("childprotectionplans", ()):
            once, inner = self._split(element)
            start = once.get("cppstartdate")
            key, day = self._key(who, "CPP", start), _day(start)
            begun.setdefault(day, key)
            self._to["cp_plans"].add(
                element.line,
                key,
                referral,
                f"{who}-ICPC-{day}" if day in conference_days else None,
                who,
                start,
                once.get("cppenddate"),
                once.get("initialcategoryofabuse"),
                # plans a child has with another authority are not part of the return
                "N",
                once.get("latestcategoryofabuse"),
            )
            reviews = [item for item in inner.get("cppreviewdate", ()) if item.text]
            for group in inner.get("reviews", ()):
                reviews += self._values(group, "cppreviewdate")
            for item in reviews:
                # the same day twice is one conference said twice, so no number is added
                review = f"{key}-REV-{_day(item.text)}"
                self._to["cp_reviews"].add(item.line, review, who, key, item.text)
        return begun

    def _conference(
        self, who: str | None, referral: str, one: "_Conference", plan: str | None
    ) -> None:
        """A conference, once: the return may name it in a Section47 and in its CINdetails too."""
        rows, day = self._to["initial_cp_conference"], _day(one.text)
        cells = (
            f"{who}-ICPC-{day}",
            one.enquiry,
            who,
            plan,
            referral,
            # beside the enquiries stands the conference of a child who moved here on a plan
            "YN"[one.enquiry is not None],
            one.target,
            one.text,
            # a plan begins on the day of the conference that decided on it (rule 2885)
            "NY"[plan is not None],
        )
        first = self._conference_lines.get(day)
        if first is None:
            self._conference_lines[day] = one.line
            rows.add(one.line, *cells)
            return
        message = (
            f"`DateOfInitialCPC` is the conference already given on {rows.head.position_word}"
            f" {first}; give each conference once (rule 2884)"
        )
        rows.reject(one.line, "conference_again", message, cells, "icpc_date")

    def _pre_proceedings(self, who: str | None, element: Element) -> None:
        once, _ = self._split(element)
        names = FEEDS_BY_TABLE["pre_proceedings"].columns
        cells = [once.get(name.lower()) for name in list(names.values())[2:]]
        key = self._key(who, "PRE", once.get("ppstartdate"))
        self._to["pre_proceedings"].add(element.line, key, who, *cells)


@dataclass(frozen=True)
class _Conference:
    """An initial conference as named in one place of the return."""

    line: int
    text: str | None
    enquiry: str | None = None
    target: str | None = None


FEEDS_BY_TABLE: Mapping[str, Feed] = {feed.table: feed for feed in FEEDS}
