"""The command line: the grammar, one module for each family of commands, and what they print."""
