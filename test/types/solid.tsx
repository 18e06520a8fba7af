/** @jsxImportSource solid-js */
import type {} from 'social-feed-embed/types/solid'

export const good = (
  <social-feed class="card" handle="a" limit={5} no-header on:feed-load={e => e.detail.feed.status}>
    <a href="https://x.com/a">a</a>
  </social-feed>
)

// @ts-expect-error: a theme that there is not
export const badTheme = <social-feed theme="pink" />
// @ts-expect-error: an attribute that there is not
export const badName = <social-feed handel="a" />
