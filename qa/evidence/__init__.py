"""What a sentence that was found says by itself: its paragraph and its document, its clauses, its time, the enumeration it stands in."""
