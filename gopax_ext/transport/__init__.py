"""How bytes reach the exchange and come back: connections of our own, or a caller's httpx.

`base` holds what the rest of the package sees. `sync` and `aio` are our connections, `httpx_lane`
lets any httpx transport or client do the work instead; all keep the same contract.
"""
