"""`python -m sitegen`, and the command `sitegen` of an installed program."""

import sys

from sitegen.cli import main


def run() -> int:
    """Run the command line of this process; returns its exit code."""
    return main(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(run())
