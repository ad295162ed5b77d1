"""What kind of synthetic council to simulate: its size, its seed, its yearly volumes.

Belongs here: the frozen profile every generator receives, and the volumes that scale with
size. Does not belong here: any simulated row, and any figure the pipeline should compute.
"""

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

DEMONSTRATION_LA_CODE = "871"
DEFAULT_SEED = 2015
DEFAULT_MONTHS = ("2015-03", "2015-04", "2015-05", "2015-06")

Row = dict[str, object]
Tables = dict[str, list[Row]]


@dataclass(frozen=True)
class CouncilProfile:
    """One synthetic council; volumes are per year at its size.

    Attributes:
        la_code: Authority code written into the drops.
        seed: Seed of every random stream.
        size: 1 is a small unitary of about 40,000 children; 10 and 150 are for measurements.
        is_calibrated: True only for the demonstration council, whose figures are fixed.
        history_from: First day from which the extracts are complete.
        until: Last day simulated.
        months: Report months of the drops, oldest first, as yyyy-mm.
    """

    la_code: str
    seed: int
    size: float
    is_calibrated: bool
    history_from: date = date(2010, 4, 1)
    until: date = date(2015, 7, 15)
    months: tuple[str, ...] = DEFAULT_MONTHS

    def scaled(self, number: float, least: int = 0) -> int:
        """A volume at size 1 brought to this council's size, rounded half up, never below least."""
        product = Decimal(str(number)) * Decimal(str(self.size))
        return max(least, int(product.quantize(Decimal(1), rounding=ROUND_HALF_UP)))

    @property
    def population_0_17(self) -> int:
        """Children aged 0 to 17 who live in the area."""
        return self.scaled(39_560)

    @property
    def contacts_per_year(self) -> int:
        """Contacts received in a year."""
        return self.scaled(7_200)

    @property
    def referrals_per_year(self) -> int:
        """Referrals received in a year."""
        return self.scaled(2_280)

    @property
    def assessments_per_year(self) -> int:
        """Single assessments completed in a year."""
        return self.scaled(2_000)

    @property
    def section_47_per_year(self) -> int:
        """Section 47 enquiries started in a year."""
        return self.scaled(965)

    @property
    def cp_plans_open(self) -> int:
        """Child protection plans open on an ordinary day."""
        return self.scaled(205)

    @property
    def children_looked_after(self) -> int:
        """Children looked after on an ordinary day."""
        return self.scaled(207)

    @property
    def audits_per_month(self) -> int:
        """Case audits scheduled in a month outside the themed audit programme."""
        return self.scaled(10, least=2)

    @property
    def foster_enquiries_per_year(self) -> int:
        """Enquiries from would-be fostering households in a year."""
        return self.scaled(66, least=6)


def council_profile(
    la_code: str = DEMONSTRATION_LA_CODE, seed: int = DEFAULT_SEED, size: float = 1
) -> CouncilProfile:
    """The profile for an authority; calibrated only for the demonstration's code, seed and size."""
    is_calibrated = la_code == DEMONSTRATION_LA_CODE and seed == DEFAULT_SEED and size == 1
    return CouncilProfile(la_code, seed, size, is_calibrated)
