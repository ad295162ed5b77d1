"""From a label as people and systems write it to the code it stands for.

Belongs here: the forms one coded value may take, and the synonyms, shipped and the council's own
(``settings/<la>/synonyms.csv``, columns ``code_set,label,code``). Does not belong here: which
column uses which code set (each format), what happens to an unknown code (``canonical.schemas``).

``q) 6: Police``, ``6``, ``6 - Police``, ``6: Police``, ``6 Police`` and ``Police`` are all code 6.
A label is never matched by likeness: what is not known stays as it is and is told.
"""

import csv
import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
from pathlib import Path

from pipelines.canonical.codes import load_codes
from pipelines.errors import DataProblem

SHIPPED = Path(__file__).parents[1] / "reference_data" / "label_synonyms.csv"
SYNONYMS_FILE = "synonyms.csv"
COLUMNS = ("code_set", "label", "code")

_PREFIX = re.compile(r"[a-z]\d?\)\s*")
_TOKEN = re.compile(r"([a-z0-9]+)(?:\.0+)?(?:\s*[:\-–—]\s*|\s+|$)(.*)", re.DOTALL)
# sub-codes of the primary need list, such as N1a, N5SA or N7.ASYL37, stand for their main code
_SUB_CODES = {"primary_need": re.compile(r"(n\d)[a-z.]", re.ASCII)}


def squash(text: str) -> str:
    """The letters and digits of a label in lower case: what two spellings must share."""
    return "".join(filter(str.isalnum, text.casefold().replace("&", "and")))


@dataclass(frozen=True)
class Resolved:
    """What a label stands for: its code, None for "not known", or itself if it is unknown."""

    code: str | None
    is_known: bool


@dataclass(frozen=True)
class CodeSet:
    """One code list: its codes by lower-case form, its labels by ``squash``.

    A label may stand for no value at all (``c) Unknown``): its code is blank.
    """

    codes: Mapping[str, str]
    labels: Mapping[str, str | None]
    sub_codes: re.Pattern[str] | None = None
    _known: dict[str, Resolved] = field(default_factory=dict, compare=False)

    def resolve(self, text: str) -> Resolved:
        """The code of ``text``; each distinct text is worked out once."""
        found = self._known.get(text)
        if found is None:
            found = self._known[text] = self._work_out(text)
        return found

    def _work_out(self, text: str) -> Resolved:
        whole = " ".join(text.split()).casefold()
        bare = _PREFIX.sub("", whole, count=1) if _PREFIX.match(whole) else whole
        for form in dict.fromkeys((bare, whole)):
            if form in self.codes:
                return Resolved(self.codes[form], is_known=True)
            squashed = squash(form)
            if squashed in self.labels:
                return Resolved(self.labels[squashed], is_known=True)
        code = self._leading_code(bare)
        return Resolved(code or text, is_known=code is not None)

    def _leading_code(self, bare: str) -> str | None:
        """The code a text begins with, if what follows it is set apart from it."""
        token = _TOKEN.match(bare)
        if token and token.group(1) in self.codes:
            return self.codes[token.group(1)]
        if token and squash(token.group(1)) in self.labels and self._is_numbered(token.group(1)):
            return self.labels[squash(token.group(1))]
        sub = self.sub_codes.match(bare) if self.sub_codes else None
        return self.codes.get(sub.group(1)) if sub else None

    @staticmethod
    def _is_numbered(token: str) -> bool:
        """Whether a synonym is a number before a label (``1 - Yes``), not a word of another."""
        return token.isdigit()


def code_set(name: str, settings: Path | None = None) -> CodeSet:
    """The code set ``name`` with the council's synonyms, those first.

    Raises DataProblem if the council's file cannot be used; KeyError if there is no such set.
    """
    return _sets(settings)[name]


@lru_cache(maxsize=8)
def _read_sets(own: Path | None, _stamp: tuple[int, int] | None) -> dict[str, CodeSet]:
    shipped = list(_rows(SHIPPED))
    own_rows = list(_rows(own)) if own else []
    names = {code.code_set for code in load_codes()} | {row[0] for row in shipped}
    sets = {}
    for name in sorted(names):
        codes = {code.code.casefold(): code.code for code in load_codes() if code.code_set == name}
        by_synonym = {code for row, _, code in shipped if row == name and code}
        codes = {code.casefold(): code for code in sorted(by_synonym)} | codes
        labels: dict[str, str | None] = {
            squash(code.label): code.code for code in load_codes() if code.code_set == name
        }
        for set_name, label, code in (*shipped, *own_rows):
            if set_name == name:
                labels[squash(label)] = code or None
        sets[name] = CodeSet(codes, labels, _SUB_CODES.get(name))
    _check(own, own_rows, sets)
    return sets


def _sets(settings: Path | None) -> dict[str, CodeSet]:
    own = settings / SYNONYMS_FILE if settings else None
    if own is None or not own.is_file():
        return _read_sets(None, None)
    stat = own.stat()
    return _read_sets(own, (stat.st_mtime_ns, stat.st_size))


def _rows(path: Path) -> Iterator[tuple[str, str, str]]:
    """Code set, label and code of each line. Raises DataProblem naming the file and the line."""
    try:
        lines = path.read_text("utf-8-sig")
    except UnicodeDecodeError:
        raise DataProblem(f"{path.name}: save this file as CSV UTF-8") from None
    reader = csv.DictReader(io.StringIO(lines, newline=""))
    if tuple(reader.fieldnames or ()) != COLUMNS:
        raise DataProblem(f"{path.name}: the first line must be {','.join(COLUMNS)}")
    for row in reader:
        values = [(row[name] or "").strip() for name in COLUMNS]
        if None in row or not values[1]:
            raise DataProblem(f"{path.name}, line {reader.line_num}: write code_set,label,code")
        yield values[0], values[1], values[2]


def _check(own: Path | None, rows: list[tuple[str, str, str]], sets: Mapping[str, CodeSet]) -> None:
    """Raise DataProblem for a synonym of no code set, or one that stands for no code of it."""
    for line, (name, _, code) in enumerate(rows, start=2):
        file = own.name if own else ""
        if name not in sets:
            raise DataProblem(
                f"{file}, line {line}: there is no code set `{name}`;"
                f" there are {', '.join(sorted(sets))}"
            )
        if code and code not in sets[name].codes.values():
            raise DataProblem(f"{file}, line {line}: `{code}` is not a code of `{name}`")


@cache
def known_sets() -> tuple[str, ...]:
    """The names of all code sets a synonym may be given for."""
    return tuple(_read_sets(None, None))
