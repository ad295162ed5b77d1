"""Labels: every form a coded value takes, and a council's own synonyms."""

from pathlib import Path

import pytest

from pipelines.canonical.codes import load_codes
from pipelines.errors import DataProblem
from pipelines.sources.labels import code_set, known_sets

PREFIXED = {
    "sex": {"a) Male": "M", "b) Female": "F", "c) Not stated/recorded (or unborn)": "U", "1": "M"}
    | {"d) Neither": "I", "Unborn": "U", "9": "U", "Non-Binary": "I", "Transgender": "I"},
    "ethnicity": {"a) WBRI": "WBRI", "s) NOBT": "NOBT", "t) NOBT": "NOBT", "u) UNKNOWN": "NOBT"}
    | {"A3": "WOTH", "A4": "WIRT", "E1": "CHNE", "wbri - White British": "WBRI"},
    "referral_source": {"a) 1A: Individual": "1A", "p1) 5D": "5D", "u) 10: Unknown": "10"}
    | {"q) 6: Police": "6", "6": "6", "6.0": "6", "6 - Police": "6", "6: Police": "6"}
    | {"6 Police": "6", "Police": "6", " POLICE ": "6", "m) 4: Housing": "4", "Schools": "2A"},
    "flag": {
        "a) Yes": "Y",
        "b) No": "N",
        "1 - Yes": "Y",
        "0": "N",
        "True": "Y",
        "c) Unknown": None,
    },
    "referral_nfa": {"NFA": "Y", "FA": "N", "No further action": "Y", "Further action": "N"},
    "disability": {"MOB": "MOB", "NONE": "NONE", "a) Yes": "YES", "b) No": "NONE", "DDA": "DDA"},
    "primary_need": {"N1a": "N1", "N5SA": "N5", "N7.ASYL37": "N7", "N1 - Abuse or neglect": "N1"}
    | {"Abuse, neglect and exploitation": "N1"},
    "closure_reason": {"RC7": "RC7", "RC8 - After assessment NFA": "RC8"},
    "case_status": {"a) Looked after child": "CLA", "e) Closed episode": "CLOSED"},
    "abuse_category": {"a) Neglect": "NEG", "e) Multiple/not recommended": "MUL", "NEG": "NEG"},
    "legal_status": {"C2": "C2", "V2 S20 single period": "V2", "Remand": "J1", "v4": "V4"},
    "permanence_plan": {"g) Other": "OTHER", "c) SGO/CAO": "SGO_CAO"},
    "cla_ceased_reason": {"a) E11 Adopted unopposed": "E11", "v) E17": "E17", "u) X1": "X1"},
    "placement_type": {"f) U6": "U6", "o) K1": "K1", "P1 parents": "P1", "Children's homes": "K2"},
    "placement_provider": {"b) PR1 Own provision": "PR1", "Parents/PR": "PR0"},
    "placement_location": {"a) In": "IN", "b) Out": "OUT", "Yes": "IN"},
    "eligibility": {"b) Former relevant child": "Former relevant child"},
    "in_touch": {"a) Yes": "YES", "d) Refu": "REFU", "e) NREQ": "NREQ", "f) Rhom": "RHOM"},
    "accommodation": {"B With parents/relatives": "B", "U": "U", "W: B&B": "W", "Custody": "X"},
    "suitability": {"a) Suitable": "1", "b) Unsuitable": "2", "0": "2"},
    "activity": {"F1": "F1", "G4 - NEET illness/disability": "G4", "f2": "F2"},
    "adoption_reversal": {"RD1 needs changed": "RD1", "RD4": "RD4"},
    "adopter_left": {"a) 1": "1", "Withdrew": "1", "3 - refused": "3"},
}


@pytest.mark.parametrize(
    ("name", "label", "code"),
    [(name, label, code) for name, labels in PREFIXED.items() for label, code in labels.items()],
)
def test_forms(name: str, label: str, code: str | None):
    resolved = code_set(name).resolve(label)
    assert (resolved.code, resolved.is_known) == (code, True)


@pytest.mark.parametrize("form", ["{code}", "{code} - {label}", "{code}: {label}", "{label}"])
def test_every_code_of_every_list_in_every_plain_form(form: str):
    for one in load_codes():
        written = form.format(code=one.code, label=one.label)
        assert code_set(one.code_set).resolve(written).code == one.code, (one.code_set, written)
        prefixed = code_set(one.code_set).resolve(f"q) {written}")
        assert prefixed.code == one.code, (one.code_set, written)


@pytest.mark.parametrize(
    "label", ["Polise", "11", "Police and schools", "", "CS Assessment Updated"]
)
def test_what_is_not_known_stays_as_it_is(label: str):
    resolved = code_set("referral_source").resolve(label)
    assert (resolved.code, resolved.is_known) == (label, False)


def own(folder: Path, *lines: str) -> Path:
    folder.mkdir(exist_ok=True)
    (folder / "synonyms.csv").write_text("\n".join(["code_set,label,code", *lines]) + "\n")
    return folder


def test_a_council_adds_and_overrides_synonyms_without_python(tmp_path: Path):
    settings = own(tmp_path / "999", "referral_source,The Old Bill,6", "referral_source,Police,7")
    assert code_set("referral_source", settings).resolve("the old  bill").code == "6"
    assert code_set("referral_source", settings).resolve("q) Police").code == "7"
    assert not code_set("referral_source").resolve("The Old Bill").is_known


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("colour,Blue,6", "line 3: there is no code set `colour`"),
        ("referral_source,Blue,66", "line 3: `66` is not a code of `referral_source`"),
        ("referral_source,,6", "line 3: write code_set,label,code"),
        ("referral_source,a,6,more", "line 3: write code_set,label,code"),
    ],
)
def test_a_faulty_synonym_is_refused_with_its_line(line: str, words: str, tmp_path: Path):
    settings = own(tmp_path / "999", "referral_source,Fine,6", line)
    with pytest.raises(DataProblem, match=words):
        code_set("referral_source", settings)


def test_a_faulty_first_line_is_refused(tmp_path: Path):
    (tmp_path / "synonyms.csv").write_text("set;label;code\n")
    with pytest.raises(DataProblem, match="the first line must be code_set,label,code"):
        code_set("flag", tmp_path)


def test_every_set_can_be_resolved():
    assert set(PREFIXED) <= set(known_sets())
    for name in known_sets():
        code_set(name).resolve("x")
