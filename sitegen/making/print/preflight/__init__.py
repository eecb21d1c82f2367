"""Preflight: what a printing house would refuse, found before it does; also on PDFs that came from elsewhere.

Nothing is certified here. The best outcome is "PDF/X-4 declared, checks passed".
"""
