"""The peers: what people use today for the same calls, each set up as its own manual says."""
