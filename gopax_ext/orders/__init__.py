"""Orders whose outcome nobody knows: kept on record, looked for, decided from evidence.

    placing     place_order through the journal: what is asked is on disk before a byte leaves
    journal     one SQLite file for each exchange and API key
    resolving   fence, look, settle; then `decide` says what became of an attempt
    precision   numbers that a double on the server would change are refused
    rules       minimum amounts and tick sizes as data, with rounding that somebody asked for

Nothing here is loaded before a call is made that changes something.
"""
