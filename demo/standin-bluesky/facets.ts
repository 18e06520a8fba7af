/** Finds links, mentions and hashtags in a sample text, and says where they stand in bytes of UTF-8. */
import { type Fields, findAccount, type World } from './world.js'

const PIECES = /(?<link>https?:\/\/[^\s)]*[^\s).,;:!?])|(?<mention>@[\w.-]+\w)|(?<tag>#[\p{L}\p{N}_]+)/gu

export function facetsOf(text: string, world: World): readonly Fields[] {
  return [...text.matchAll(PIECES)].flatMap(({ 0: piece, index, groups = {} }) => {
    const feature = featureOf(groups, world)
    const byteStart = Buffer.byteLength(text.slice(0, index))
    return feature
      ? [{ index: { byteStart, byteEnd: byteStart + Buffer.byteLength(piece) }, features: [feature] }]
      : []
  })
}

type Groups = Readonly<Record<string, string | undefined>>

function featureOf({ link, mention, tag }: Groups, world: World): Fields | undefined {
  if (link) return { $type: 'app.bsky.richtext.facet#link', uri: link }
  if (tag) return { $type: 'app.bsky.richtext.facet#tag', tag: tag.slice(1) }
  const did = findAccount(world, mention?.slice(1) ?? '')?.did
  return did ? { $type: 'app.bsky.richtext.facet#mention', did } : undefined
}
