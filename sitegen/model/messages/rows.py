"""The shape of a message."""

Row = tuple[str, str, str, str]
"""A problem in words: English, English repair, Czech, Czech repair; `{name}` is filled from the problem's params.

An empty repair means that the sentence says enough.
"""
