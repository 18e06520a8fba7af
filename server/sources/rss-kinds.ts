/** What a file of a feed is: by its type where one is told, else by its ending. */

interface Typed {
  readonly url: string
  readonly type: string | undefined
  /** `image`, `video`, `audio`, where Media RSS says so. */
  readonly medium: string | undefined
}

const VIDEO_TYPES: Readonly<Record<string, string>> = {
  mp4: 'video/mp4',
  m4v: 'video/mp4',
  webm: 'video/webm',
  m3u8: 'application/x-mpegURL',
}
const ENDINGS: Readonly<Record<string, Kind>> = {
  jpg: 'image',
  jpeg: 'image',
  png: 'image',
  gif: 'image',
  webp: 'image',
  avif: 'image',
  mp3: 'audio',
  m4a: 'audio',
  ogg: 'audio',
  opus: 'audio',
  mp4: 'video',
  m4v: 'video',
  webm: 'video',
  m3u8: 'video',
}

export type Kind = 'image' | 'video' | 'audio' | 'player' | 'other'

/** A film in a form that browsers don't play is for its own page's player. */
export function kindOf({ type = '', medium, url }: Typed): Kind {
  if (type === 'image/svg+xml') return 'other'
  if (/^image\//.test(type)) return 'image'
  if (/^audio\//.test(type)) return 'audio'
  if (videoType(type, url)) return 'video'
  if (/flash|^video\//.test(type)) return 'player'
  if (type !== '' && type !== 'application/octet-stream') return medium === 'video' ? 'player' : 'other'
  const ending = ENDINGS[endingOf(url)]
  if (ending) return ending
  return medium === 'image' || medium === 'audio' ? medium : medium === 'video' ? 'player' : 'other'
}

export function videoType(type: string, url: string): string | undefined {
  if (/^video\/(?:mp4|webm|ogg)$/.test(type)) return type
  if (/mpegurl$/.test(type)) return VIDEO_TYPES.m3u8
  return type === '' || /^video\/x-m4v$/.test(type) ? VIDEO_TYPES[endingOf(url)] : undefined
}

export function endingOf(url: string): string {
  return /\.(\w{2,5})$/.exec(new URL(url).pathname)?.[1]?.toLowerCase() ?? ''
}
