/** A feed as it came, whatever its dialect: what is odd is left out, nothing is judged yet. */

/** Text as it came: markup or plain. */
export interface Rich {
  readonly text: string
  readonly html: boolean
}

export interface RawFile {
  readonly url: string | undefined
  readonly type: string | undefined
  /** `image`, `video`, `audio`, where Media RSS says so. */
  readonly medium: string | undefined
  readonly width: number | undefined
  readonly height: number | undefined
  readonly seconds: number | undefined
  readonly bitrate: number | undefined
  readonly alt: string | undefined
  /** Of this file alone. */
  readonly captions: readonly RawCaptions[]
}

export interface RawCaptions {
  readonly url: string | undefined
  readonly type: string | undefined
  readonly language: string | undefined
}

export interface RawItem {
  readonly id: string | undefined
  /** May be relative. */
  readonly url: string | undefined
  readonly base: string
  readonly title: Rich | undefined
  readonly summary: Rich | undefined
  readonly content: Rich | undefined
  readonly author: string | undefined
  readonly date: string | undefined
  readonly language: string | undefined
  readonly files: readonly RawFile[]
  readonly thumbnails: readonly RawFile[]
  readonly captions: readonly RawCaptions[]
  /** A picture that stands for the item. */
  readonly image: string | undefined
  readonly seconds: number | undefined
}

export interface RawFeed {
  readonly title: Rich | undefined
  readonly url: string | undefined
  readonly icon: string | undefined
  readonly author: string | undefined
  readonly date: string | undefined
  readonly language: string | undefined
  readonly items: readonly RawItem[]
}
