"""``python -m counterclaim``: the command."""

import sys

from counterclaim.cli.main import main

sys.exit(main())
