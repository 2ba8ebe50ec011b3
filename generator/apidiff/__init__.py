"""What changed in the public Python surface, and whether the document explains it.

`python -m generator.apidiff [OLD [NEW]]` lists it. griffe reads the sources; nothing is imported.
"""

from .agreement import unexplained
from .changes import ApiChange, compare
from .surface import Surface, read_surface

__all__ = ["ApiChange", "Surface", "compare", "read_surface", "unexplained"]
