"""Start the frozen program: PyInstaller wants a script, not a package."""

import sys

from rccdesk.__main__ import main

sys.exit(main())
