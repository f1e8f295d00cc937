"""What is told of documents: whether one is in force, how it was cut, what may have been misread, what became of those that were added."""
