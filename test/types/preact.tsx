/** @jsxImportSource preact */
import type {} from 'social-feed-embed/types/preact'

export const good = (
  <social-feed class="card" handle="a" limit={5} no-header onfeed-load={e => e.detail.feed.status}>
    <a href="https://x.com/a">a</a>
  </social-feed>
)

export const bad = [
  // @ts-expect-error: a theme that there is not
  <social-feed key="1" theme="pink" />,
  // @ts-expect-error: an attribute that there is not
  <social-feed key="2" handel="a" />,
]
