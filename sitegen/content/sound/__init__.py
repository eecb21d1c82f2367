"""Recordings: what a sound file is, its loudness, its chapters, and the rules of podcast directories."""
