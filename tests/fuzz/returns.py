"""The yearly returns damaged: their XML as text, elements and bytes, and the modules of the 903.

Belongs here: sound small returns and damage to XML. Does not belong here: other files
(``subjects``, ``other_files``).
"""

import csv
import io
import random
import re
from pathlib import Path
from xml.sax.saxutils import escape

from tests.fuzz.damaged import Damaged
from tests.fuzz.mutate import NASTY, Rows, change_bytes, change_cells, change_shape
from tests.sources.test_cin_census import census, child
from tests.sources.test_ssda903 import CSV, XML
from tests.sources.test_ssda903 import EPISODES as EPISODE_COLUMNS

_LEAF = re.compile(r"<(\w+)>([^<>]*)</\1>")
_DETAILS = """<CINclosureDate>2015-02-03</CINclosureDate><ReasonForClosure>RC7</ReasonForClosure>
<Assessments><AssessmentActualStartDate>2014-05-07</AssessmentActualStartDate>
<AssessmentAuthorisationDate>2014-06-20</AssessmentAuthorisationDate>
<FactorsIdentifiedAtAssessment><AssessmentFactors>1A</AssessmentFactors>
<AssessmentFactors>3B</AssessmentFactors></FactorsIdentifiedAtAssessment></Assessments>
<Section47><S47ActualStartDate>2014-06-01</S47ActualStartDate>
<DateOfInitialCPC>2014-06-12</DateOfInitialCPC><ICPCnotRequired>0</ICPCnotRequired></Section47>
<ChildProtectionPlans><CPPstartDate>2014-06-12</CPPstartDate>
<InitialCategoryOfAbuse>NEG</InitialCategoryOfAbuse><NumberOfPreviousCPP>0</NumberOfPreviousCPP>
<Reviews><CPPreviewDate>2014-09-01</CPPreviewDate><CPPreviewDate>2015-02-01</CPPreviewDate></Reviews>
</ChildProtectionPlans>"""
_EPISODES = (
    "1,02/05/2014,S,V2,N1,U4,PR1,01/06/2014,X1,CARPL,AB1 2CD,AB1 3EF,SC1",
    "1,01/06/2014,P,V2,N1,K2,PR4,,,,AB1 2CD,AB1 3EF,SC2",
    "2,01/04/2013,S,C2,N1,U6,PR1,30/09/2014,E4A,,AB1 2CD,AB1 3EF,",
    "3,01/01/2015,S,V2,N4,U4,PR1,,,,AB1 2CD,AB1 3EF,",
)


def _change_text(rng: random.Random, text: str) -> str:
    """Some texts of elements replaced; how many elements there are does not change."""
    for _ in range(rng.choice((1, 1, 2, 8))):
        leaf = rng.choice(list(_LEAF.finditer(text)))
        value = rng.choice(NASTY)
        said = "" if value is None else escape(str(value))
        text = text[: leaf.start(2)] + said + text[leaf.end(2) :]
    return text


def _change_elements(rng: random.Random, text: str) -> str:
    """An element lost, doubled, renamed, moved, nested, given attributes or text beside it."""
    leaves = list(_LEAF.finditer(text))
    leaf, other = rng.choice(leaves), rng.choice(leaves)
    whole, name, inner = leaf.group(0), leaf.group(1), leaf.group(2)
    made = rng.choice(
        (
            "",
            whole * 2,
            whole * 50,
            f"<Else>{inner}</Else>",
            f"<{name}><{name}>{inner}</{name}></{name}>",
            f'<{name} unit="x" xmlns:a="b">{inner}</{name}>',
            f"<x:{name}>{inner}</x:{name}>",
            f"stray {whole} text",
            f"<!-- {whole} -->",
            f"<![CDATA[{inner}]]>",
            f"<{name.upper()}>{inner}</{name.upper()}>",
            f"<{name}/>",
            other.group(0),
            f"<{name}>{inner}",
            f"{inner}</{name}>",
            f"<{name}>&{inner};</{name}>",
        )
    )
    return text[: leaf.start()] + made + text[leaf.end() :]


def _xml(rng: random.Random, path: Path, text: str, part: str, children: int) -> Damaged:
    kind = rng.choice(("cells", "cells", "shape", "bytes"))
    if kind == "cells":
        text = _change_text(rng, text)
    elif kind == "shape":
        text = _change_elements(rng, text)
    content = text.encode("utf-8", "surrogatepass")
    path.write_bytes(change_bytes(rng, content) if kind == "bytes" else content)
    rows: Rows = [["child", "id"], *([str(n), "x"] for n in range(children))]
    return Damaged(path, kind, {part: rows} if kind == "cells" else {}, {part: "person"})


def cin_census(rng: random.Random, folder: Path) -> Damaged:
    """A census of three children with everything."""
    text = census("".join(child(_DETAILS, who=f"{number:05d}") for number in range(3)))
    return _xml(rng, folder / "cin.xml", text, "Child", 3)


def ssda903_xml(rng: random.Random, folder: Path) -> Damaged:
    """The 903 of two children as XML."""
    start, rest = XML.split("<CHILD>")
    one, end = rest.split("</CHILD>")
    both = "".join(f"<CHILD>{one.replace('00123', who)}</CHILD>" for who in ("00123", "00124"))
    return _xml(rng, folder / "903.xml", f"{start}{both}{end}", "Header", 2)


# what must meet every row of each module
_MAIN = {
    "Header": "person",
    "Episodes": "cla_episodes",
    "Reviews": "cla_reviews",
    "UASC": "immigration_status",
    "Missing": "missing",
    "PrevPerm": "cla_previous_permanence",
    "SocialWorker": "involvements",
    "OC3": "care_leavers",
}
_NAMES = ("header", "episodes", "episodes", "episodes", "reviews", "uasc", "oc2", "oc3", "ad1")
_NAMES += ("placed_adoption", "prev_perm", "missing", "social_worker")
_MODULE = {
    "header": "Header",
    "episodes": "Episodes",
    "reviews": "Reviews",
    "uasc": "UASC",
    "missing": "Missing",
    "prev_perm": "PrevPerm",
    "social_worker": "SocialWorker",
    "oc3": "OC3",
}


def ssda903(rng: random.Random, folder: Path) -> Damaged:
    """One module of the 903 as CSV; episodes of several children more often than others."""
    name = rng.choice(_NAMES)
    header, row = CSV[name]
    lines = [header, *(row.replace("00123", f"0012{n}") for n in range(3))]
    if name == "episodes":
        lines = [EPISODE_COLUMNS, *_EPISODES]
    rows: Rows = [[*cells] for cells in csv.reader(io.StringIO("\n".join(lines)))]
    kind = rng.choice(("cells", "cells", "shape", "bytes"))
    if kind in ("cells", "shape"):
        rows = (change_cells if kind == "cells" else change_shape)(rng, rows)
    text = io.StringIO(newline="")
    csv.writer(text).writerows([["" if c is None else c for c in row] for row in rows])
    path = folder / f"{name}.csv"
    content = text.getvalue().encode("utf-8", "surrogatepass")
    path.write_bytes(change_bytes(rng, content) if kind == "bytes" else content)
    module = _MODULE.get(name)
    known = {module: rows} if kind == "cells" and module else {}
    return Damaged(path, kind, known, _MAIN)
