"""Texts in several languages: which of them belong together, and which translations lag behind."""
