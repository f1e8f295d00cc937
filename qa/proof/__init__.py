"""Is a draft sentence proved by its paragraph? Tokens, clauses, and one rule for each way of being wrong."""
