"""How an answer is shown: as a table to people, as text, JSON or CSV to programs."""
