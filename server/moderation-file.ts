/** `MODERATION_FILE`: read at the start and again whenever it changes. A broken edit keeps the rules before it. */
import { readFileSync, type StatsListener, unwatchFile, watchFile } from 'node:fs'
import { z } from 'zod'
import { formatFeed, parseFeed } from './feed.js'
import { type Moderation, NO_RULES, type Rules, wordPattern } from './moderation.js'
import { canonicalHandle } from './sources/handles.js'

export interface ModerationFile {
  /** The rules as they are now: another object once they changed. */
  current(): Moderation
  close(): void
}

export interface ModerationFileOptions {
  /** Absent: no rules. */
  readonly path: string | undefined
  /** Told once of each edit that can't be used, and of each that is. */
  readonly warn: (message: string) => void
  /** Milliseconds between two looks at the file (1000). */
  readonly every?: number
}

/** Thrown for a file that can't be used; one sentence per mistake. */
export class ModerationError extends Error {
  override readonly name = 'ModerationError'
  readonly mistakes: readonly string[]

  constructor(mistakes: readonly string[]) {
    super(mistakes.join('; '))
    this.mistakes = mistakes
  }
}

/** Throws a ModerationError when the file can't be used at the start. */
export function openModeration({ path, warn, every = 1000 }: ModerationFileOptions): ModerationFile {
  if (!path) return { current: () => NO_RULES, close: () => {} }
  let rules = loadModeration(path)
  const reload: StatsListener = () => {
    try {
      rules = loadModeration(path)
      warn('MODERATION_FILE was read again')
    } catch (error) {
      if (!(error instanceof ModerationError)) throw error
      warn(`MODERATION_FILE ${error.message}; the rules before this edit stay`)
    }
  }
  // By looking, not by the system's notices: editors and mounted files replace it in ways those miss.
  watchFile(path, { interval: every, persistent: false }, reload)
  return { current: () => rules, close: () => unwatchFile(path, reload) }
}

const texts = z.array(z.string().trim().min(1, 'must not be empty')).default([])
const ruleFields = {
  words: texts.transform(words => words.map(wordPattern)),
  languages: z
    .array(z.string().refine(isLanguage, 'must be languages such as "en"').transform(primary))
    .default([]),
  hidden: texts,
  pinned: texts,
}
const rules = z.strictObject(ruleFields)
const file = z.strictObject({ ...ruleFields, feeds: z.record(z.string(), rules).default({}) })

/** Throws a ModerationError that names every mistake. */
export const loadModeration = (path: string): Moderation => readModeration(readText(path))

/** The rules in the text of the file. Throws a ModerationError that names every mistake. */
export function readModeration(text: string): Moderation {
  const parsed = file.safeParse(parseJson(text))
  const mistakes = parsed.success
    ? []
    : parsed.error.issues.map(issue => `${issue.path.join('.') || 'the file'}: ${issue.message}`)
  if (!parsed.success) throw new ModerationError(mistakes)
  const { feeds, ...all } = parsed.data
  const own = new Map<string, Rules>()
  for (const [written, each] of Object.entries(feeds)) {
    const name = accountOf(written)
    if (name) own.set(name, each)
    else mistakes.push(`feeds: "${written}" is no feed; write it like x/nasa`)
  }
  if (mistakes.length > 0) throw new ModerationError(mistakes)
  return { all, feeds: own }
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    throw new ModerationError([`names ${path}, which can't be read`])
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new ModerationError([`is no JSON: ${error instanceof Error ? error.message : 'unknown fault'}`])
  }
}

function accountOf(written: string): string | undefined {
  const feed = parseFeed(written)
  const handle = feed && canonicalHandle(feed.network, feed.handle)
  return feed && handle && formatFeed({ ...feed, handle, replies: false })
}

function isLanguage(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length > 0
  } catch {
    return false
  }
}

function primary(tag: string): string {
  return tag.toLowerCase().split('-')[0] ?? ''
}
