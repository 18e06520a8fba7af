/** What authors of a WordPress site do, and what its visitors see. */
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { launch } from '../support/browser.js'
import { type Served, serve } from '../support/serve.js'
import { ADMIN, startWordPress, type WordPress } from './wordpress.js'

let served: Served
let site: WordPress
let browser: Browser
let author: Page

beforeAll(async () => {
  served = await serve('x/northquaynews,x/varindiamag', {
    WALLS: 'city-hall:x/northquaynews+x/varindiamag',
    REFRESH_SECONDS: '900',
  })
  browser = await launch()
  site = await startWordPress()
  author = await browser.newPage()
  await author.goto(`${site.url}wp-login.php`)
  await author.getByLabel('Username or Email Address').fill(ADMIN.name)
  await author.getByLabel('Password', { exact: true }).fill(ADMIN.password)
  await author.getByRole('button', { name: 'Log In' }).click()
  await author.waitForURL('**/wp-admin/**')
  await author.waitForLoadState()
})

afterAll(async () => {
  await browser?.close()
  await site?.close()
  await served?.close()
})

/** Opens an empty post. */
async function write(): Promise<Page> {
  await author.goto(`${site.url}wp-admin/post-new.php`)
  return author
}

/** Adds the block of this name, as a person does who types. */
async function add(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: 'Add default block' }).click()
  await page.keyboard.type(`/${name.toLowerCase()}`)
  await page.getByRole('option', { name }).first().click()
}

/** The post as it is, for visitors; resolves with its address. */
async function publish(page: Page): Promise<string> {
  await page.evaluate("wp.data.dispatch('core/editor').editPost({ status: 'publish', title: 'A post' })")
  await page.evaluate("wp.data.dispatch('core/editor').savePost()")
  return (await page.evaluate("wp.data.select('core/editor').getPermalink()")) as string
}

/** What a visitor's browser asks other servers than these two for. */
async function visit(address: string): Promise<{ readonly page: Page; readonly foreign: readonly string[] }> {
  const page = await browser.newPage({ viewport: { width: 900, height: 1200 } })
  const foreign: string[] = []
  page.on('request', request => {
    if (
      ![site.url, served.url].some(own => request.url().startsWith(own)) &&
      !request.url().startsWith('data:') &&
      !request.url().startsWith('blob:')
    )
      foreign.push(request.url())
  })
  await page.goto(address)
  return { page, foreign }
}

const post = (content: string) =>
  site.php(
    `return get_permalink( wp_insert_post( array( 'post_title' => 'A post', 'post_status' => 'publish', 'post_content' => ${JSON.stringify(content)} ) ) );`,
  ) as Promise<string>

describe('without the plugin', () => {
  test('a pasted address of a frame becomes the feed, in the editor and for visitors', async () => {
    const page = await write()
    // In an empty paragraph WordPress knows a pasted address by its https:, which no server has here.
    await add(page, 'Embed')
    await page.getByLabel('Embed URL').fill(`${served.url}embed/x/northquaynews?height=800`)
    await page.getByRole('button', { name: 'Embed', exact: true }).click()
    await page.locator('.wp-block-embed iframe').first().waitFor()
    const { page: visitor, foreign } = await visit(await publish(page))
    const frame = visitor.locator('iframe.wp-embedded-content')
    await frame.waitFor({ state: 'attached' })
    expect(await frame.getAttribute('sandbox')).toBe('allow-scripts')
    expect(await frame.getAttribute('src')).toMatch(/#\?secret=\w+$/)
    await visitor.frameLocator('iframe.wp-embedded-content').locator('social-feed:state(posts)').waitFor()
    const posts = visitor.frameLocator('iframe.wp-embedded-content').getByRole('article')
    expect(await posts.first().isVisible()).toBe(true)
    // WordPress believes the frame that knows its secret: before it was 600 tall.
    await visitor.waitForFunction("document.querySelector('iframe').offsetHeight >= 800")
    expect(foreign).toEqual([])
    await visitor.close()
  })

  test('the builder’s own address becomes what was chosen there', async () => {
    const address = await post(`${served.url}?account=wall%2Fcity-hall&theme=dark`)
    const { page } = await visit(address)
    const frame = page.frameLocator('iframe.wp-embedded-content')
    await frame.getByRole('heading', { name: 'City hall' }).last().waitFor()
    await frame.locator('social-feed[theme=dark]:state(posts)').waitFor()
    await page.close()
  })

  test('a tag pasted by an author without rights leaves a link that reads well', async () => {
    const tag = `<script type="module" src="${served.url}widget.js"></script><social-feed handle="varindiamag"><a href="https://x.com/varindiamag">Posts from @varindiamag</a></social-feed>`
    const kept = await site.php(`return wp_kses_post( ${JSON.stringify(tag)} );`)
    expect(kept).toBe('<a href="https://x.com/varindiamag">Posts from @varindiamag</a>')
  })
})

describe('with the plugin', () => {
  beforeAll(async () => {
    await site.php(
      "require_once ABSPATH . 'wp-admin/includes/plugin.php'; return activate_plugin( 'social-feed/social-feed.php' );",
    )
    await author.goto(`${site.url}wp-admin/options-general.php?page=social-feed`)
    await author.getByLabel('Feed server').fill(served.url)
    await author.getByRole('button', { name: 'Save Changes' }).click()
    await author.getByText('Settings saved.').waitFor()
  })

  test('the block asks for a name, shows the feed in the editor, and visitors see it', async () => {
    const page = await write()
    await add(page, 'Social Feed')
    const block = page.getByLabel('Block: Social Feed')
    await block.getByLabel('Handle').fill('@northquaynews')
    await block.getByLabel('Handle').press('Enter')
    await page.frameLocator('iframe[title="Social Feed"]').locator('social-feed:state(posts)').waitFor()
    const { page: visitor, foreign } = await visit(await publish(page))
    await visitor.locator('social-feed:state(posts)').waitFor()
    expect(await visitor.getByRole('article').count()).toBeGreaterThan(3)
    expect(foreign).toEqual([])
    await visitor.close()
  })

  test('the shortcodes of a feed and of a wall are the feed and the wall', async () => {
    const { page } = await visit(
      await post('[social_feed handle="varindiamag" height="300"]\n\n[social_feed wall="city-hall"]'),
    )
    const feeds = page.locator('social-feed')
    await feeds.nth(0).locator('[part=panel-title]').getByText('Nothing to see here – yet').waitFor()
    await feeds.nth(1).getByRole('heading', { name: 'City hall' }).waitFor()
    expect((await feeds.nth(0).boundingBox())?.height).toBe(300)
    await page.close()
  })

  test('a profile’s address on a line of its own is asked of the feed server', async () => {
    const { page, foreign } = await visit(await post('https://x.com/northquaynews'))
    const frame = page.frameLocator('.social-feed-frame iframe')
    await frame.locator('social-feed:state(posts)').waitFor()
    expect(foreign).toEqual([])
    await page.close()
  })

  test('it writes no notice into the log of PHP, and leaves nothing when it is taken away', async () => {
    expect(
      await site.php(
        "return file_exists( WP_CONTENT_DIR . '/debug.log' ) ? file_get_contents( WP_CONTENT_DIR . '/debug.log' ) : '';",
      ),
    ).not.toContain('social-feed')
    await site.php(
      "require_once ABSPATH . 'wp-admin/includes/plugin.php'; deactivate_plugins( 'social-feed/social-feed.php' ); return uninstall_plugin( 'social-feed/social-feed.php' );",
    )
    expect(await site.php("return get_option( 'social_feed_server', 'nothing' );")).toBe('nothing')
  })
})
