"""What a person sees in a terminal. Loaded by commands alone, never by the client."""
