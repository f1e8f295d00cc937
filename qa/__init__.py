"""Questions to verified answers. Knows no web framework."""
