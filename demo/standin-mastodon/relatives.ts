/** A status in the shapes of servers that speak Mastodon's API their own way. */
import type { Fields, RawStatus } from './world.js'

/**
 * What Mastodon has no word for is in a drawer of its own; media come as they were given, without a size.
 * https://docs-develop.pleroma.social/backend/development/API/differences_in_mastoapi_responses/
 */
export function asPleroma(status: RawStatus): RawStatus {
  const { quote, mentions, ...rest } = asGiven(status)
  return {
    ...rest,
    language: null,
    mentions: [],
    pleroma: {
      local: true,
      content: { 'text/plain': '' },
      in_reply_to_account_acct: (mentions as readonly Fields[])[0]?.acct ?? null,
      quote: (quote as Fields | undefined)?.quoted_status ?? null,
      quote_id: quote ? '_' : null,
      quote_url: quote ? 'https://slipway.example/@pier/111' : null,
      quotes_count: 2,
      emoji_reactions: [],
    },
  }
}

/** Quotes are whole statuses; of what it does not know, it says `_`. */
export function asAkkoma(status: RawStatus): RawStatus {
  const { quote, ...rest } = asGiven(status)
  const isToSomebody = rest.in_reply_to_account_id === '220'
  return {
    ...rest,
    language: null,
    ...(isToSomebody && { in_reply_to_id: '_', in_reply_to_account_id: '_', mentions: [] }),
    quote: (quote as Fields | undefined)?.quoted_status ?? null,
    quote_id: quote ? '_' : null,
    akkoma: { source: '', in_reply_to_apid: null, quote_apid: null },
  }
}

/** Captions are text with breaks and nothing around it, comments name only what they answer, and much is missing. */
export function asPixelfed({ card: _, poll: __, emojis: ___, ...status }: RawStatus): RawStatus {
  const content = String(status.content)
    .replace(/<br \/>/g, '<br />\n')
    .replace(/<\/p><p>/g, '<br />\n<br />\n')
    .replace(/^<p>|<\/p>$/g, '')
  return {
    ...status,
    content,
    language: null,
    mentions: [],
    in_reply_to_account_id: null,
    media_attachments: files(status).map(file => ({ ...file, meta: null, remote_url: null, mime: null })),
    pf_type: 'photo',
    taggedPeople: [],
  }
}

function asGiven(status: RawStatus): RawStatus {
  return {
    ...status,
    media_attachments: files(status).map(({ meta: _, blurhash: __, ...file }) => ({
      ...file,
      pleroma: { mime_type: file.type === 'gifv' ? 'video/webm' : 'image/webp' },
      type: file.type === 'gifv' ? 'video' : file.type,
    })),
  }
}

const files = ({ media_attachments }: RawStatus): readonly Fields[] =>
  (media_attachments ?? []) as readonly Fields[]
