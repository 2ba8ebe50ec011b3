"""Engine and document to IR: a closed table of types, and anything outside it is an error."""

from .api import lower

__all__ = ["lower"]
