/** One visit of a server to the books of one day, in Redis, as one step. */
import type { MicroDollars } from '../ledger.js'

/** A reservation to be counted whatever the budget says: it was made. With `bought` it is settled as well. */
export interface Op {
  readonly id: string
  readonly amount: MicroDollars
  readonly bought?: { readonly posts: readonly string[]; readonly users: readonly string[] }
}

export interface Visit {
  readonly server: string
  /** Visits of one server count up. One that arrives late, out of a dead connection, is ignored. */
  readonly turn: number
  /** Safe to send again: what is counted stays counted once. */
  readonly ops: readonly Op[]
  readonly ask?: { readonly id: string; readonly amount: MicroDollars }
  readonly budget: MicroDollars
  /** What the server keeps at hand however this visit ends: never more than Redis holds for it. */
  readonly keep: MicroDollars
  /** The part of what is left that it would like to have at hand. 0: the day is tight, all give theirs up. */
  readonly share: number
  /** Tells the others that the day is tight, should the budget bear what is asked once they gave theirs up. */
  readonly channel: string
  readonly day: string
  /** Which books it saw last, and how much was taken of the budget there, but for its own part. */
  readonly book?: string
  readonly seen: MicroDollars
  readonly prices: { readonly post: MicroDollars; readonly user: MicroDollars }
  /** Seconds. */
  readonly keepTotals: number
  readonly keepIds: number
}

export interface Visited {
  readonly granted: boolean
  /** Refused only because others have something at hand. */
  readonly tight: boolean
  readonly held: MicroDollars
  /** Less than `held` when the server holds more than its share by now. */
  readonly target: MicroDollars
  readonly book: string
  readonly seen: MicroDollars
}

/** KEYS day, posts, users, reservations, holds. ARGV a `Visit` as JSON. The answer is a `Visited` as JSON. */
export const VISIT = `
local day, posts, users, reservations, holds = KEYS[1], KEYS[2], KEYS[3], KEYS[4], KEYS[5]
local q = cjson.decode(ARGV[1])
if tonumber(redis.call('HGET', reservations, 'turn:' .. q.server) or 0) >= q.turn then return nil end
redis.call('HSET', reservations, 'turn:' .. q.server, q.turn)

local function number(field) return tonumber(redis.call('HGET', day, field) or 0) end
local function add(field, amount) redis.call('HINCRBY', day, field, string.format('%.0f', amount)) end

-- Redis lost these books when it knows other ones: then the highest sum a server remembers counts.
local book = redis.call('HGET', day, 'book')
if not book then
  book = q.server .. ':' .. string.format('%.0f', q.turn)
  redis.call('HSET', day, 'book', book)
end
if q.book and q.book ~= book and q.seen > number('lost') then
  add('spent', q.seen - number('lost'))
  redis.call('HSET', day, 'lost', string.format('%.0f', q.seen))
end

local function new(set, ids)
  local count = 0
  for _, id in ipairs(ids) do count = count + redis.call('SADD', set, id) end
  return count
end
for _, op in ipairs(q.ops) do
  local state = redis.call('HGET', reservations, op.id)
  if not state then
    state = op.amount
    add('spent', state)
    redis.call('HSET', reservations, op.id, state)
  end
  if op.bought and state ~= 'settled' then
    local p, u = new(posts, op.bought.posts), new(users, op.bought.users)
    add('posts', p)
    add('users', u)
    add('spent', p * q.prices.post + u * q.prices.user - tonumber(state))
    redis.call('HSET', reservations, op.id, 'settled')
  end
end

local others = 0
local all = redis.call('HGETALL', holds)
for i = 1, #all, 2 do
  if all[i] ~= q.server then others = others + tonumber(all[i + 1]) end
end
local granted, tight = false, false
if q.ask then
  local after = number('spent') + q.ask.amount
  granted = after + others + q.keep <= q.budget
  tight = not granted and after <= q.budget
  if granted then
    add('spent', q.ask.amount)
    redis.call('HSET', reservations, q.ask.id, q.ask.amount)
  elseif tight and q.share == 0 then
    redis.call('PUBLISH', q.channel, q.day)
  end
end

local spent = number('spent')
local target = math.floor(math.max(0, q.budget - spent) * q.share)
local held = math.max(q.keep, math.min(target, q.budget - spent - others))
redis.call('HSET', holds, q.server, string.format('%.0f', held))
redis.call('EXPIRE', day, q.keepTotals)
for _, key in ipairs({ posts, users, reservations, holds }) do redis.call('EXPIRE', key, q.keepIds) end
return cjson.encode({
  granted = granted, tight = tight, held = held, target = math.min(target, held), book = book, seen = spent + others,
})`
