import type {} from 'social-feed-embed/types/vue'
import type { GlobalComponents } from 'vue'

type Props = InstanceType<GlobalComponents['social-feed']>['$props']

export const good: Props = { handle: 'a', limit: 5, class: 'card', onFeedLoad: e => e.detail.feed.status }

export const bad: Props = {
  // @ts-expect-error: a theme that there is not
  theme: 'pink',
}
