/** @jsxImportSource react */
import { createRef } from 'react'
import type { SocialFeed } from 'social-feed-embed'
import { SocialFeed as Feed } from 'social-feed-embed/react'
import type {} from 'social-feed-embed/types/react'

const element = createRef<SocialFeed>()

export const good = [
  <social-feed
    key="tag"
    ref={element}
    className="card"
    handle="a"
    limit={5}
    no-header
    onfeed-load={e => e.detail.feed.status}
  />,
  <social-feed key="eighteen" class="card" />,
  <Feed key="component" ref={element} handle="a" limit={5} noHeader onPostOpen={e => e.detail.post.id} />,
]

export const bad = [
  // @ts-expect-error: a theme that there is not
  <social-feed key="1" theme="pink" />,
  // @ts-expect-error: an attribute that there is not
  <social-feed key="2" handel="a" />,
  // @ts-expect-error: the event of a post has no feed
  <social-feed key="3" onpost-open={e => e.detail.feed} />,
  // @ts-expect-error: a property that there is not
  <Feed key="4" handel="a" />,
]
