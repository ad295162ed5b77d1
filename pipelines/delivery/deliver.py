"""Delivering a publication: which files go to which audience, and how.

Belongs here: choosing files, the rule that a panel never gets a draft, the logs. Does not belong
here: making any file (reports).
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from pipelines.delivery import mail
from pipelines.delivery.config import Delivery, DeliverySettings
from pipelines.delivery.logs import log_access, log_delivery
from pipelines.delivery.protect import CAN_HAVE_PASSWORD, encrypted, password
from pipelines.errors import DataProblem
from pipelines.publish.ledger import Publication
from pipelines.reports.sheet import write_private
from pipelines.reports.write import team_file_stem

NAMES_CHILDREN = ("lists", "fix_lists", "team")


@dataclass(frozen=True)
class Outcome:
    """What became of one delivery, in a sentence for whoever asked for it."""

    name: str
    is_done: bool
    said: str


def outputs_folder(of_la: Path, made: Publication) -> Path:
    """Where a publication's outputs lie: those stamped final once it is released."""
    if made.release is None:
        return made.folder / "reports"
    return of_la / "final" / made.publication_id


def files_for(delivery: Delivery, outputs: Path, month: str) -> list[Path]:
    """The files of one audience; each lies in a place of its own tier."""
    if delivery.audience == "panel":
        folders = [outputs / "public", outputs / "committee" / "public"]
        found = [file for folder in folders for file in folder.glob("*")]
    elif delivery.audience == "officers":
        found = [*outputs.glob("comparison_*.xlsx"), *outputs.glob("scorecard_*.html")]
        found += (outputs / "committee" / "officers").glob("*")
    elif delivery.audience == "lists":
        found = [*outputs.glob("overdue_and_due_*")]
    elif delivery.audience == "fix_lists":
        found = [*(outputs / "fix_lists").glob("fix_list_*")]
    else:
        stem = team_file_stem(str(delivery.team), month)
        names = (f"{stem}.xlsx", f"{stem}.html", f"{stem}_rows.csv")
        found = [outputs / "teams" / name for name in names]
        found += (outputs / "fix_lists").glob(f"fix_list_{stem}.*")
    return sorted(file for file in found if file.is_file())


def deliver(of_la: Path, made: Publication, settings: DeliverySettings) -> list[Outcome]:
    """Make every delivery that is enabled; one that fails does not keep the others back."""
    return [_deliver_one(of_la, made, settings, one) for one in settings.deliveries if one.enabled]


def _deliver_one(
    of_la: Path, made: Publication, settings: DeliverySettings, one: Delivery
) -> Outcome:
    ways = [way for way, on in (("folder", one.folder), ("email", one.email)) if on]
    names: list[str] = []
    try:
        if one.audience == "panel" and made.release is None:
            raise DataProblem("A draft is never delivered to a panel: release the month first.")
        found = _content(one, outputs_folder(of_la, made), made.month)
        names = [name for name, _ in found]
        where = _to_folder(one, made, found)
        _by_email(settings, one, made, found, where)
        is_done, why = True, ""
    except (DataProblem, OSError) as error:
        is_done = False
        why = str(error) if isinstance(error, DataProblem) else f"{type(error).__name__} on writing"
    if is_done and one.audience in NAMES_CHILDREN:
        log_access(of_la, one.for_whom, names, "delivered", made.publication_id)
    outcome = "delivered" if is_done else "not delivered"
    log_delivery(
        of_la, one.name, one.audience, one.for_whom, made.publication_id, made.status,
        " and ".join(ways), ", ".join(names), outcome, why,
    )  # fmt: skip
    said = f"{one.name}: {outcome}, {len(names)} files for {one.for_whom}" if is_done else (
        f"{one.name}: {outcome}. {why}"
    )  # fmt: skip
    return Outcome(one.name, is_done, said)


def _content(one: Delivery, outputs: Path, month: str) -> list[tuple[str, bytes]]:
    """The files as they leave; with a password only what can carry one, never a plain copy."""
    files = files_for(one, outputs, month)
    if one.password is not None:
        word = password(one.password)
        files = [file for file in files if file.suffix in CAN_HAVE_PASSWORD]
        found = [(file.name, encrypted(file.read_bytes(), word)) for file in files]
    else:
        found = [(file.name, file.read_bytes()) for file in files]
    if not found:
        raise DataProblem("This publication has no file for that audience: check audience, team.")
    return found


def _to_folder(one: Delivery, made: Publication, found: mail.Files) -> Path | None:
    """Write the files below the folder given, which must be there: a share may not be mapped."""
    if one.folder is None:
        return None
    if not one.folder.is_dir():
        raise DataProblem("The folder is not there: map the share or correct folder.")
    where = one.folder / one.name / made.publication_id
    for folder in (where.parent, where):
        folder.mkdir(mode=0o700, exist_ok=True)
    for name, content in found:
        write_private(where / name, content)
    if one.password is not None:
        for left in where.iterdir():
            if left.is_file() and left.name not in dict(found):
                left.unlink()  # a plain copy of an earlier delivery
    return where


def _by_email(
    settings: DeliverySettings,
    one: Delivery,
    made: Publication,
    found: mail.Files,
    where: Path | None,
) -> None:
    if one.email is None or settings.smtp is None:
        return
    mark = "DRAFT, not yet released. " if made.release is None else ""
    is_link = one.email.send == "link"
    place = f"The files lie in {where}." if is_link else "The files are attached, with a password."
    text = f"{mark}For {one.for_whom}.\n\n{place}\n\nPublication {made.publication_id}.\n"
    subject = f"Children's social care performance, {made.month}"
    files = [] if is_link else found
    mail.send(settings.smtp, mail.message(settings.smtp, one.email, subject, text, files))
