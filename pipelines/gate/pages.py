"""Pages of the gate that anyone can open offline and that tell nobody they were opened.

Belongs here: taking the library's own pages apart and putting what they say into plain pages with
one style sheet inside. Does not belong here: results (worker). The library's pages load styles,
scripts and a logo from six hosts, the logo with an id of the installation in its address.
"""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

STYLE = (Path(__file__).parent / "pages.css").read_text(encoding="utf-8")
TITLES = {
    "kpi_value": "Figures of the authority",
    "kpi_value_by_level": "Figures by KPI and level",
    "kpi_comparison": "Comparisons",
    "kpi_cohort_by_kpi": "Rows behind the figures, counted by KPI",
    "load_audit": "Rows read, loaded and rejected",
    "reconciliations": "Reconciliations",
}
_REMOVED = re.compile(
    r"<script\b.*?</script>|<style\b.*?</style>|<link\b[^>]*>|<img\b[^>]*>|<iframe\b.*?</iframe>"
    r"|<footer\b.*?</footer>|<button\b.*?</button>|<!--.*?-->",
    re.DOTALL | re.IGNORECASE,
)
_GOOD = re.compile(r"<i\b[^>]*fa-check-circle[^>]*></i>")
_BAD = re.compile(r"<i\b[^>]*(?:fa-times|fa-exclamation-triangle)[^>]*></i>")
_ICON = re.compile(r"<i\b[^>]*></i>")
# how the library was called: of no use to the reader
_CALLED = re.compile(r'<div id="section-1-content-block-3".*?(?=<div id="section-2")', re.DOTALL)
_LINK = re.compile(r"</?a\b[^>]*>", re.IGNORECASE)
_ATTRIBUTES = re.compile(r'\s(?:style|onclick|data-[\w-]+|id|aria-[\w-]+|role)=(?:"[^"]*"|[^\s>]+)')
_OUTSIDE = re.compile(r"""(?:src|href)\s*=\s*["']?\s*(?:https?:)?//|url\(\s*["']?(?:https?:)?//""")


def write(site: Path, folder: Path, summaries: Mapping[str, Mapping[str, Any]]) -> None:
    """Turn the library's pages below ``site`` into plain ones in ``folder``, with an index."""
    for name in summaries:
        found = sorted((site / "validations" / name).rglob("*.html"))
        if found:
            page = plain(found[-1].read_text(encoding="utf-8"), TITLES.get(name, name))
            (folder / f"{name}.html").write_text(page, encoding="utf-8")
    (folder / "index.html").write_text(_index(summaries), encoding="utf-8")


def plain(page: str, title: str) -> str:
    """One page of the library without scripts, pictures, links or anything from outside."""
    body = page[page.index("<body") :] if "<body" in page else page
    start = body.find('<div id="section-1"')
    body = body[start:] if start >= 0 else body
    body = _REMOVED.sub("", body)
    body = _CALLED.sub("</div></div>", body)
    body = _GOOD.sub('<b class="good">pass</b>', body)
    body = _BAD.sub('<b class="bad">FAIL</b>', body)
    body = _ICON.sub("", body)
    body = _LINK.sub("", body)
    body = _ATTRIBUTES.sub("", body)
    body = re.sub(r"</?(?:body|html)[^>]*>", "", body)
    body = re.sub(r"\n\s*\n+", "\n", body)
    return _shell(title, f'<p><a href="index.html">All suites</a></p>\n{body}')


def _index(summaries: Mapping[str, Mapping[str, Any]]) -> str:
    rows = "\n".join(
        f'<tr><td><a href="{name}.html">{html.escape(TITLES.get(name, name))}</a></td>'
        f'<td>{_result(one)}</td><td class="number">{one["expected"]}</td>'
        f'<td class="number">{one["failed"]}</td></tr>'
        for name, one in summaries.items()
    )
    return _shell(
        "What this publication was checked for",
        "<p>Each suite looks at the finished figures before they are published; one failure stops "
        "the publication. No row about one child is looked at here.</p>\n"
        "<table><thead><tr><th>Suite</th><th>Result</th><th>Expectations</th><th>Failed</th></tr>"
        f"</thead><tbody>\n{rows}\n</tbody></table>",
    )


def _result(summary: Mapping[str, Any]) -> str:
    return '<b class="good">pass</b>' if summary["success"] else '<b class="bad">FAIL</b>'


def _shell(title: str, body: str) -> str:
    return (
        '<!DOCTYPE html>\n<html lang="en-GB">\n<head>\n<meta charset="utf-8">\n'
        f"<title>{html.escape(title)}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n"
        f"<h1>{html.escape(title)}</h1>\n{body}\n</body>\n</html>\n"
    )


def outside_requests(page: str) -> list[str]:
    """Parts of a page that would make a browser ask another machine for something."""
    return _OUTSIDE.findall(page)
