"""Files to searchable passages. Knows no questions, no language model, no environment variables."""
