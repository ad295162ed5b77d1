"""The order in which models run.

Belongs here: sorting, cycles, the closure of what a target needs. Does not belong here: which
layer may read which (lint).
"""

from __future__ import annotations

from collections.abc import Iterable
from graphlib import CycleError, TopologicalSorter

from pipelines.errors import WrongUse
from pipelines.models.discover import Model


def needed_for(models: dict[str, Model], targets: Iterable[str]) -> dict[str, Model]:
    """The targets and every model they read, directly or through others."""
    waiting = list(targets)
    found: dict[str, Model] = {}
    while waiting:
        name = waiting.pop()
        if name in found or name not in models:
            continue
        found[name] = models[name]
        waiting.extend(models[name].depends)
    return found


def in_order(models: dict[str, Model]) -> list[Model]:
    """Models so that each comes after what it reads; the same order every time.

    Raises:
        WrongUse: naming the files of a circle.
    """
    try:
        return [models[name] for name in sorter_of(models).static_order()]
    except CycleError as error:
        circle = " -> ".join(f"{models[name].path}" for name in error.args[1])
        raise WrongUse(f"these models read each other in a circle: {circle}") from error


def sorter_of(models: dict[str, Model]) -> TopologicalSorter[str]:
    """The models and what each reads among them, ready to be sorted."""
    sorter: TopologicalSorter[str] = TopologicalSorter()
    for name in sorted(models):
        sorter.add(name, *sorted(d for d in models[name].depends if d in models))
    return sorter


def after(models: dict[str, Model], sources: Iterable[str]) -> list[Model]:
    """The models that read one of the sources, directly or through others, in order."""
    reached = set(sources)
    found = []
    for model in in_order(models):
        if model.depends & reached:
            reached.add(model.name)
            found.append(model)
    return found
