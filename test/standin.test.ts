/** The stand-in X over real HTTP: what it answers must be what X answers, or every test that leans on it lies. */
import { afterEach, describe, expect, it } from 'vitest'
import { SAMPLE_ACCOUNTS } from '../demo/standin/accounts.js'
import { type StandIn, type StandInOptions, startStandIn } from '../demo/standin/index.js'
import { type Answer, get, ids, lookup, timeline } from './support/standin-client.js'

const NOON = Date.parse('2026-11-23T12:00:00Z')
const EVERYTHING = new URLSearchParams({
  'tweet.fields':
    'author_id,created_at,entities,attachments,referenced_tweets,note_tweet,public_metrics,lang,withheld,in_reply_to_user_id,paid_partnership,possibly_sensitive,edit_history_tweet_ids',
  'media.fields': 'url,width,height,alt_text,variants,preview_image_url,duration_ms',
  'poll.fields': 'options,voting_status,end_datetime',
  'user.fields': 'profile_image_url,protected,public_metrics,verified_type,withheld',
  expansions:
    'author_id,attachments.media_keys,attachments.poll_ids,referenced_tweets.id,referenced_tweets.id.author_id,referenced_tweets.id.attachments.media_keys',
  max_results: '100',
})

let standIn: StandIn
afterEach(() => standIn.close())

const start = async (options: StandInOptions = {}): Promise<void> => {
  standIn = await startStandIn({ now: () => NOON, ...options })
}

describe('the door', () => {
  it('lets only its bearer in', async () => {
    await start({ token: 'sesame' })
    const refused = await get(standIn, 'users/by/username/northquaynews', {}, 'abracadabra')
    expect(refused.status).toBe(401)
    expect(refused.body).toEqual({
      title: 'Unauthorized',
      type: 'about:blank',
      status: 401,
      detail: 'Unauthorized',
    })
    expect((await get(standIn, 'users/by/username/northquaynews', {}, 'sesame')).status).toBe(200)
  })

  it('answers other paths with an empty 404', async () => {
    await start()
    expect(await get(standIn, 'users/me')).toMatchObject({ status: 404, body: '' })
  })

  it('counts down the rate limit and ends it after the window', async () => {
    let now = NOON
    await start({ now: () => now })
    for (let call = 0; call < 299; call += 1) await lookup(standIn, 'northquaynews')
    const last = await lookup(standIn, 'northquaynews')
    expect(last.status).toBe(200)
    expect(last.headers.get('x-rate-limit-limit')).toBe('300')
    expect(last.headers.get('x-rate-limit-remaining')).toBe('0')
    expect(last.headers.get('x-rate-limit-reset')).toBe(String(NOON / 1000 + 900))
    expect((await lookup(standIn, 'northquaynews')).status).toBe(429)
    now += 15 * 60_000
    expect((await lookup(standIn, 'northquaynews')).status).toBe(200)
  })

  it.each([
    [{ max_results: '4' }, 'The `max_results` query parameter value [4] is not between 5 and 100'],
    [{ max_results: '101' }, 'The `max_results` query parameter value [101] is not between 5 and 100'],
    [
      { since_id: 'yesterday' },
      'The `since_id` query parameter value [yesterday] does not match ^[0-9]{1,19}$',
    ],
    [{ exclude: 'quotes' }, 'The `exclude` query parameter value [quotes] is not one of [replies,retweets]'],
    [
      { pagination_token: 'nonsense' },
      'The `pagination_token` query parameter value [nonsense] is not valid',
    ],
  ])('refuses %o by name', async (query, message) => {
    await start()
    const { status, body } = await timeline(standIn, 'northquaynews', query)
    expect(status).toBe(400)
    expect(body.title).toBe('Invalid Request')
    expect(body.errors[0].message).toBe(message)
    expect(body.errors[0].parameters).toEqual({ [Object.keys(query)[0]!]: [Object.values(query)[0]] })
  })

  it('refuses what it does not know and what is no handle', async () => {
    await start()
    expect((await timeline(standIn, 'northquaynews', { colour: 'blue' })).body.errors[0].message).toContain(
      '[colour]',
    )
    expect((await timeline(standIn, 'northquaynews', { expansions: 'author' })).status).toBe(400)
    expect((await lookup(standIn, 'sixteen_letters_')).status).toBe(400)
  })
})

