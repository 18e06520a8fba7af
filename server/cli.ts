#!/usr/bin/env node
/** The command `social-feed-embed`: starts the server, or deletes a post or a feed everywhere at once. */
import { parseArgs } from 'node:util'
import { ConfigError, readConfig } from './config.js'
import { parseFeed } from './feed.js'
import { purge } from './purge-command.js'
import { canonicalHandle } from './sources/handles.js'

const HELP = `social-feed-embed                      start the server; settings come from the environment
social-feed-embed purge FEED [POST]    delete a feed, such as x/varindiamag, or one of its posts,
                                       from the running server and from every store
`

const { positionals, values } = parseArgs({
  allowPositionals: true,
  strict: false,
  options: { help: { type: 'boolean', short: 'h' } },
})
const [command = 'start', ...rest] = positionals

try {
  if (values.help) process.stdout.write(HELP)
  else if (command === 'start') await import('./main.js')
  else if (command === 'purge') process.stdout.write(`${await purgeCommand(rest)}\n`)
  else throw new Error(`There is no command "${command}".\n\n${HELP}`)
} catch (error) {
  const lines =
    error instanceof ConfigError ? error.mistakes : [error instanceof Error ? error.message : String(error)]
  process.stderr.write(`${lines.join('\n')}\n`)
  process.exitCode = 1
}

async function purgeCommand([written = '', post]: readonly string[]): Promise<string> {
  const named = parseFeed(written)
  const handle = named && canonicalHandle(named.network, named.handle)
  if (!named || !handle) throw new Error(`"${written}" is no feed; write it like x/varindiamag.`)
  return purge(readConfig(process.env), { ...named, handle }, post)
}
