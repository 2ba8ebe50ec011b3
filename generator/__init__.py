"""Writes a typed client package from an OpenAPI 3.1 document.

The way is document -> engine -> intermediate form -> templates -> package.

It knows nothing about any one API: what is particular to one stands in its document and in a
configuration file. `python -m generator --help` says how to run it.
"""
