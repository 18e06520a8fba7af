/** What can be wrong with Redis: with what it keeps, with the way to it, with itself. */
import { createHash } from 'node:crypto'
import type { Fate, TestRedis } from './redis.js'
import type { StoreFault } from './store-faults.js'

type Look = TestRedis['look']

/** Somebody else's values where ours are looked for, `entry` being ours as it was. */
export interface ValueFault extends StoreFault {
  readonly spoil: (look: Look, feed: string, entry: string) => Promise<unknown>
}

const key = (kind: string, feed: string) => `social-feed:${kind}:${feed}`
const entryAs =
  (change: (entry: string) => string): ValueFault['spoil'] =>
  (look, feed, entry) =>
    look.set(key('entry', feed), change(entry))
const aList =
  (kind: string): ValueFault['spoil'] =>
  async (look, feed) => {
    await look.del(key(kind, feed))
    await look.rpush(key(kind, feed), 'a', 'list')
  }

export const VALUE_FAULTS: readonly ValueFault[] = [
  { name: 'an entry torn in half', spoil: entryAs(entry => entry.slice(0, entry.length / 2)) },
  { name: 'an empty entry', spoil: entryAs(() => '') },
  { name: 'an entry of another program', spoil: entryAs(() => 'hello') },
  { name: 'an entry of a newer version', spoil: entryAs(entry => entry.replace('{"v":1,', '{"v":2,')) },
  {
    name: 'an entry of another feed',
    spoil: entryAs(entry => entry.replace(/"key":"[^"]*"/, '"key":"x/else"')),
  },
  { name: 'an entry without its times', spoil: entryAs(entry => entry.replace('"hardUntil"', '"hard"')) },
  {
    name: 'an entry that holds no document',
    spoil: entryAs(entry => entry.replace('"document":', '"dokument":')),
  },
  { name: 'an entry that is a list', spoil: aList('entry') },
  { name: 'an entry that is gone', spoil: (look, feed) => look.del(key('entry', feed)) },
  {
    name: 'a failure that is junk',
    spoil: (look, feed) => look.set(key('failure', feed), '{"reason":"budget"}'),
  },
  { name: 'a failure that is a list', spoil: aList('failure') },
  { name: 'a lease that never ends', spoil: (look, feed) => look.set(key('lease', feed), 'somebody') },
  { name: 'a lease that is a list', spoil: aList('lease') },
  { name: 'deletions that are a list', spoil: aList('deleted') },
  { name: 'a revision that is no number', spoil: (look, feed) => look.set(key('revision', feed), 'junk') },
  { name: 'a revision that is a list', spoil: aList('revision') },
]

/** The way to Redis; each connection meets the same. */
export interface LineFault extends StoreFault {
  readonly fate: Fate
}

const says =
  (text: string): Fate =>
  (_, pass) =>
    pass(Buffer.from(text))
const refusal = (text: string): LineFault => ({
  name: text.split(' ')[0] ?? '',
  alone: true,
  fate: says(`-${text}\r\n`),
})

export const LINE_FAULTS: readonly LineFault[] = [
  { name: 'cut off', alone: true, fate: (_answer, _pass, client) => client.destroy() },
  { name: 'reset', alone: true, fate: (_answer, _pass, client) => client.resetAndDestroy() },
  { name: 'silent', alone: true, fate: () => {} },
  { name: 'far too slow', alone: true, fate: (answer, pass) => setTimeout(pass, 10_000, answer).unref() },
  {
    name: 'cut in the middle of an answer',
    alone: true,
    fate: (answer, pass, client) => {
      pass(answer.subarray(0, answer.length / 2))
      client.end()
    },
  },
  {
    name: 'silent in the middle of an answer',
    alone: true,
    fate: (answer, pass) => pass(answer.subarray(0, 1)),
  },
  {
    name: 'no Redis but a web server',
    alone: true,
    fate: says('HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n'),
  },
  { name: 'noise', alone: true, fate: (_, pass) => pass(createHash('sha512').update('noise').digest()) },
  // As redis-server words them.
  refusal('LOADING Redis is loading the dataset in memory'),
  refusal("MASTERDOWN Link with MASTER is down and replica-serve-stale-data is set to 'no'."),
  refusal('NOAUTH Authentication required.'),
  refusal("NOPERM this user has no permissions to run the 'eval' command"),
  refusal('BUSY Redis is busy running a script. You can only call SCRIPT KILL or SHUTDOWN NOSAVE.'),
  refusal(
    'MISCONF Redis is configured to save RDB snapshots, but it is currently not able to persist on disk.',
  ),
  refusal('CLUSTERDOWN The cluster is down'),
  refusal('MOVED 3999 127.0.0.1:1'),
  refusal('ERR max number of clients reached'),
]

/** Redis itself. Each has it for itself alone. */
export interface ServerFault extends StoreFault {
  readonly begin: (redis: TestRedis) => unknown
  readonly end?: (redis: TestRedis) => unknown
}

export const SERVER_FAULTS: readonly ServerFault[] = [
  { name: 'stopped (SIGSTOP)', alone: true, begin: redis => redis.freeze(), end: redis => redis.thaw() },
  { name: 'killed', alone: true, begin: redis => redis.kill(), end: redis => redis.start() },
  { name: 'emptied', begin: ({ look }) => look.flushall() },
  { name: 'its scripts forgotten', begin: ({ look }) => look.script('FLUSH') },
  {
    name: 'a replica, which may not write',
    alone: true,
    begin: ({ look }) => look.replicaof('127.0.0.1', 1),
    end: ({ look }) => look.replicaof('NO', 'ONE'),
  },
  {
    name: 'out of memory',
    alone: true,
    begin: ({ look }) => look.config('SET', 'maxmemory', '1'),
    end: ({ look }) => look.config('SET', 'maxmemory', '0'),
  },
  {
    name: 'a ledger that is a list',
    alone: true,
    begin: async ({ look }) => {
      for (const day of await look.keys('social-feed:ledger:????-??-??')) {
        await look.del(day)
        await look.rpush(day, 'a', 'list')
      }
    },
  },
]
