/** Registers `<social-feed>`, unless this page has it already: from this script or from another version of it. */
import { type FeedEvents, SocialFeed } from './social-feed.js'

if (!customElements.get('social-feed')) customElements.define('social-feed', SocialFeed)

declare global {
  interface HTMLElementTagNameMap {
    'social-feed': SocialFeed
  }
  interface GlobalEventHandlersEventMap extends FeedEvents {}
}
