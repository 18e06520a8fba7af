/** The plugin for WordPress, run by PHP with the few functions of WordPress that it calls. */
import { execFileSync, spawnSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'

const FOLDER = 'integrations/wordpress'
const SERVER = 'https://feeds.example.org/'
const hasPhp = spawnSync('php', ['--version']).status === 0

interface World {
  /** The setting as it is stored. */
  readonly option?: string
  /** May this person mend the page? */
  readonly can?: boolean
}

const run = (expression: string, world: World = { option: SERVER }): unknown =>
  JSON.parse(
    execFileSync('php', ['test/support/wordpress.php', JSON.stringify(world), expression]).toString(),
  )

const shortcode = (attributes: string, world?: World) => run(`call('[social_feed]', ${attributes})`, world)

test('the version is that of the package, in every place', () => {
  const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string }
  const places = ['social-feed.php', 'block.asset.php', 'readme.txt'].map(file =>
    readFileSync(`${FOLDER}/${file}`, 'utf8'),
  )
  for (const text of places) expect(text).toContain(version)
})

describe.runIf(hasPhp)('with PHP', () => {
  test.each(readdirSync(FOLDER).filter(name => name.endsWith('.php')))('%s is well formed', name => {
    expect(execFileSync('php', ['-l', `${FOLDER}/${name}`]).toString()).toContain('No syntax errors')
  })

  test('the shortcode is the tag, with its link inside and its box reserved', () => {
    expect(shortcode("array( 'handle' => '@VarIndiaMag' )")).toBe(
      '<social-feed style="display:block;height:600px" handle="@VarIndiaMag"><a href="https://x.com/VarIndiaMag">Posts from @VarIndiaMag</a></social-feed>',
    )
  })

  test('the shortcode takes the attributes of the element, and its flags in every spelling', () => {
    expect(
      shortcode(
        "array( 'handle' => 'quay@harbour.example', 'network' => 'mastodon', 'limit' => '5', 'height' => 'auto', 'theme' => 'dark', 'no_header' => 'true', 'replies', 'no_media' => 'false' )",
      ),
    ).toBe(
      '<social-feed style="display:block" handle="quay@harbour.example" network="mastodon" limit="5" height="auto" theme="dark" replies no-header><a href="https://harbour.example/@quay">Posts from @quay@harbour.example</a></social-feed>',
    )
  })

  test('a wall leads to its page on the server, which alone knows whose posts are on it', () => {
    expect(shortcode("array( 'wall' => 'city-hall', 'handle' => '', 'network' => 'wall' )")).toBe(
      `<social-feed style="display:block;height:600px" wall="city-hall"><a href="${SERVER}embed/wall/city-hall">City hall</a></social-feed>`,
    )
  })

  test('a server under a path of its own is named, because the script knows its origin only', () => {
    const option = 'https://www.example.org/social/'
    expect(shortcode("array( 'handle' => 'posts' )", { option })).toContain(
      ' server="https://www.example.org/social" handle="posts"',
    )
  })

  test.each([
    ["'limit' => '0'"],
    ["'limit' => '5 onclick=x'"],
    ["'height' => '100%'"],
    ["'theme' => 'blue'"],
    ["'network' => 'y'"],
    ["'onclick' => 'alert(1)'"],
    ["'lang' => '\"><script>'"],
  ])('%s is left out', attribute => {
    expect(shortcode(`array( 'handle' => 'posts', ${attribute} )`)).toBe(
      shortcode("array( 'handle' => 'posts' )"),
    )
  })

  test.each(['""', "array( 'handle' => '' )", "array( 'handle' => '\"><script>alert(1)</script>' )"])(
    'without a handle (%s) there is nothing for visitors and a hint for authors',
    attributes => {
      expect(shortcode(attributes)).toBe('')
      expect(shortcode(attributes, { option: SERVER, can: true })).toBe(
        '<p><em>This feed has no handle yet.</em></p>',
      )
    },
  )

  test('without a server there is the plain link, and a hint for authors', () => {
    const link = '<a href="https://x.com/posts">Posts from @posts</a>'
    expect(shortcode("array( 'handle' => 'posts' )", {})).toBe(link)
    expect(shortcode("array( 'handle' => 'posts' )", { can: true })).toContain('Set the feed server')
  })

  test('the block is the same tag', () => {
    expect(
      run(
        "call( 'block', array( 'handle' => 'posts', 'network' => 'x', 'replies' => true, 'limit' => '' ) )",
      ),
    ).toBe(
      '<social-feed style="display:block;height:600px" handle="posts" network="x" replies><a href="https://x.com/posts">Posts from @posts</a></social-feed>',
    )
  })

  test('the script comes from the server, as a module, and only where there is a feed', () => {
    expect(run('$scripts')).toEqual({
      editor: `window.socialFeedServer = "https:\\/\\/feeds.example.org\\/";`,
    })
    expect(
      run(
        "array( call( '[social_feed]', array( 'handle' => 'posts' ) ), $scripts['social-feed'] )[1]".replace(
          '$scripts',
          '$GLOBALS["scripts"]',
        ),
      ),
    ).toBe(`${SERVER}widget.js`)
    const tag = `<script type='text/javascript' src='${SERVER}widget.js' id='social-feed-js'></script>`
    expect(run(`call( 'script_loader_tag', "${tag}", 'social-feed' )`)).toBe(
      `<script type="module" src='${SERVER}widget.js' id='social-feed-js'></script>`,
    )
    expect(run(`call( 'script_loader_tag', "${tag}", 'other' )`)).toBe(tag)
  })

  test.each([
    ['https://feeds.example.org', SERVER],
    [' https://feeds.example.org/social/?a=b#c', 'https://feeds.example.org/social/'],
    ['javascript:alert(1)', ''],
    ['feeds.example.org', ''],
    ['', ''],
  ])('the setting “%s” becomes “%s”', (typed, kept) => {
    expect(run('social_feed_server()', { option: typed })).toBe(kept)
  })

  describe('a pasted address', () => {
    const providers = (world?: World) =>
      run(
        "call( 'oembed_providers', array( '#twitter#' => array( 'https://publish.twitter.com/oembed', true ) ) )",
        world,
      ) as Record<string, unknown>
    const asks = (address: string): unknown =>
      Object.entries(providers()).find(([pattern]) =>
        new RegExp(pattern.slice(1, -2), 'i').test(address),
      )?.[1]

    test.each([
      'https://x.com/varindiamag',
      'https://twitter.com/VarIndiaMag/',
      'https://bsky.app/profile/northquay.example',
      'https://harbour.example/@quay',
      `${SERVER}embed/x/varindiamag`,
      `${SERVER}walls/newsroom`,
      `${SERVER}?account=wall%2Fnewsroom&theme=dark`,
    ])('%s is asked of the feed server, before WordPress’s own provider', address => {
      expect(asks(address)).toEqual([`${SERVER}oembed`, true])
    })

    test.each(['https://x.com/varindiamag/status/1', 'https://city.example/about'])('%s is not', address => {
      expect(asks(address)).toBeUndefined()
    })

    test('becomes a frame in a column of its own; other frames stay as they are', () => {
      const frame = (server: string) => `<iframe title="Posts" src="${server}embed/x/posts"></iframe>`
      expect(run(`call( 'embed_oembed_html', '${frame(SERVER)}' )`)).toBe(
        `<div class="social-feed-frame">${frame(SERVER)}</div>`,
      )
      const other = frame('https://films.example/')
      expect(run(`call( 'embed_oembed_html', '${other}' )`)).toBe(other)
      expect(run(`call( 'embed_oembed_html', false )`)).toBe(false)
    })

    test('is left to WordPress until there is a server', () => {
      expect(Object.keys(providers({}))).toEqual(['#twitter#'])
    })
  })
})
