"""How good the answers are: question files in several formats, four scores kept apart, a report, a comparison."""
