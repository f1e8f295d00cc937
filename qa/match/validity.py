"""Which documents are for the enterprise: in force on the day (`index.force` decides it), and of its region."""

from __future__ import annotations

from collections.abc import Mapping

from index.regions import same_or_within
from index.types import State
from qa.match.types import Reason
from qa.profile import Profile

REASONS: Mapping[State, Reason] = {
    "repealed": "superseded",
    "expired": "expired",
    "not_yet": "not_yet",
}
"""Why a document of this standing is left out; what is in force or says nothing of it is not."""


def elsewhere(region: str | None, profile: Profile) -> bool:
    """Whether the document is certainly for another region than the enterprise's."""
    if not region or not profile.regions:
        return False
    return not any(
        same_or_within(own.value, region) or same_or_within(region, own.value)
        for own in profile.regions
    )
