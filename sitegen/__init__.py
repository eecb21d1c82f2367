"""A multilingual static site and print generator: content in, a checked site out (start at pipeline.py)."""

import sitegen.model.running  # noqa: F401 - before any module is loaded it notes which files are there to load

__version__ = "0.1.0"
"""By Semantic Versioning: what editors write, and the options of the command line, are what it promises."""
