"""Which sentences of the evidence answer, and whether any does. Nothing is written here: all words are those of the source."""
