"""HTML of the pages: frozen values in, escaped text out."""
