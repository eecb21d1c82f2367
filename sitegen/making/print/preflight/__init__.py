"""Preflight: what a printing house would refuse, found before it does; also on PDFs that came from elsewhere.

Nothing is certified here. The best outcome is "PDF/X-4 declared, checks passed"; a check whose tool is missing
is reported as not run.
"""

from sitegen.making.print.preflight.job import Job
from sitegen.making.print.preflight.run import preflight, preflight_all

__all__ = ["Job", "preflight", "preflight_all"]
