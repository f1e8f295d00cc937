"""The evidence of a question: which documents it means, what is found in them, what of it belongs together."""
