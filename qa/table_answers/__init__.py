"""Questions that a table answers: which row and which column are meant, what follows from them."""
