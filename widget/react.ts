/** `<SocialFeed>` for React 17 and later: the element, its properties and its events as props. */
import { createComponent, type EventName } from '@lit/react'
import * as React from 'react'
import './define.js'
import { SocialFeed as Element, type FeedEvents } from './social-feed.js'

export const SocialFeed = createComponent({
  tagName: 'social-feed',
  elementClass: Element,
  react: React,
  events: {
    onFeedLoad: 'feed-load' as EventName<FeedEvents['feed-load']>,
    onFeedState: 'feed-state' as EventName<FeedEvents['feed-state']>,
    onFeedError: 'feed-error' as EventName<FeedEvents['feed-error']>,
    onPostOpen: 'post-open' as EventName<FeedEvents['post-open']>,
  },
})
