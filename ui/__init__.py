"""The web application: layout, handlers, rendering."""
