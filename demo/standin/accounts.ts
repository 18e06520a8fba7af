/** Who lives in the stand-in. All invented: no account here is a real one, and every profile says so. */
import { type Desk, type Draft, store } from './drafts.js'
import { ARABIC_POSTS, FILTERED_POSTS, HINDI_POSTS, OUTAGE_POSTS } from './more-posts.js'
import { NORTH_QUAY_POSTS } from './north-quay.js'
import type { Scene } from './scenes.js'
import { addUser, type Fields } from './world.js'

interface SampleAccount {
  readonly handle: string
  /** What a visitor sees of it. */
  readonly shows: string
  readonly name: string
  readonly about?: string
  readonly avatar?: string
  /** The organisation it belongs to, and the file that its badge is. */
  readonly member?: { readonly of: string; readonly handle: string; readonly badge: string }
  readonly more?: Fields
  readonly scene?: Scene
  readonly posts?: readonly Draft[]
}

/** The accounts with a feed of their own. */
const CAST: readonly SampleAccount[] = [
  {
    handle: 'northquaynews',
    shows: 'posts of every kind',
    name: 'North Quay News',
    about: 'Tides, ferries, buns and the odd council vote. Invented news from an invented harbour.',
    avatar: 'northquay',
    more: { verified: true, verified_type: 'business', location: 'North Quay' },
    posts: NORTH_QUAY_POSTS,
  },
  {
    handle: 'varindiamag',
    shows: 'empty: a public account that has not posted yet',
    name: 'VARINDIA',
    about: 'Stands in for an account without posts.',
    avatar: 'varindia',
  },
  {
    handle: 'demo_filtered',
    shows: 'filtered: it has only written replies',
    name: 'Only Replies',
    posts: FILTERED_POSTS,
  },
  { handle: 'demo_protected', shows: 'protected', name: 'The Quiet Cove', scene: 'protected' },
  { handle: 'demo_suspended', shows: 'suspended', name: 'Suspended', scene: 'suspended' },
  { handle: 'demo_missing', shows: 'not-found', name: 'Missing', scene: 'not-found' },
  { handle: 'demo_withheld', shows: 'withheld', name: 'Withheld', scene: 'withheld-account' },
  { handle: 'demo_outage', shows: 'unavailable: outage', name: 'Outage', scene: 'unavailable-503' },
  { handle: 'demo_limited', shows: 'unavailable: rate limit', name: 'Limited', scene: 'rate-limit-429' },
  { handle: 'demo_credit', shows: 'unavailable: no credit', name: 'No Credit', scene: 'credits-402' },
  { handle: 'demo_key', shows: 'unavailable: key refused', name: 'Wrong Key', scene: 'unauthorized-401' },
  { handle: 'demo_slow', shows: 'posts, after 3 seconds', name: 'Slow Boat', scene: 'slow:3000' },
  { handle: 'demo_hang', shows: 'unavailable: no answer in time', name: 'Becalmed', scene: 'hang' },
  { handle: 'demo_stale', shows: 'posts that then go stale', name: 'Lighthouse Log', scene: 'good-once' },
  {
    handle: 'demo_arabic',
    shows: 'posts in Arabic, right to left',
    name: 'أخبار المرفأ',
    about: 'حساب تجريبي · Sample account',
    avatar: 'arabic',
    posts: ARABIC_POSTS,
  },
  {
    handle: 'demo_hindi',
    shows: 'posts in Hindi',
    name: 'घाट समाचार',
    about: 'नमूना खाता · Sample account',
    avatar: 'hindi',
    posts: HINDI_POSTS,
  },
]

/** Accounts that only others mention, quote or repost. */
const NEIGHBOURS: readonly Omit<SampleAccount, 'shows'>[] = [
  {
    handle: 'nq_ferries',
    name: 'North Quay Ferries',
    avatar: 'ferries',
    member: { of: 'North Quay Town Council', handle: 'nq_council', badge: 'council' },
    more: { verified: true, verified_type: 'business' },
  },
  {
    handle: 'nq_bakery',
    name: 'The Crumb & Anchor',
    avatar: 'bakery',
    more: { verified: true, verified_type: 'blue' },
  },
  {
    handle: 'nq_council',
    name: 'North Quay Town Council',
    avatar: 'council',
    more: { verified: true, verified_type: 'government' },
  },
  { handle: 'nq_sealwatch', name: 'Seal Watch 🦭', avatar: 'seals' },
  { handle: 'nq_keeper', name: 'Ines, keeper of the light', avatar: 'keeper' },
]

export const SAMPLE_ACCOUNTS: readonly { readonly handle: string; readonly shows: string }[] = CAST.map(
  ({ handle, shows }) => ({ handle, shows }),
)

/** Brings everyone into the world; returns the scenes that are on from the start. */
export function sampleCast(desk: Desk): readonly (readonly [string, Scene])[] {
  const everyone: readonly Omit<SampleAccount, 'shows'>[] = [...NEIGHBOURS, ...CAST]
  for (const [index, account] of everyone.entries()) addUser(desk.world, profile(desk, account, index))
  for (const { handle, posts, scene } of CAST) {
    const user = [...desk.world.users.values()].find(({ username }) => username === handle)
    const drafts = posts ?? (scene ? OUTAGE_POSTS : [])
    if (!user) continue
    const copies = posts ? drafts : drafts.map(draft => ({ ...draft }))
    desk.world.timelines.set(
      user.id,
      copies.map(draft => store(desk, draft, user)),
    )
  }
  return CAST.flatMap(({ handle, scene }) => (scene ? [[handle, scene] as const] : []))
}

function profile({ start, mediaBase }: Desk, account: Omit<SampleAccount, 'shows'>, index: number) {
  const { handle, name, about, avatar = 'sample', member, more } = account
  return {
    name,
    username: handle,
    description: about?.includes('Sample account') ? about : `Sample account. ${about ?? 'Invented.'}`,
    profile_image_url: `${mediaBase}${avatar}_normal.jpg`,
    created_at: new Date(start - (900 + 37 * index) * 86_400_000).toISOString(),
    protected: false,
    verified: false,
    verified_type: 'none',
    public_metrics: {
      followers_count: 1204 + 61 * index,
      following_count: 88,
      tweet_count: 0,
      listed_count: 9,
    },
    ...(member && {
      affiliation: {
        description: member.of,
        url: `https://x.com/${member.handle}`,
        badge_url: `${mediaBase}${member.badge}_400x400.jpg`,
      },
    }),
    ...more,
  }
}
