#!/usr/bin/env node
/** The command `social-feed-embed`: starts the server, deletes a post or a feed everywhere at once, or writes a feed as markup. */
import { parseArgs } from 'node:util'
import { ConfigError, readConfig } from './config.js'
import { type Feed, parseFeed } from './feed.js'
import { purge } from './purge-command.js'
import { canonicalHandle } from './sources/handles.js'

/** What a rendering minds of the tag's attributes. */
const TEXTS = ['limit', 'lang', 'theme', 'layout', 'height', 'when-empty'] as const
const FLAGS = [
  'replies',
  'no-reposts',
  'no-header',
  'no-footer',
  'no-border',
  'no-media',
  'no-metrics',
] as const

const HELP = `social-feed-embed                      start the server; settings come from the environment
social-feed-embed purge FEED [POST]    delete a feed, such as x/varindiamag, or one of its posts,
                                       from the running server and from every store
social-feed-embed render FEED          write the feed, or wall/NAME, as markup that needs no script,
                                       for static pages; attributes of the tag are options, such as
                                       --limit 5 --lang de --no-header
`

const { positionals, values } = parseArgs({
  allowPositionals: true,
  strict: false,
  options: {
    help: { type: 'boolean', short: 'h' },
    ...Object.fromEntries(TEXTS.map(name => [name, { type: 'string' as const }])),
    ...Object.fromEntries(FLAGS.map(name => [name, { type: 'boolean' as const }])),
  },
})
const [command = 'start', ...rest] = positionals

try {
  if (values.help) process.stdout.write(HELP)
  else if (command === 'start') await import('./main.js')
  else if (command === 'purge') process.stdout.write(`${await purgeCommand(rest)}\n`)
  else if (command === 'render') process.stdout.write(`${await renderCommand(rest)}\n`)
  else throw new Error(`There is no command "${command}".\n\n${HELP}`)
} catch (error) {
  const lines =
    error instanceof ConfigError ? error.mistakes : [error instanceof Error ? error.message : String(error)]
  process.stderr.write(`${lines.join('\n')}\n`)
  process.exitCode = 1
}

async function purgeCommand([written = '', post]: readonly string[]): Promise<string> {
  return purge(readConfig(process.env), feedOf(written), post)
}

async function renderCommand([written = '']: readonly string[]): Promise<string> {
  const [, wall] = /^wall\/(.+)$/.exec(written) ?? []
  const shown = wall ? { wall } : feedOf(written)
  const attributes = Object.fromEntries([...TEXTS, ...FLAGS].map(name => [name, values[name]]))
  const { limit } = values
  if (limit !== undefined && !(Number(limit) >= 1 && Number(limit) <= 100))
    throw new Error('--limit must be a whole number from 1 to 100.')
  // Loaded late, because it brings the whole server along.
  const { renderTag } = await import('./render-command.js')
  return renderTag(readConfig(process.env), shown, attributes)
}

function feedOf(written: string): Feed {
  const named = parseFeed(written)
  const handle = named && canonicalHandle(named.network, named.handle)
  if (!named || !handle) throw new Error(`"${written}" is no feed; write it like x/varindiamag.`)
  return { ...named, handle }
}