describe('answers', () => {
  it('hold the default fields only, unless more is asked', async () => {
    await start()
    expect(Object.keys((await lookup(standIn, 'NorthQuayNews')).body.data).sort()).toEqual([
      'id',
      'name',
      'username',
    ])
    const { body } = await timeline(standIn, 'northquaynews')
    expect(body.data).toHaveLength(10)
    expect(Object.keys(body)).toEqual(['data', 'meta'])
    expect(Object.keys(body.data[0]).sort()).toEqual(['edit_history_tweet_ids', 'id', 'text'])
  })

  it('include what was expanded and nothing else', async () => {
    await start()
    const { body } = await timeline(standIn, 'northquaynews', {
      expansions: 'author_id',
      'user.fields': 'verified_type',
    })
    expect(Object.keys(body.includes)).toEqual(['users'])
    expect(body.includes.users).toHaveLength(1)
    expect(body.includes.users[0]).toMatchObject({ username: 'northquaynews', verified_type: 'business' })
    expect(body.data[0].author_id).toBe(body.includes.users[0].id)
  })

  it('cover every entity exactly, counted in code points of the escaped text', async () => {
    await start()
    const { body } = await timeline(standIn, 'northquaynews', EVERYTHING)
    let checked = 0
    for (const post of [...body.data, ...body.includes.tweets]) {
      for (const words of [post, post.note_tweet ?? {}]) {
        if (post.withheld) continue // X's own sentence links words, not an address
        for (const entity of Object.values(words.entities ?? {}).flat() as Record<string, never>[]) {
          const covered = Array.from(words.text as string)
            .slice(entity.start, entity.end)
            .join('')
          expect(covered).toMatch(/^(https:|[@#＃$])/)
          expect(entity.url ?? entity.tag ?? entity.username).toBe(covered.replace(/^[@#＃$]/, ''))
          checked += 1
        }
      }
    }
    expect(checked).toBeGreaterThan(30)
  })

  it('show every kind of post in the first sample account', async () => {
    await start()
    const { body } = await timeline(standIn, 'northquaynews', EVERYTHING)
    const { data, includes } = body
    const photos = data.map(
      (post: { attachments?: { media_keys?: unknown[] } }) => post.attachments?.media_keys?.length,
    )
    expect(photos).toEqual(expect.arrayContaining([1, 2, 3, 4]))
    expect(new Set(includes.media.map(({ type }: { type: string }) => type))).toEqual(
      new Set(['photo', 'video', 'animated_gif']),
    )
    expect(new Set(includes.polls.map((poll: { voting_status: string }) => poll.voting_status))).toEqual(
      new Set(['open', 'closed']),
    )
    const kinds = data.flatMap(
      (post: { referenced_tweets?: { type: string }[] }) => post.referenced_tweets ?? [],
    )
    expect(new Set(kinds.map(({ type }: { type: string }) => type))).toEqual(
      new Set(['retweeted', 'quoted', 'replied_to']),
    )
    for (const mark of ['note_tweet', 'withheld', 'paid_partnership']) {
      expect(
        data.filter((post: object) => mark in post),
        mark,
      ).toHaveLength(1)
    }
    expect(
      data.filter((post: { edit_history_tweet_ids: [] }) => post.edit_history_tweet_ids.length > 1),
    ).toHaveLength(1)
    expect(new Set(data.map((post: { lang: string }) => post.lang))).toEqual(
      new Set(['en', 'ja', 'hi', 'ar']),
    )
    // What the unavailable quote points to is a partial error beside good posts.
    expect(body.errors).toHaveLength(1)
    expect(body.errors[0]).toMatchObject({ parameter: 'referenced_tweets.id', title: 'Not Found Error' })
  })

  it('speak the vocabulary they are asked in', async () => {
    await start()
    const query = {
      'post.fields': 'public_metrics,note_post,withheld',
      expansions: 'author_id,referenced_posts,attachments.media_keys',
      max_results: '100',
    }
    const { status, body } = await timeline(standIn, 'northquaynews', query)
    expect(status).toBe(200)
    const words = JSON.stringify(body)
    for (const newer of [
      'referenced_posts',
      'note_post',
      'repost_count',
      'edit_history_post_ids',
      '"posts":',
    ]) {
      expect(words).toContain(newer)
    }
    for (const older of ['tweets', 'note_tweet', 'retweet_count', 'tweet_ids'])
      expect(words).not.toContain(older)
    expect(standIn.calls.at(-1)).toMatchObject({ vocabulary: 'post', handle: 'northquaynews', status: 200 })
  })

  it('refuse the other vocabulary when told to speak one only', async () => {
    await start({ vocabulary: 'post' })
    const older = await timeline(standIn, 'northquaynews', { 'tweet.fields': 'created_at' })
    expect(older.status).toBe(400)
    expect(older.body.errors[0].message).toContain('[tweet.fields]')
    expect((await timeline(standIn, 'northquaynews', { 'post.fields': 'created_at' })).status).toBe(200)
    const profile = await lookup(standIn, 'northquaynews', { 'user.fields': 'public_metrics' })
    expect(profile.body.data.public_metrics).toHaveProperty('post_count')
  })
})

describe('a timeline', () => {
  it('pages to its end and back', async () => {
    await start()
    const whole = ids(await timeline(standIn, 'northquaynews', { max_results: '100' }))
    const pages: Answer[] = []
    let next: string | undefined
    do {
      const query = { max_results: '7', ...(next && { pagination_token: next }) }
      const page: Answer = await timeline(standIn, 'northquaynews', query)
      pages.push(page)
      next = page.body.meta.next_token
    } while (next)
    expect(pages.flatMap(ids)).toEqual(whole)
    expect(pages[0]!.body.meta).not.toHaveProperty('previous_token')
    const back = await timeline(standIn, 'northquaynews', {
      max_results: '7',
      pagination_token: pages[1]!.body.meta.previous_token,
    })
    expect(ids(back)).toEqual(ids(pages[0]!))
  })

  it('leaves replies and reposts out after the page is chosen, so pages come back short', async () => {
    await start()
    const { body } = await timeline(standIn, 'northquaynews', {
      max_results: '10',
      exclude: 'replies,retweets',
    })
    expect(body.meta).toMatchObject({ result_count: 8, next_token: expect.any(String) })
    expect(body.data).toHaveLength(8)
  })

  it('tells only what is newer than since_id, and nothing when nothing is', async () => {
    await start()
    const [newest, second, third] = ids(await timeline(standIn, 'northquaynews'))
    expect(ids(await timeline(standIn, 'northquaynews', { since_id: third! }))).toEqual([newest, second])
    expect(ids(await timeline(standIn, 'northquaynews', { until_id: second!, max_results: '5' }))[0]).toBe(
      third,
    )
    expect((await timeline(standIn, 'northquaynews', { since_id: newest! })).body).toEqual({
      meta: { result_count: 0 },
    })
  })

  it('shows what is published and forgets what is deleted', async () => {
    await start()
    const older = standIn.publish('varindiamag', 'Hello #harbour & all')
    const newer = standIn.publish('varindiamag', 'Again')
    const { body } = await timeline(standIn, 'varindiamag', { 'tweet.fields': 'entities' })
    expect(body.data.map((post: { id: string }) => post.id)).toEqual([newer, older])
    expect(body.data[1]).toMatchObject({
      text: 'Hello #harbour &amp; all',
      entities: { hashtags: [{ tag: 'harbour' }] },
    })
    standIn.remove('varindiamag', newer)
    expect(ids(await timeline(standIn, 'varindiamag'))).toEqual([older])
    expect(() => standIn.remove('varindiamag', newer)).toThrow('has no post')
  })
})

describe('the bill', () => {
  it('counts every object once per UTC day, included posts too, and nothing for nothing', async () => {
    let now = Date.parse('2026-11-23T23:59:00Z')
    await start({ now: () => now })
    await timeline(standIn, 'northquaynews', { max_results: '5' })
    await timeline(standIn, 'northquaynews', { max_results: '5' })
    expect(standIn.billed()).toEqual({ posts: 5, users: 1, dollars: 0.035 })
    await timeline(standIn, 'northquaynews', { max_results: '5', expansions: 'referenced_tweets.id' })
    expect(standIn.billed().posts).toBe(7) // the quoted and the reposted one
    await timeline(standIn, 'varindiamag')
    await lookup(standIn, 'nobody_here')
    await timeline(standIn, 'northquaynews', { max_results: '3' })
    expect(standIn.billed()).toEqual({ posts: 7, users: 2, dollars: 0.055 })
    now += 120_000
    expect(standIn.billed()).toEqual({ posts: 0, users: 0, dollars: 0 })
    await timeline(standIn, 'northquaynews', { max_results: '5' })
    expect(standIn.billed('2026-11-24')).toEqual({ posts: 5, users: 1, dollars: 0.035 })
    expect(standIn.billed('2026-11-23').posts).toBe(7)
  })
})

it('has sample accounts whose handles X would allow', async () => {
  await start()
  for (const { handle, shows } of SAMPLE_ACCOUNTS) {
    expect(handle).toMatch(/^[a-z0-9_]{1,15}$/)
    expect(shows).not.toBe('')
  }
})
