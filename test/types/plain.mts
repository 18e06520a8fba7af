import 'social-feed-embed/define'
import { messages } from 'social-feed-embed/locales/de'
import 'social-feed-embed/themes/card.css'

const feed = document.createElement('social-feed')
feed.limit = 5
feed.addEventListener('feed-load', event => event.detail.feed.status)
document.addEventListener('post-open', event => event.detail.post.id)
export const reply: string = messages.reply

// @ts-expect-error: the state is read only
feed.state = 'posts'
// @ts-expect-error: the event of a post has no feed
feed.addEventListener('post-open', event => event.detail.feed)
