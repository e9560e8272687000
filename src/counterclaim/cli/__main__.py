"""``python -m counterclaim.cli``."""

import sys

from counterclaim.cli.main import main

sys.exit(main())
