"""Citations after the answer: whether they still stand, and the bundle that proves them elsewhere."""
