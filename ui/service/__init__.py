"""The server around the pages: the API, who may use it, how much at a time, and what is told about it."""
