"""How files are made: knows no content type."""
