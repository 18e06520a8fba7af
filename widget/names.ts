/** As the networks write themselves; a proper name needs no translation. */
export const NAMES: ReadonlyMap<string, string> = new Map([
  ['x', 'X'],
  ['bluesky', 'Bluesky'],
  ['mastodon', 'Mastodon'],
])
