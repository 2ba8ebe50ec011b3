"""What happens inside Redis, each in one piece.

Every key is declared, and all keys of a script carry one hash tag, so that a cluster keeps them
together. Times are milliseconds of the server's clock.

A Redis that was started anew may have forgotten who holds what. Whoever notices first keeps
everyone still for a moment; those whose calls are under way make themselves known meanwhile.
"""

from typing import Final

__all__ = ["CLAIM", "EXTEND", "GIVE_BACK", "RELEASE", "RENEW", "SLOW_DOWN", "TAKE"]

_NOW: Final = """
local clock = redis.call('TIME')
local now = clock[1] * 1000 + clock[2] / 1000
"""

_QUIET: Final = """
local function quiet_after(key, epoch, age, grace, known)
  local before = redis.call('HGET', key, 'epoch')
  if before == epoch then return 0 end
  redis.call('HSET', key, 'epoch', epoch)
  if before or known then return grace end
  return math.max(0, grace - age)
end
"""

CLAIM: Final = (
    _NOW
    + _QUIET
    + """
local lease, lane, wish = KEYS[1], KEYS[2], KEYS[3]
local me, ttl, floor, client = ARGV[1], ARGV[2], tonumber(ARGV[3]), tonumber(ARGV[4])
if math.abs(now - client) > 86400000 then return {'clock', string.format('%.0f', now)} end
local quiet = quiet_after(lane, ARGV[5], tonumber(ARGV[6]), tonumber(ARGV[7]), floor > 0)
if quiet > 0 then redis.call('SET', lease, 'quiet', 'PX', math.ceil(quiet)) end
local holder = redis.call('GET', lease)
if holder and holder ~= me then
  redis.call('SET', wish, me, 'PX', 10)
  return {'held', holder}
end
local asker = redis.call('GET', wish)
if asker and asker ~= me and redis.call('HGET', lane, 'last') == me then return {'held', asker} end
local high = math.max(tonumber(redis.call('HGET', lane, 'high') or '0'), floor)
local nonce = string.format('%.0f', math.max(high + 1, math.floor(now)))
redis.call('SET', lease, me, 'PX', ttl)
redis.call('HSET', lane, 'high', nonce, 'last', me)
redis.call('PEXPIRE', lane, 2592000000)
return {'yours', nonce}
"""
)
"""Lease the lane and choose the nonce: above every other, and not below the server's time."""

RENEW: Final = """
local holder = redis.call('GET', KEYS[1])
if not holder or holder == ARGV[1] or holder == 'quiet' then
  redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
end
return {1}
"""

RELEASE: Final = """
if redis.call('GET', KEYS[1]) == ARGV[1] then redis.call('DEL', KEYS[1]) end
return {1}
"""

TAKE: Final = (
    _NOW
    + _QUIET
    + """
local slots, rate = KEYS[1], KEYS[2]
local member, limit, reserve = ARGV[1], tonumber(ARGV[2]), tonumber(ARGV[3])
local ttl, window = tonumber(ARGV[4]), tonumber(ARGV[5])
local quiet = quiet_after(rate, ARGV[7], tonumber(ARGV[8]), tonumber(ARGV[9]), false)
local paused = tonumber(redis.call('HGET', rate, 'paused') or '0')
if quiet > 0 then
  paused = math.max(paused, now + quiet)
  redis.call('HSET', rate, 'paused', paused)
end
redis.call('PEXPIRE', rate, 7200000)
if now < paused then return {'wait', string.format('%.3f', paused - now)} end
local cap = tonumber(redis.call('HGET', rate, 'cap') or limit)
local allowed = math.min(limit, cap + math.floor((now - paused) / window))
if ARGV[6] == 'later' and now < tonumber(redis.call('HGET', rate, 'trading') or '0') then
  allowed = allowed - reserve
end
allowed = math.max(1, allowed)
redis.call('ZREMRANGEBYSCORE', slots, '-inf', now)
local used = redis.call('ZCARD', slots)
if used >= allowed then
  local next = redis.call('ZRANGE', slots, used - allowed, used - allowed, 'WITHSCORES')
  return {'wait', string.format('%.3f', next[2] - now)}
end
redis.call('ZADD', slots, now + ttl, member)
redis.call('PEXPIRE', slots, math.ceil(math.max(ttl, redis.call('PTTL', slots))))
if ARGV[10] == 'trades' then redis.call('HSET', rate, 'trading', now + 3600000) end
return {'yours', member}
"""
)
"""Take a slot, until its holder's deadline and one window at the latest."""

EXTEND: Final = (
    _NOW
    + """
redis.call('ZADD', KEYS[1], 'GT', now + ARGV[2], ARGV[1])
redis.call('PEXPIRE', KEYS[1], math.ceil(math.max(ARGV[2], redis.call('PTTL', KEYS[1]))))
return {1}
"""
)

GIVE_BACK: Final = (
    _NOW
    + """
if tonumber(ARGV[2]) <= 0 then
  redis.call('ZREM', KEYS[1], ARGV[1])
  return {1}
end
redis.call('ZADD', KEYS[1], now + ARGV[2], ARGV[1])
redis.call('PEXPIRE', KEYS[1], math.ceil(math.max(ARGV[2], redis.call('PTTL', KEYS[1]))))
return {1}
"""
)
"""Free a slot after a while; it is written anew where a new server has forgotten it."""

SLOW_DOWN: Final = (
    _NOW
    + """
local paused = tonumber(redis.call('HGET', KEYS[1], 'paused') or '0')
local limit = tonumber(ARGV[2])
if now >= paused then
  local cap = tonumber(redis.call('HGET', KEYS[1], 'cap') or limit)
  cap = math.min(limit, cap + math.floor((now - paused) / ARGV[3]))
  redis.call('HSET', KEYS[1], 'cap', math.max(1, math.floor(cap / 2)))
end
redis.call('HSET', KEYS[1], 'paused', math.max(paused, now + ARGV[1]))
redis.call('PEXPIRE', KEYS[1], 7200000)
return {1}
"""
)
