"""`python -m stemma` is the command `stemma`."""

import sys

from stemma.cli import main

sys.exit(main())
