"""What makes the parts of a measure, and the time bases and levels measures share.

Belongs here: names every module of figures uses. Does not belong here: any figure.
"""

from collections.abc import Callable
from datetime import date

from tests.oracle.care import Care
from tests.oracle.credit import Leads
from tests.oracle.figures import Part
from tests.oracle.records import Drop

FLOWS, STOCK, YEARS = ("IM", "YTD", "R12"), ("SNAP",), ("YTD", "R12")
TEAMS, WHOLE = ("authority", "team"), ("authority",)
Maker = Callable[[Drop, Leads, Care, list[date]], list[Part]]
