"""A multilingual static site and print generator: content in, a checked site out (start at pipeline.py)."""
