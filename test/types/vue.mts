import type {} from 'social-feed-embed/types/vue'
import type { GlobalComponents } from 'vue'

type Props = InstanceType<GlobalComponents['social-feed']>['$props']

export const good: readonly Props[] = [
  { handle: 'a', limit: 5, class: 'card', onFeedLoad: e => e.detail.feed.status },
  // As its checker reads `no-header when-empty="hide"` in a template, and as they are written in a script.
  { noHeader: true, whenEmpty: 'hide', 'no-media': true },
]

export const bad: Props = {
  // @ts-expect-error: a theme that there is not
  theme: 'pink',
}
