"""What is told about a table or a file, and how it reads in one line.

Belongs here: the sentence a person acts on. Does not belong here: finding anything.
"""

from collections.abc import Sequence
from dataclasses import dataclass

_SAID_SINGLY = 12


@dataclass(frozen=True)
class Problem:
    """Something to tell about a file or table that does not refuse it.

    Grain: table, file, part, rule, column. No value of any row.
    """

    table: str
    file: str
    column: str | None
    rule: str
    message: str
    rows_count: int
    first_rows: tuple[int, ...] = ()
    part: str = ""
    position_word: str = "line"


def describe(problem: Problem) -> str:
    """One line a person can act on: file, part, lines, what is wrong and what to do."""
    place = f"{problem.file}, {problem.part}" if problem.part else problem.file
    if not problem.first_rows:
        return f"{place}: {problem.message}"
    lines = ", ".join(str(line) for line in problem.first_rows)
    more = problem.rows_count - len(problem.first_rows)
    rest = f" and {more} more" if more > 0 else ""
    word = problem.position_word if problem.rows_count == 1 else f"{problem.position_word}s"
    return f"{place}, {word} {lines}{rest}: {problem.message}"


def describe_all(problems: Sequence[Problem]) -> list[str]:
    """Every problem in a line; many files taken for the same thing share one."""
    alike: dict[str, list[Problem]] = {}
    for problem in problems:
        if problem.rule == "taken_as":
            alike.setdefault(problem.message.partition(",")[0], []).append(problem)
    said = []
    for text, files in alike.items():
        if len(files) > _SAID_SINGLY:
            said.append(f"{files[0].file} and {len(files) - 1} more files: {text}")
        else:
            said += [describe(problem) for problem in files]
    return said + [describe(problem) for problem in problems if problem.rule != "taken_as"]
