"""One measure of a corpus, judged for what an enterprise says of itself."""

from __future__ import annotations

from datetime import date

from index.corpus import Corpus
from qa.match import profile_of, read_documents
from qa.match.considered import consider
from qa.match.types import Matched


def judged_for(corpus: Corpus, part: str, said: str, day: date) -> Matched:
    """Return the first measure whose words hold `part`, judged on `day`."""
    profile = profile_of(said, corpus, day)
    found = [
        consider(source, read, one, profile, {}, meant=True, on=day)
        for source, read in read_documents(corpus)
        for one in read.measures
        if part in one.span.text
    ]
    assert found and found[0] is not None
    return found[0][1]
