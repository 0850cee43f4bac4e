"""`python -m giaoban.cli` is `giaoban`."""

import sys

from giaoban.cli.main import main

if __name__ == "__main__":
    sys.exit(main())
