"""What an audit is held for, and by what it judges: the values of the names that rules give with a `$`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime

_NAME = re.compile(r"\$([a-z]\w*)")


@dataclass(frozen=True, slots=True)
class Thresholds:
    """What an installation may judge otherwise. Shares are from 0 to 1."""

    least_judged: int = 10
    """Shares are not judged of fewer documents or files than this: one of two is no trend."""
    withdrawn_share: float = 0.5
    """The run is held back if more than this of what it loaded fails the audit."""
    shrink_share: float = 0.2
    """The run is held back if the warehouse loses more than this of its documents; of rows, it is warned."""
    vanished_share: float = 0.5
    """Warning if more than this of all files have gone from the inbox in one run."""
    refused_share: float = 0.25
    """Warning if more than this of a run's files cannot be loaded."""
    compared_runs: int = 10
    """Number of earlier runs that a run's density and load are compared with."""
    density_share: float = 0.5
    """Warning if a run finds less than this of the usual number of commitments per page."""
    load_share: float = 0.1
    """Remark if a run loads less than this of the usual number of documents."""
    accounted_share: float = 0.5
    """Warning if less than this of a run's sentences is accounted for by what was extracted."""
    illegible_share: float = 0.3
    """A document is withdrawn if more than this of its text is unmapped glyphs or unknown characters."""
    stale_days: int = 30
    """Warning if nothing was loaded for more than this many days."""

    def __post_init__(self) -> None:
        """Raise ValueError for what is no share or no number of days, runs or documents."""
        for name, value in asdict(self).items():
            if value < 0 or (name.endswith("_share") and value > 1):
                raise ValueError(f"{name} must be {'from 0 to 1' if name.endswith('_share') else 'positive'}")


@dataclass(frozen=True, slots=True)
class Occasion:
    """An audit of what `run_id` wrote, held at `as_of` (UTC): nothing here looks at a clock."""

    run_id: str
    as_of: datetime
    thresholds: Thresholds = field(default_factory=Thresholds)

    def fill(self, sql: str) -> str:
        """Return SQL with a literal in place of each `$run_id`, `$as_of` and `$` with a threshold's name.

        Raises KeyError for any other name.
        """
        values = self._values()
        return _NAME.sub(lambda match: values[match[1]], sql)

    def _values(self) -> Mapping[str, str]:
        numbers = {name: str(value) for name, value in asdict(self.thresholds).items()}
        run_id = self.run_id.replace("'", "''")
        return {**numbers, "run_id": f"'{run_id}'", "as_of": f"TIMESTAMP '{self.as_of:%Y-%m-%d %H:%M:%S}'"}
