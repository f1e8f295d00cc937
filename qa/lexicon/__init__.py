"""Words and names that several packages read alike, and text as its two-character strings. Pure; knows nothing of questions."""
