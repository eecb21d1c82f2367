"""What the site says: knows YAML, no renderer."""
