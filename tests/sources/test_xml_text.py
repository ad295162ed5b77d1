"""XML one record at a time: exact lines, what no return may hold, memory that does not grow."""

import subprocess
import sys
from pathlib import Path

import pytest

from pipelines.errors import DataProblem
from pipelines.sources import xml_text
from pipelines.sources.xml_text import Element, XmlRecords

RECORD = "<Child>\n<Id>1</Id>\n</Child>"


def records(
    tmp_path: Path, content: str | bytes, containers: frozenset[str] = frozenset({"children"})
) -> tuple[list[Element], XmlRecords]:
    path = tmp_path / "return.xml"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    reader = XmlRecords(path, frozenset({"child"}), containers)
    return list(reader), reader


def refusal(tmp_path: Path, content: str | bytes) -> str:
    with pytest.raises(DataProblem) as refused:
        records(tmp_path, content)
    assert "return.xml" in str(refused.value)
    return str(refused.value)


def test_lines_stay_exact_however_long_the_file(tmp_path: Path):
    count = 30_000  # three lines each: past line 65,535, where tree builders lose count
    found, _ = records(tmp_path, f"<M>\n{(RECORD + chr(10)) * count}</M>")
    assert [found[place].line for place in (0, 21_845, count - 1)] == [2, 65_537, 89_999]
    assert found[-1].children[0].line == 90_000


def test_names_are_local_and_whatever_their_case(tmp_path: Path):
    text = '<x:M xmlns:x="urn:dfe">\n<x:CHILD>\n<x:Id>7</x:Id>\n</x:CHILD>\n</x:M>'
    found, reader = records(tmp_path, text)
    assert [(one.name, one.children[0].name, one.children[0].text) for one in found] == [
        ("child", "id", "7")
    ]
    assert reader.spread.attributes == []


def test_a_file_without_line_breaks_is_numbered_by_record(tmp_path: Path):
    found, reader = records(tmp_path, f"<M>{'<Child><Id>1</Id></Child>' * 40}</M>")
    assert reader.position_word == "record"
    assert [one.line for one in found] == list(range(1, 41))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "iso-8859-1", "windows-1252"])
def test_encodings(tmp_path: Path, encoding: str):
    declared = "utf-8" if encoding == "utf-8-sig" else encoding
    text = f'<?xml version="1.0" encoding="{declared}"?>\n<M>\n<Child><Id>Zoë</Id></Child>\n</M>'
    found, _ = records(tmp_path, text.encode(encoding))
    assert found[0].children[0].text == "Zoë"


def test_stray_text_and_unknown_elements_outside_records_are_counted(tmp_path: Path):
    _, reader = records(tmp_path, f"<M>\nstray\n<Odd/>\n{RECORD}\nagain\n</M>")
    assert reader.spread.stray_text == [3, 8], "told by the tag that follows it"
    assert reader.outside == {"odd": [3]}


def test_attributes_are_counted_but_namespaces_are_none(tmp_path: Path):
    text = '<M xmlns="a" xsi:schemaLocation="b">\n<Child n="1">\n<Id>1</Id></Child>\n</M>'
    _, reader = records(tmp_path, text)
    assert reader.spread.attributes == [2]


BOMB = (
    '<!DOCTYPE M [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">'
    '<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">]>'
)
OUTSIDE = '<!DOCTYPE M [<!ENTITY e SYSTEM "file:///etc/passwd">]>'


@pytest.mark.parametrize(
    ("head", "value"), [(BOMB, "&c;"), (OUTSIDE, "&e;"), ("<!DOCTYPE M>", "1"), (OUTSIDE, "1")]
)
def test_document_types_and_entities_are_refused(tmp_path: Path, head: str, value: str):
    text = refusal(tmp_path, f"{head}<M>\n<Child><Id>{value}</Id></Child>\n</M>")
    assert "document type or entities" in text
    assert "passwd" not in text and "ha" not in text.split("refused")[0]


def test_an_entity_nobody_defined_is_refused(tmp_path: Path):
    assert "line 2" in refusal(tmp_path, "<M>\n<Child><Id>&x;</Id></Child>\n</M>")


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("<M>\n<Child>\n<Id>1", "cut off"),
        (f"<M>\n{RECORD}\n", "cut off"),
        (f"<M>\n{RECORD[:-3]}", "cut off"),
        ("", "empty"),
        ("<M>\n<Child>\n<Id>1</Idd></Child></M>", "line 3"),
        ("<M>\n<Child><Id>a\x00b</Id></Child></M>", "line 2"),
        (f"<M>\n{RECORD}\n</M>\n<M/>", "after the end"),
        ('<?xml version="1.0" encoding="klingon"?>\n<M/>', "characters cannot be read"),
        (b"<M>\n<Child><Id>\xff\xfe\xfa</Id></Child></M>", "line 2"),
    ],
)
def test_what_is_cut_off_or_no_xml_is_refused(tmp_path: Path, content: str | bytes, says: str):
    assert says in refusal(tmp_path, content)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (f"<M>\n<Child><Id>{'x' * 50_000}</Id></Child></M>", "a text of over"),
        (f"<M>\n<Child>{'<a/>' * 30_000}</Child></M>", "holds over"),
        (f"<M>\n<Child>{'<a>' * 60}{'</a>' * 60}</Child></M>", "deep"),
        (f"<M>{'<a>' * 60}{'</a>' * 60}</M>", "deep"),
        (f"<M>\n<Child a='{'x' * 3_000_000}'/></M>", "single tag"),
        (f"<M>\n<!--{'x' * 3_000_000}--></M>", "single tag or comment"),
        (f"<M>{'<a/>' * 150_000}</M>", "unknown here"),
    ],
)
def test_what_is_beyond_all_sense_is_refused(tmp_path: Path, content: str, says: str):
    assert says in refusal(tmp_path, content)


def test_spaces_of_any_length_are_no_text(tmp_path: Path):
    found, reader = records(tmp_path, f"<M>{' ' * 200_000}\n{RECORD}\n</M>")
    assert len(found) == 1
    assert reader.spread.stray_text == []


_MEASURE = """
import resource, sys
from pathlib import Path
from pipelines.errors import DataProblem
from pipelines.sources.xml_text import XmlRecords
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
count = 0
try:
    for _ in XmlRecords(Path(sys.argv[1]), frozenset({"child"}), frozenset()):
        count += 1
except DataProblem:
    pass
print(count, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)
"""


@pytest.mark.parametrize("kind", ["many children", "one endless text", "one endless tag"])
def test_memory_does_not_grow_with_the_file(tmp_path: Path, kind: str):
    path = tmp_path / "return.xml"
    with path.open("w") as file:
        file.write("<M>\n")
        if kind == "many children":
            file.write((RECORD + "\n") * 300_000)
        else:
            file.write("<Child><Id>" if kind == "one endless text" else "<Child a='")
            file.write("x" * 30_000_000)
        file.write("</M>")
    command = [sys.executable, "-c", _MEASURE, str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    count, grown_kb = map(int, done.stdout.split())
    assert count == (300_000 if kind == "many children" else 0)
    assert grown_kb < 12_000, f"{grown_kb} kB for a file of {path.stat().st_size // 1000} kB"


def test_the_head_of_a_file_is_read_in_any_encoding(tmp_path: Path):
    path = tmp_path / "return.xml"
    for encoding in ("utf-8-sig", "utf-16", "utf-16-le", "cp1252"):
        path.write_bytes("<Message>".encode(encoding))
        assert xml_text.head(path) == "<Message>"
