"""A local server that answers as the DfE's statistics API does, for tests.

Shapes and limits as documented for version 1: lists are ``{"paging": {page, pageSize,
totalResults, totalPages}, "results": [...]}``; a page is at most 40 publications, 20 data sets or
10,000 rows; a query is a POST whose body names at least one indicator by its id; a version that the
data set has not is not found; a CSV comes compressed; what is refused says why in ``errors``.
"""

from __future__ import annotations

import gzip
import json
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlparse


class StandIn:
    """What the server offers, what was asked, and which answers are to fail first."""

    def __init__(self) -> None:
        self.publications: list[dict[str, Any]] = []
        self.data_sets: dict[str, list[dict[str, Any]]] = {}
        self.meta: dict[str, dict[str, Any]] = {}
        self.csv: dict[str, str] = {}
        self.asked: Counter[str] = Counter()
        self.busy: dict[str, int] = {}
        self.lost_rows = 0
        self.refused: list[str] = []
        self.base = ""

    def offer(self, publication: str, title: str, text: str, version: str, published: str) -> None:
        """Add or renew a data set with its CSV."""
        ids = {one["title"]: one["id"] for one in self.publications}
        key = ids.get(publication, f"p{len(ids)}")
        if publication not in ids:
            self.publications.append({"id": key, "title": publication, "slug": key})
        data_set = "d-" + title.replace(" ", "-")
        others = [one for one in self.data_sets.get(key, []) if one["id"] != data_set]
        header = text.splitlines()[0].lstrip("\ufeff").split(",")
        latest = {
            "version": version,
            "published": f"{published}T09:30:00+00:00",
            "totalResults": len(text.splitlines()) - 1,
            "file": {"id": f"f-{data_set}"},
            "timePeriods": {"start": "2013", "end": "2025"},
            "geographicLevels": ["National", "Regional", "Local authority"],
            "filters": header[10:11],
            "indicators": header[11:],
        }
        one: dict[str, Any] = {"id": data_set, "title": title, "summary": ""}
        one |= {"status": "Published", "latestVersion": latest}
        self.data_sets[key] = [*others, one]
        named = [{"id": f"i{n}", "column": name, "label": name} for n, name in enumerate(header)]
        self.meta[data_set] = {
            "filters": [
                one | {"options": [{"id": "o1", "label": "Total"}]} for one in named[10:11]
            ],
            "indicators": [one | {"unit": "", "decimalPlaces": 1} for one in named[11:]],
            "geographicLevels": [{"code": "LA", "label": "Local authority"}],
            "locations": [],
            "timePeriods": [{"code": "RY", "period": "2025", "label": "2025"}],
        }
        self.csv[data_set] = text

    def answer(self, method: str, path: str, body: dict[str, Any]) -> tuple[int, bytes]:
        """Status and content of one request."""
        url = urlparse(path)
        parts = url.path.strip("/").split("/")
        self.asked[f"{method} {parts[-1]}"] += 1
        if self.busy.get(parts[-1], 0):
            self.busy[parts[-1]] -= 1
            return 503, b"{}"
        wrong = self._wrong(parts, method, url.query, body)
        if wrong:
            self.refused.append(wrong)
            status = 404 if "version" in wrong else 400
            return status, json.dumps({"title": wrong, "errors": [{"message": wrong}]}).encode()
        asked = {name: found[0] for name, found in parse_qs(url.query).items()} | body
        if parts[:2] == ["v1", "publications"] and len(parts) == 2:
            return 200, self._page(self.publications, asked)
        if parts[-1] == "data-sets":
            return 200, self._page(self.data_sets[parts[2]], asked)
        if parts[-1] == "meta":
            return 200, json.dumps(self.meta[parts[2]]).encode()
        if parts[-1] == "csv":
            return 200, gzip.compress(self.csv[parts[2]].encode())
        if parts[-1] == "query" and method == "POST":
            count = len(self.csv[parts[2]].splitlines()) - 1 - self.lost_rows
            row = {"timePeriod": {"code": "RY", "period": "2025"}, "geographicLevel": "LA"}
            row |= {"locations": {"LA": "x"}, "filters": {}, "values": {}}
            return 200, self._page([row] * count, asked)
        return 404, b'{"title": "Not Found"}'

    def _wrong(self, parts: list[str], method: str, query: str, body: dict[str, Any]) -> str:
        """Why the real service would refuse a request; empty if it would not."""
        given = {name: found[0] for name, found in parse_qs(query).items()} | body
        limits = {"publications": 40, "data-sets": 20, "query": 10_000}
        size = int(given.get("pageSize", 1))
        if parts[-1] in limits and not 1 <= size <= limits[parts[-1]]:
            return f"pageSize must be between 1 and {limits[parts[-1]]}"
        if parts[-1] == "query" and method == "POST":
            known = {one["id"] for one in self.meta[parts[2]]["indicators"]}
            asked = set(body.get("indicators", ()))
            if not asked or not asked <= known:
                return "indicators must name indicators of the data set by their ids"
        if len(parts) > 3 and parts[1] == "data-sets":
            latest = next(
                one["latestVersion"]["version"]
                for several in self.data_sets.values()
                for one in several
                if one["id"] == parts[2]
            )
            if given.get("dataSetVersion", latest) != latest:
                return "no such version"
        return ""

    def _page(self, rows: list[dict[str, Any]], asked: dict[str, Any]) -> bytes:
        page, size = int(asked.get("page", 1)), int(asked.get("pageSize", 20))
        pages = max((len(rows) + size - 1) // size, 1)
        paging = {"page": page, "pageSize": size, "totalResults": len(rows), "totalPages": pages}
        content = {"paging": paging, "results": rows[(page - 1) * size : page * size]}
        return json.dumps(content | {"warnings": []}).encode()


@contextmanager
def serving(stand_in: StandIn) -> Iterator[StandIn]:
    """The stand-in behind a local port."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._reply("GET", {})

        def do_POST(self) -> None:
            length = int(self.headers.get("Content-Length", 0))
            self._reply("POST", json.loads(self.rfile.read(length) or b"{}"))

        def _reply(self, method: str, body: dict[str, Any]) -> None:
            status, content = stand_in.answer(method, self.path, body)
            self.send_response(status)
            if content[:2] == b"\x1f\x8b":
                self.send_header("Content-Encoding", "gzip")
                self.send_header("Content-Type", "text/csv")
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, format: str, *args: object) -> None:
            del format, args

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    stand_in.base = f"http://127.0.0.1:{server.server_address[1]}"
    try:
        yield stand_in
    finally:
        server.shutdown()
        server.server_close()
