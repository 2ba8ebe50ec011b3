"""A package of its own: a library that installs its tests as `tests` must not stand before it."""
