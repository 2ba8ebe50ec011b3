"""History of the exchange as columns: exact, downloaded once, read by any engine.

Needs the extra `history` (`pip install "gopax-client[history]"`), which is loaded when the first
column is made. Trading code never loads any of this.
"""

__all__: list[str] = []
