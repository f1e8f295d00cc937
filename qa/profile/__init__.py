"""What is known of an enterprise: read from free text or from a form, each fact with the words that it came from."""

from __future__ import annotations

from qa.profile.form import load_form, read_form
from qa.profile.text import read_text
from qa.profile.types import Fact, Need, Profile, Stated

__all__ = ["Fact", "Need", "Profile", "Stated", "load_form", "read_form", "read_text"]
