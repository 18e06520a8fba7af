/** A long answer is read as it comes: its first posts are on show while the rest is on its way. */

/** As many posts as are painted at first. */
export const FIRST = 20

/** What stands between two posts in a document of our server. In a text, every quote has a backslash before it. */
const BETWEEN = '},{"id":'

/** The answer as text. Of a long one, `begin` gets the same, ending after its first posts. */
export async function readAnswer(
  { body }: Response,
  begin: (beginning: string) => Promise<unknown>,
): Promise<string> {
  let text = ''
  let begun = false
  const write = (piece: string): void => {
    text += piece
    // In more than this, looking again with each piece would take longer than reading does.
    if (text.length > 1e6 || begun) return
    const posts = text.split(BETWEEN, FIRST + 1)
    begun = !!posts[FIRST]
    // Where the fields stand in another order this is no JSON, and nothing is shown before the end.
    if (begun) begin(`${posts.slice(0, FIRST).join(BETWEEN)}}]}`).catch(() => {})
  }
  await body?.pipeThrough(new TextDecoderStream()).pipeTo(new WritableStream({ write }))
  return text
}
