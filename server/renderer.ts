/**
 * The widget's templates, as a function from a document to markup. The server is compiled without them
 * (they know the DOM's types), so the compiled file is loaded by its address when a page is first asked
 * for: a server that only answers documents never loads the templates.
 */
import type { RenderFeed } from '../wire/render.js'

export const renderFeed: RenderFeed = async (...asked) => {
  loaded ??= import(BUILT.href)
  return (await loaded).renderFeed(...asked)
}

let loaded: Promise<{ readonly renderFeed: RenderFeed }> | undefined

/** Seen from the compiled and from the source tree alike. */
const BUILT = new URL(
  import.meta.url.includes('/dist/server/') ? '../widget/render.js' : '../dist/widget/render.js',
  import.meta.url,
)
