"""Training that anyone can rerun: build the examples, train the adapter, export it, measure it. See the README there."""
