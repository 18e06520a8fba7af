/** A real Chromium for tests that look at whole pages from the outside. */
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core'
import { findChromium } from './chromium.js'

export async function launch(): Promise<Browser> {
  return chromium.launch(await findChromium())
}

/** Where site owners' pages live in the tests: an origin that is not the server's. */
export const HOST_PAGE = 'http://city.example/'

export interface HostOptions extends BrowserContextOptions {
  /** The page's own Content-Security-Policy. */
  readonly csp?: string
}

/** A page of somebody else's site with this markup. Its other addresses answer nothing. */
export async function openHostPage(
  browser: Browser,
  markup: string,
  options: HostOptions = {},
): Promise<Page> {
  const { csp, ...context } = options
  // What moves until an answer comes would keep a small machine drawing.
  const page = await browser.newPage({ ignoreHTTPSErrors: true, reducedMotion: 'reduce', ...context })
  await page.route(`${HOST_PAGE}**`, route =>
    route.request().url() === HOST_PAGE
      ? route.fulfill({
          contentType: 'text/html; charset=utf-8',
          headers: csp ? { 'Content-Security-Policy': csp } : {},
          body: `<!doctype html><html lang="en"><meta name="viewport" content="width=device-width"><title>City</title>${markup}`,
        })
      : route.fulfill({ status: 204 }),
  )
  await page.goto(HOST_PAGE)
  return page
}

/** The tag as a site owner pastes it. */
export const tag = (server: string, handle: string, attributes = ''): string =>
  `<script type="module" src="${server}widget.js"></script>
<social-feed handle="${handle}" ${attributes} style="display:block;height:600px"><a href="https://x.com/${handle}">Posts from @${handle}</a></social-feed>`
