"""The options of a command to the filter of its search."""

from __future__ import annotations

import argparse

from index.scope import Scope


def scope_of(options: argparse.Namespace) -> Scope:
    """Return the filter that the options ask for."""
    return Scope(
        region=options.region,
        issuer=options.issuer,
        day=getattr(options, "as_of", None),
        in_force=options.in_force,
    )
