"""The ``kpi`` command: which subcommands there are, and how errors are printed.

Belongs here: registration and exit codes (0 fine, 1 a data problem, 2 wrong use). Does not belong
here: what a command does.
"""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable
from importlib import import_module

import typer

from pipelines.errors import KpiError

# command -> module and function; a module is imported only when its command is asked for, because
# importing everything costs a second that 'kpi show' would otherwise pay.
COMMANDS: dict[str, tuple[str, str]] = {
    "init": ("setup", "init"),
    "demo": ("setup", "demo"),
    "run": ("month", "run"),
    "check": ("month", "check"),
    "map": ("mapping", "map_file"),
    "accept": ("month", "accept"),
    "release": ("month", "release"),
    "show": ("show", "show"),
    "explain": ("explain", "explain"),
    "handbook": ("handbook", "handbook"),
    "why": ("why", "why"),
    "report": ("report", "report"),
    "annual": ("annual", "annual"),
    "deliver": ("deliver", "deliver"),
    "query": ("query", "query"),
    "reference": ("reference", "reference"),
    "serve": ("serve", "serve"),
}
_HELP = """Children's social care performance, month by month.

Start with 'kpi demo' and 'kpi run' (a synthetic council), or 'kpi init' for a real one.
Every command prints more with --help. Exit codes: 0 fine, 1 a data problem (nothing was
published), 2 wrong use.
"""


def _function(name: str) -> Callable[..., object]:
    module, function = COMMANDS[name]
    return getattr(import_module(f"pipelines.cli.{module}"), function)


def make_app(only: str | None = None) -> typer.Typer:
    """The application with all commands, or with one when its name is known already."""
    app = typer.Typer(
        help=_HELP,
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_enable=False,
        rich_markup_mode=None,
    )
    app.callback()(_nothing)
    for name in [only] if only else COMMANDS:
        app.command(name)(_function(name))
    return app


def _nothing() -> None:
    """Children's social care performance, month by month."""


def main() -> None:
    """Run the command line; a known error is one message, never a traceback."""
    # Few objects of a run are ever garbage before it ends: looking for them often costs a tenth.
    gc.set_threshold(100_000, 50, 50)
    asked = sys.argv[1] if len(sys.argv) > 1 and sys.argv[1] in COMMANDS else None
    try:
        make_app(asked)()
    except KpiError as error:
        typer.echo(f"kpi: {error}", err=True)
        sys.exit(error.exit_code)


if __name__ == "__main__":
    main()
