"""The YAML block that opens a file of sql/kpi or sql/quality, read against its schema.

Belongs here: finding the block and saying what is wrong with it. Does not belong here: what a
header may say (kpi_header, rule_header).
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TypeVar

import yaml
from pydantic import BaseModel, ValidationError

from pipelines.errors import WrongUse
from pipelines.yaml_files import problems_of, read_yaml

Header = TypeVar("Header", bound=BaseModel)


def parse_block(sql: str, file: Path, word: str, schema: type[Header]) -> Header:
    """The header in the comment ``/* word`` at the top of a file.

    Raises:
        WrongUse: naming the file and each field that is missing or not allowed.
    """
    found = re.match(rf"\s*/\* {word}\n(?P<yaml>.*?)\*/", sql, re.DOTALL)
    if found is None:
        raise WrongUse(f"{file}:1: it must open with a comment '/* {word}' that holds YAML.")
    try:
        return schema.model_validate(read_yaml(found["yaml"]))
    except yaml.YAMLError as error:
        raise WrongUse(f"{file}: the header is not readable YAML: {error}") from error
    except ValidationError as error:
        raise WrongUse(f"{file}: header: {problems_of(error, 'header')}") from error
