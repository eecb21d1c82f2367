"""Print: zines, wall labels and posters as PDF for presses, for folding at home and for reading.

Start at recipes.py (what can be made) and zine.py (how one is laid out).
"""
