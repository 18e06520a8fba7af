/**
 * What must happen in Redis as one step. Sent whole each time: a script that Redis had forgotten would be
 * sent twice, and arrive behind what was asked after it.
 */
import { KEEP_FOR } from '../deletions.js'

/** Entries are `fetchedAt {"v":1,…}`, so that ages are compared without parsing. Anything else is overwritten. */
const AGE_OF = `
local function age(key)
  local old = redis.pcall('GET', key)
  return type(old) == 'string' and tonumber(string.match(old, '^(%d+) {"v":1,')) or 0
end`

/** Two days: longer than any read that may still be on its way, and than any gap in listening that matters. */
const REMEMBER = 172_800

/** KEYS entry, failure, revision. ARGV value, milliseconds, fetchedAt, revision it was learnt under. */
export const SAVE = `${AGE_OF}
if (redis.call('GET', KEYS[3]) or '0') ~= ARGV[4] or age(KEYS[1]) > tonumber(ARGV[3]) then return 0 end
redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
redis.call('DEL', KEYS[2])
return 1`

/** KEYS entry, failure, revision, changes. ARGV channel, key, message. */
const ANNOUNCE = `
local revision = redis.call('INCR', KEYS[3])
local now = tonumber(redis.call('TIME')[1])
redis.call('EXPIRE', KEYS[3], ${REMEMBER})
redis.call('ZADD', KEYS[4], now, ARGV[2])
redis.call('ZREMRANGEBYSCORE', KEYS[4], 0, now - ${REMEMBER})
redis.call('PUBLISH', ARGV[1], ARGV[3])
return tostring(revision)`

/** As `ANNOUNCE`, and ARGV value, milliseconds, fetchedAt, revision. Nil: another entry is there by now. */
export const REPLACE = `${AGE_OF}
local changed = ARGV[7] ~= '' and (redis.call('GET', KEYS[3]) or '0') ~= ARGV[7]
if changed or age(KEYS[1]) > tonumber(ARGV[6]) then return nil end
redis.call('SET', KEYS[1], ARGV[4], 'PX', ARGV[5])${ANNOUNCE}`

export const REMOVE = `
redis.call('DEL', KEYS[1], KEYS[2])${ANNOUNCE}`

/**
 * KEYS lease, deleted, entry, failure, revision. ARGV the holder's token, milliseconds. What was kept is read
 * behind the lease, so that a winner sees what the last holder told. A lease that never ends is none of ours.
 */
export const CLAIM = `
local mine = redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2], 'NX')
if not mine and redis.call('PTTL', KEYS[1]) == -1 then
  mine = redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
end
local deleted = redis.pcall('ZRANGE', KEYS[2], 0, -1, 'WITHSCORES')
return { mine and 1 or 0, deleted.err and {} or deleted, redis.call('MGET', KEYS[3], KEYS[4], KEYS[5]) }`

/**
 * As `ANNOUNCE` with the deleted posts as KEYS[5], and ARGV earliest time kept, posts kept, then times and ids.
 * The empty id stands for the whole feed, and is none of those that make room.
 */
export const KEEP_OUT = `
if redis.call('TYPE', KEYS[5]).ok ~= 'zset' then redis.call('DEL', KEYS[5]) end
for at = 6, #ARGV, 2 do redis.call('ZADD', KEYS[5], 'GT', ARGV[at], ARGV[at + 1]) end
redis.call('ZREMRANGEBYSCORE', KEYS[5], '-inf', ARGV[4])
local whole = redis.call('ZSCORE', KEYS[5], '')
redis.call('ZREM', KEYS[5], '')
redis.call('ZREMRANGEBYRANK', KEYS[5], 0, -1 - ARGV[5])
if whole then redis.call('ZADD', KEYS[5], whole, '') end
redis.call('EXPIRE', KEYS[5], ${KEEP_FOR / 1000})${ANNOUNCE}`

/** KEYS lease. ARGV the holder's token. */
export const RELEASE = `
if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('DEL', KEYS[1]) end
return 0`
