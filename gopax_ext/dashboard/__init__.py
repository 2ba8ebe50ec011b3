"""Pages around the built-in exchange: a dashboard at `/` and the API at `/docs`.

`Dashboard(sandbox)` puts them there, before `sandbox.start()`; `python -m gopax_ext.dashboard`
serves both from the command line. The exchange answers every other path as it does without them.
"""

from .app import Dashboard

__all__ = ["Dashboard"]
