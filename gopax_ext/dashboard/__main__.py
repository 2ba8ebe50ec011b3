"""`python -m gopax_ext.dashboard`: serve the built-in exchange and its dashboard until Ctrl-C.

It takes the options of `python -m gopax_ext.sandbox`.
"""

import sys

from ..sandbox.__main__ import main
from .app import Dashboard

if __name__ == "__main__":
    sys.exit(main(dress=Dashboard))
