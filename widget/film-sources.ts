import type { MediaSource } from '../wire/post.js'

/** Bits per second and pixel that still look whole; the networks' own ladders lie between 2 and 5. */
const WHOLE = 8

/**
 * What to hand to a `<video>` so many pixels wide: adaptive streams first, which the browser passes over
 * when it can't play them, then one plain file, the best that isn't more than the box can show.
 */
export function toPlay(
  sources: readonly MediaSource[],
  width: number,
  ratio: number,
): readonly MediaSource[] {
  const files = sources.filter(source => !isStream(source)).toSorted((a, b) => rate(b) - rate(a))
  const enough = width * width * ratio * WHOLE
  const file = files.find(source => rate(source) <= enough) ?? files.at(-1)
  return [...sources.filter(isStream), ...(file ? [file] : [])]
}

/** HLS has two names: https://www.rfc-editor.org/rfc/rfc8216#section-4 */
function isStream({ type }: MediaSource): boolean {
  return /mpegurl/i.test(type)
}

function rate({ bitrate }: MediaSource): number {
  return bitrate ?? 0
}
