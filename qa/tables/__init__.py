"""The tables of documents: rows put together under the heads of their columns, what a cell says, a row in words. Pure; knows no questions."""
