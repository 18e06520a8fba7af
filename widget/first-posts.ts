/** A long answer is read as it comes: its first posts are on show while the rest is on its way. */

/** As many posts as are painted at first. */
export const FIRST = 20

/** What stands between two posts in a document of our server. In a text, every quote has a backslash before it. */
const BETWEEN = '},{"id":'

/** Milliseconds for the first posts to be drawn, on a slow telephone. */
const PAUSE = 200

/** The answer as text. Of a long one, `begin` gets the same, ending after its first posts. */
export async function readAnswer(
  { body }: Response,
  begin: (beginning: string) => Promise<unknown>,
): Promise<string> {
  let text = ''
  let begun = false
  const write = async (piece: string): Promise<void> => {
    text += piece
    // In more than this, looking again with each piece would take longer than reading does.
    if (text.length > 1e6 || begun) return
    const posts = text.split(BETWEEN, FIRST + 1)
    begun = !!posts[FIRST]
    if (!begun) return
    // Where the fields stand in another order this is no JSON, and nothing is shown before the end.
    await begin(`${posts.slice(0, FIRST).join(BETWEEN)}}]}`).catch(() => {})
    // They are drawn before the rest is looked at, which takes longer.
    await new Promise(go => setTimeout(go, PAUSE))
  }
  await body?.pipeThrough(new TextDecoderStream()).pipeTo(new WritableStream({ write }))
  return text
}
