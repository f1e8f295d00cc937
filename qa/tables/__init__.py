"""Questions answered from tables: rows with the heads of their columns, which row and column are meant, what follows from them."""
