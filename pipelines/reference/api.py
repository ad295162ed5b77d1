"""The DfE's public statistics API: what it offers, its CSVs and its paged queries.

Belongs here: requests, pages, retries. Does not belong here: which files are kept (refresh),
reading them (reading). Nothing in a run imports this module.

Endpoints of version 1 (api.education.gov.uk/statistics/docs): ``publications`` (at most 40 a page),
``publications/{id}/data-sets`` (20), ``data-sets/{id}/meta``, ``data-sets/{id}/csv`` (compressed),
``data-sets/{id}/query`` (POST; ``indicators``, which must name one, ``page`` and ``pageSize`` of at
most 10,000 in the body). A data set whose first version is still to come has no ``latestVersion``;
one that is ``Withdrawn`` can no longer be used.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import requests
from requests.adapters import HTTPAdapter
from urllib3.util.retry import Retry

from pipelines.errors import DataProblem

PAGE_SIZE = 20
QUERY_PAGE_SIZE = 10_000
_ATTEMPTS = 4
_TIMEOUT_SECONDS = 60
_BUSY = (429, 500, 502, 503, 504)


@dataclass(frozen=True)
class DataSet:
    """One data set in its newest version."""

    id: str
    title: str
    publication: str
    version: str
    published_on: date


class Api:
    """A session with the API at ``base``; every request is tried again when the server is busy."""

    def __init__(self, base: str, wait_factor: float = 0.5) -> None:
        self.base = base.rstrip("/") + "/v1"
        self.session = requests.Session()
        retry = Retry(
            total=_ATTEMPTS,
            backoff_factor=wait_factor,
            status_forcelist=_BUSY,
            allowed_methods=None,
            raise_on_status=False,
        )
        for scheme in ("https://", "http://"):
            self.session.mount(scheme, HTTPAdapter(max_retries=retry))

    def publications(self) -> Iterator[dict[str, Any]]:
        """Every publication, page by page."""
        return self._pages(f"{self.base}/publications")

    def data_sets(self, publication: dict[str, Any]) -> Iterator[DataSet]:
        """Every data set of a publication that has a version and has not been withdrawn."""
        for one in self._pages(f"{self.base}/publications/{publication['id']}/data-sets"):
            latest = one.get("latestVersion")
            if latest is None or one.get("status") == "Withdrawn":
                continue
            yield DataSet(
                one["id"],
                one["title"],
                publication["title"],
                str(latest["version"]),
                date.fromisoformat(latest["published"][:10]),
            )

    def columns(self, data_set: DataSet) -> set[str]:
        """Names of its filter and indicator columns, in lower case."""
        meta = self._meta(data_set)
        named = [*meta.get("filters", ()), *meta.get("indicators", ())]
        return {str(one["column"]).lower() for one in named}

    def _meta(self, data_set: DataSet) -> dict[str, Any]:
        return self._json(f"{self.base}/data-sets/{data_set.id}/meta", self._version(data_set))

    def download(self, data_set: DataSet, target: Path) -> str:
        """The data set as CSV in ``target``; returns its SHA-256.

        Raises:
            DataProblem: if the server did not give the whole file.
        """
        digest = hashlib.sha256()
        url = f"{self.base}/data-sets/{data_set.id}/csv"
        answer = self._get(url, self._version(data_set), stream=True)
        try:
            with answer, target.open("wb") as handle:
                for part in answer.iter_content(1 << 16):
                    digest.update(part)
                    handle.write(part)
        except requests.RequestException as error:
            raise DataProblem(f"{url}: the file broke off; run the command again.") from error
        return digest.hexdigest()

    def query(
        self, data_set: DataSet, page_size: int = QUERY_PAGE_SIZE, **body: Any
    ) -> Iterator[dict[str, Any]]:
        """Rows of a query, page by page; all rows if ``body`` has no criteria.

        Of the first indicator alone if ``body`` names none: that is enough to count rows by.

        Raises:
            DataProblem: if the server refuses or its pages do not add up to what it promised.
        """
        url = f"{self.base}/data-sets/{data_set.id}/query"
        if "indicators" not in body:
            indicators = self._meta(data_set).get("indicators", ())
            body["indicators"] = [str(one["id"]) for one in indicators][:1]
        page, pages, seen, promised = 1, 1, 0, 0
        while page <= pages:
            asked = body | {"page": page, "pageSize": page_size}
            answer = self._send("POST", url, params=self._version(data_set), json=asked)
            content = answer.json()
            paging = content["paging"]
            pages, promised = int(paging["totalPages"]), int(paging["totalResults"])
            seen += len(content["results"])
            yield from content["results"]
            page += 1
        if seen != promised:
            raise DataProblem(f"{data_set.title}: {seen} rows came of {promised}; try again later.")

    def _version(self, data_set: DataSet) -> dict[str, str]:
        return {"dataSetVersion": data_set.version}

    def _pages(self, url: str) -> Iterator[dict[str, Any]]:
        page, pages = 1, 1
        while page <= pages:
            content = self._json(url, {"page": str(page), "pageSize": str(PAGE_SIZE)})
            pages = int(content["paging"]["totalPages"])
            yield from content["results"]
            page += 1

    def _json(self, url: str, params: dict[str, str]) -> dict[str, Any]:
        return self._get(url, params).json()

    def _get(self, url: str, params: dict[str, str], stream: bool = False) -> requests.Response:
        return self._send("GET", url, params=params, stream=stream)

    def _send(self, method: str, url: str, **more: Any) -> requests.Response:
        try:
            answer = self.session.request(method, url, timeout=_TIMEOUT_SECONDS, **more)
        except requests.RequestException as error:
            raise DataProblem(
                f"{url}: no answer ({type(error).__name__}). Files already there still work; run "
                "'kpi reference refresh' again when the network is back."
            ) from error
        if not answer.ok:
            said = f"the server answered {answer.status_code} {answer.reason}. {_why(answer)}"
            raise DataProblem(f"{url}: {said.strip()}")
        return answer


def _why(answer: requests.Response) -> str:
    """What the service says was wrong with a request, where it says it."""
    try:
        told = answer.json().get("errors", ())
        return "; ".join(str(one["message"]) for one in told)
    except (ValueError, AttributeError, KeyError, TypeError):
        return ""
