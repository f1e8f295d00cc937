"""Who may use the server, and who changed what."""
