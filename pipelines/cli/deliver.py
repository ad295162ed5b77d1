"""``kpi deliver``: bring a publication's outputs to those named in ``delivery.yml``.

Belongs here: choosing the publication, saying what became of each delivery. Does not belong here:
delivering (pipelines.delivery).
"""

from __future__ import annotations

import typer

from pipelines.cli.common import LaOption, MonthOption, checked_month, the_paths
from pipelines.errors import DataProblem
from pipelines.publish.reading import publication_for, the_authority


def deliver(la: str | None = LaOption, month: str | None = MonthOption) -> None:
    """Deliver the outputs to folders or by e-mail, as settings/<la>/delivery.yml says."""
    from pipelines.delivery.config import FILE, load_delivery
    from pipelines.delivery.deliver import deliver as make_deliveries

    paths = the_paths()
    la_code = the_authority(paths, la)
    settings = load_delivery(paths, la_code)
    made = publication_for(paths, la_code, checked_month(month))
    outcomes = make_deliveries(paths.of_la(la_code), made, settings)
    if not outcomes:
        typer.echo(f"Nothing to deliver: no delivery is enabled in settings/{la_code}/{FILE}.")
    for one in outcomes:
        typer.echo(one.said)
    failed = sum(not one.is_done for one in outcomes)
    if failed:
        raise DataProblem(f"{failed} of {len(outcomes)} deliveries failed; see delivery_log.csv.")
