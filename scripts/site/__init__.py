"""The documentation site, English and Korean, from the Markdown of the repository: `make site`."""
