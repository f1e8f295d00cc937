"""One module a format: the bytes of a file to its text, its pages and what is doubtful in it."""
