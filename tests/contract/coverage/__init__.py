"""How much of openapi.yaml a run exercised: what there is, what was seen, and the page about it."""
