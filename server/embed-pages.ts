/** Rendered pages as finished bytes, beside the documents they show: each is made once, whoever asks. */
import { LRUCache } from 'lru-cache'
import type { FeedDocument } from '../wire/document.js'
import type { WallDocument } from '../wire/wall.js'
import { type Answer, toPage } from './answer.js'
import type { Served } from './feed-answers.js'

/** One page of a feed or a wall. */
export interface Sheet {
  /** Names the page among all others. */
  readonly key: string
  /** The document's own answer, and what memory has of it right now. */
  read(): Promise<Served>
  peek(): Served | undefined
  /** The document that is to be shown. */
  learn(): Promise<FeedDocument | WallDocument>
  write(document: FeedDocument | WallDocument, now: number): Promise<Written>
}

export interface Written {
  readonly html: string
  /** The Content-Security-Policy it is held to. */
  readonly policy: string
}

export interface Pages {
  read(sheet: Sheet): Promise<Served>
  /** What is at hand right now. */
  peek(sheet: Sheet): Served | undefined
}

/** Of this answer, which is another one when the truth is, and of this minute, in which its ages are told. */
interface Made {
  readonly of: Answer
  readonly minute: number
  readonly answer: Answer
}

const MINUTE = 60_000

export function createPages(now: () => number, maxBytes = 32 << 20): Pages {
  const pages = new LRUCache<string, Made>({
    maxSize: maxBytes,
    sizeCalculation: ({ answer: { body } }) => body.identity.length + body.gzip.length + body.br.length,
    // Nobody may ask again, and what was purged is to go all the same.
    ttl: MINUTE,
    ttlAutopurge: true,
  })
  const running = new Map<string, { readonly of: Answer; readonly made: Promise<Made> }>()
  const minute = (): number => Math.floor(now() / MINUTE)

  function kept(key: string, of: Answer): Answer | undefined {
    const made = pages.get(key)
    return made?.of === of && made.minute === minute() ? made.answer : undefined
  }

  async function make(sheet: Sheet, of: Answer): Promise<Made> {
    const started = minute()
    const { html, policy } = await sheet.write(await sheet.learn(), now())
    const made = { of, minute: started, answer: toPage(html, policy, of, now()) }
    pages.set(sheet.key, made)
    return made
  }

  function share(sheet: Sheet, of: Answer): Promise<Made> {
    const found = running.get(sheet.key)
    if (found?.of === of) return found.made
    const made = make(sheet, of).finally(() => {
      if (running.get(sheet.key)?.made === made) running.delete(sheet.key)
    })
    running.set(sheet.key, { of, made })
    return made
  }

  return {
    async read(sheet) {
      const known = await sheet.read()
      const { answer: of } = known
      return { ...known, answer: kept(sheet.key, of) ?? (await share(sheet, of)).answer }
    },
    peek({ key, peek }) {
      const known = peek()
      const answer = known && kept(key, known.answer)
      return answer && { ...known, answer }
    },
  }
}
