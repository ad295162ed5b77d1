"""Reading XML returns one record at a time: exact lines, bounded memory, hostile files refused.

Belongs here: bytes to elements, the line each element starts on, and what no return may hold
(a document type, entities, a text or a record beyond all sense, an end that is missing). Does not
belong here: what the elements mean (each return's own module) or what a valid value is.

Python's own parser (expat) is used because it counts lines exactly however long the file is and
hands over each tag as it is met; a parser that builds the tree first holds one whole record, of
whatever size, before anybody can refuse it, and loses count after line 65,535.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO
from xml.parsers import expat

from pipelines.errors import DataProblem
from pipelines.sources.csv_text import cut_off

_StartHandler = Callable[[str, dict[str, str]], None]
CHUNK_BYTES = 1 << 16
LONGEST_TEXT = 10_000  # characters between two tags
LARGEST_TAG_BYTES = 1 << 20
MOST_ELEMENTS = 20_000  # inside one record: a child with 20,000 entries is no child
DEEPEST = 30
_CUT_OFF = frozenset({3, 5, 6, 20})  # expat: no element, unclosed token, partial character, CDATA
_UNKNOWN_ENCODINGS = frozenset({18, 19})
_UNDEFINED_ENTITY = 11
_AFTER_THE_END = 9
_AGAIN = "extract the file again and replace it"


class Element:
    """One element: its local name in lower case, the line its tag starts on, text and children."""

    __slots__ = ("children", "line", "name", "text")

    def __init__(self, name: str, line: int) -> None:
        self.name = name
        self.line = line
        self.text: str | None = None
        self.children: list[Element] = []


@dataclass
class Spread:
    """What a file holds beside its records, for one line of notes: counts and first lines."""

    stray_text: list[int] = field(default_factory=list)
    attributes: list[int] = field(default_factory=list)


class XmlRecords:
    """One pass over a file, handing over the elements named ``records`` as each one ends.

    Elements that are in no record and no known container are named in ``outside`` with their
    lines, so that nothing is lost unseen. A file without line breaks is numbered by record
    instead (``position_word``): line 1 would say nothing.
    """

    def __init__(self, path: Path, records: frozenset[str], containers: frozenset[str]) -> None:
        self.spread = Spread()
        self.outside: dict[str, list[int]] = {}
        self.position_word = "record" if _is_one_line(path) else "line"
        self._counts_records = self.position_word == "record"
        self._number = 0
        self._path = path
        self._records = records
        self._containers = containers
        self._done: list[Element] = []
        self._path_down: list[Element] = []  # from the record's own tag to the one now open
        self._depth = 0  # outside records
        self._size = 0
        self._text: list[str] = []
        self._length = 0
        self._parser = self._make_parser()

    def __iter__(self) -> Iterator[Element]:
        """The records in file order.

        Raises DataProblem if the file must be refused, wherever that shows itself.
        """
        fed = 0
        with self._path.open("rb") as file:
            for chunk in _chunks(file):
                fed += len(chunk)
                self._feed(chunk, final=False)
                if fed - self._parser.CurrentByteIndex > LARGEST_TAG_BYTES:
                    raise self._refused("a single tag or comment is over a megabyte long")
                yield from self._done
                self._done.clear()
        if not fed:
            raise DataProblem(f"{self._path.name}: the file is empty; {_AGAIN}")
        self._feed(b"", final=True)
        yield from self._done

    def _make_parser(self) -> "expat.XMLParserType":
        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.buffer_size = 1 << 14
        parser.StartElementHandler = self._start_handler(parser)
        parser.EndElementHandler = self._end_handler()
        parser.CharacterDataHandler = self._text_handler()
        parser.StartDoctypeDeclHandler = self._doctype
        parser.EntityDeclHandler = self._doctype
        return parser

    def _feed(self, chunk: bytes, *, final: bool) -> None:
        try:
            self._parser.Parse(chunk, final)
        except expat.ExpatError as error:
            raise self._malformed(error, final) from None
        except (LookupError, ValueError):  # an encoding Python does not have
            raise self._unreadable() from None

    def _malformed(self, error: expat.ExpatError, final: bool) -> DataProblem:
        """Why the text is no XML; the parser's own words name no value."""
        name, line = self._path.name, error.lineno
        if final and error.code in _CUT_OFF:
            return cut_off(name, f"it ends in the middle of a record, on line {line}")
        if error.code in _UNKNOWN_ENCODINGS:
            return self._unreadable()
        if error.code == _UNDEFINED_ENTITY:
            return self._refused(f"line {line} uses an entity that nothing here defines")
        why = expat.ErrorString(error.code)
        if error.code == _AFTER_THE_END:
            why = "there is something after the end of the return"
        return DataProblem(
            f"{name}: line {line}, character {error.offset + 1}: this is not XML ({why}); {_AGAIN}"
        )

    def _unreadable(self) -> DataProblem:
        return DataProblem(
            f"{self._path.name}: its characters cannot be read; export it as UTF-8 and replace it"
        )

    def _refused(self, why: str) -> DataProblem:
        return DataProblem(
            f"{self._path.name}: refused, {why}. No return holds such a thing; {_AGAIN}"
        )

    def _doctype(self, *_declared: object) -> None:
        raise self._refused("it declares a document type or entities")

    # The three handlers below run for every tag of a file: they are functions over a few local
    # names because that is twice as fast as methods.

    def _start_handler(
        self, parser: "expat.XMLParserType"
    ) -> Callable[[str, dict[str, str]], None]:
        names: dict[str, str] = {}
        path, text, records = self._path_down, self._text, self._records
        counts_records = self._counts_records

        def start(raw: str, attributes: dict[str, str]) -> None:
            if text:
                self._stray()
            name = names.get(raw)
            if name is None:
                name = names[raw] = raw.rpartition(":")[2].lower()
            if path:
                line = self._number if counts_records else parser.CurrentLineNumber
                element = Element(name, line)
                path[-1].children.append(element)
                path.append(element)
                self._size += 1
                if self._size > MOST_ELEMENTS or len(path) > DEEPEST:
                    raise self._too_large()
            elif name in records:
                self._size = 0
                self._number += 1
                path.append(Element(name, self._position()))
            else:
                self._between(name)
            if attributes and not all(_is_namespace(one) for one in attributes):
                self._count(self.spread.attributes)

        return start

    def _end_handler(self) -> Callable[[str], None]:
        path, text, done = self._path_down, self._text, self._done

        def end(_raw: str) -> None:
            if not path:
                self._depth -= 1
                if text:
                    self._stray()
                return
            element = path.pop()
            if text:
                if element.children:
                    self._stray()
                else:
                    element.text = "".join(text).strip()
                    text.clear()
                    self._length = 0
            if not path:
                done.append(element)

        return end

    def _text_handler(self) -> Callable[[str], None]:
        text = self._text

        def characters(more: str) -> None:
            if more.isspace():
                return
            self._length += len(more)
            if self._length > LONGEST_TEXT:
                raise self._refused(
                    f"a text of over {LONGEST_TEXT:,} characters ends after line"
                    f" {self._parser.CurrentLineNumber}"
                )
            text.append(more)

        return characters

    def _position(self) -> int:
        return self._number if self._counts_records else self._parser.CurrentLineNumber

    def _too_large(self) -> DataProblem:
        return self._refused(
            f"the record that starts on {self.position_word} {self._path_down[0].line} holds over"
            f" {MOST_ELEMENTS:,} elements, or elements over {DEEPEST} deep"
        )

    def _between(self, name: str) -> None:
        """An element outside all records: the root, a container, or something nobody knows."""
        self._depth += 1
        if self._depth > DEEPEST:
            raise self._refused(f"elements are over {DEEPEST} deep")
        if self._depth > 1 and name not in self._containers:
            self._count(self.outside.setdefault(name, []))

    def _stray(self) -> None:
        """Text between elements belongs to nobody: passed over, and said."""
        self._count(self.spread.stray_text)
        self._text.clear()
        self._length = 0

    def _count(self, lines: list[int]) -> None:
        """Keep the first lines, and a count by length, of what is only told about."""
        lines.append(self._position())
        if len(lines) > MOST_ELEMENTS * 5:
            raise self._refused(f"over {MOST_ELEMENTS * 5:,} pieces of it are unknown here")


def _is_namespace(attribute: str) -> bool:
    return attribute.startswith("xml") or ":" in attribute


def _chunks(file: BinaryIO) -> Iterator[bytes]:
    read: Callable[[], bytes] = lambda: file.read(CHUNK_BYTES)  # noqa: E731 (iter needs a function)
    return iter(read, b"")


def _is_one_line(path: Path) -> bool:
    """Whether a file is written without line breaks: under one to fifty tags at its beginning."""
    text = head(path)
    return text.count("\n") * 50 < text.count("<")


def head(path: Path, size: int = CHUNK_BYTES) -> str:
    """The beginning of a file as text, for recognising it; undecodable bytes are replaced."""
    with path.open("rb") as file:
        raw = file.read(size)
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return raw.decode("utf-16", "replace")
    if raw[1:2] == b"\x00" or raw[:1] == b"\x00":
        return raw.decode("utf-16-le" if raw[1:2] == b"\x00" else "utf-16-be", "replace")
    return raw.decode("utf-8-sig", "replace")
