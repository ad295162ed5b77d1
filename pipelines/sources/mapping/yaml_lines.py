"""YAML with the line of every key, so that an error can point into the file.

Belongs here: reading and lines. Does not belong here: what a mapping may say (``schema``).
"""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from pipelines.errors import WrongUse
from pipelines.yaml_files import read_yaml

KeyPath = tuple[str | int, ...]


@dataclass(frozen=True)
class LinedYaml:
    """The content of one file, and where each key path stands (lines from 1)."""

    file: Path
    content: Any
    lines: dict[KeyPath, int] = field(default_factory=dict)

    def line(self, path: KeyPath) -> int:
        """The line of a key, or of the nearest key above it."""
        for size in range(len(path), 0, -1):
            if path[:size] in self.lines:
                return self.lines[path[:size]]
        return 1


def read_lined(file: Path) -> LinedYaml:
    """The content of a YAML file with its lines.

    Raises WrongUse, naming file and line, if it is no YAML or has a key twice.
    """
    try:
        text = file.read_text("utf-8-sig")
        root = yaml.compose(text, Loader=yaml.SafeLoader)
        lines: dict[KeyPath, int] = {}
        _walk(root, (), lines, file)
        return LinedYaml(file, read_yaml(text), lines)
    except UnicodeDecodeError:
        raise WrongUse(f"{file}: save this file as UTF-8") from None
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f", line {mark.line + 1}" if mark else ""
        raise WrongUse(
            f"{file}{where}: this is not YAML; mind the indents and the colons"
        ) from None


def _walk(node: Any, path: KeyPath, lines: dict[KeyPath, int], file: Path) -> None:
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            here = (*path, str(key.value))
            if here in lines:
                raise WrongUse(
                    f"{file}, line {key.start_mark.line + 1}: `{key.value}` is there twice"
                )
            lines[here] = key.start_mark.line + 1
            _walk(value, here, lines, file)
    elif isinstance(node, yaml.SequenceNode):
        for number, value in enumerate(node.value):
            lines[(*path, number)] = value.start_mark.line + 1
            _walk(value, (*path, number), lines, file)
