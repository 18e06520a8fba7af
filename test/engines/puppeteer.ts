/** Chromium and Firefox, by one protocol each and one library. */
import puppeteer, { type Browser, type KeyInput, type Page } from 'puppeteer-core'
import type { Launched, Window } from './engines.js'

export async function launchChromium(lanes = false): Promise<Launched> {
  return launched(
    await puppeteer.launch({
      browser: 'chrome',
      executablePath: '/usr/bin/chromium',
      args: [
        '--no-sandbox',
        '--disable-features=LocalNetworkAccessChecks',
        '--disable-background-networking',
        ...(lanes ? ['--enable-blink-features=CSSGridLanesLayout'] : []),
      ],
    }),
  )
}

export async function launchFirefox(lanes = false): Promise<Launched> {
  return launched(
    await puppeteer.launch({
      browser: 'firefox',
      executablePath: '/usr/bin/firefox-esr',
      extraPrefsFirefox: lanes ? { 'layout.css.grid-template-masonry-value.enabled': true } : {},
    }),
  )
}

async function launched(browser: Browser): Promise<Launched> {
  const [page = await browser.newPage()] = await browser.pages()
  return { version: (await browser.version()).replace('/', ' '), window: windowOf(browser, page) }
}

function windowOf(browser: Browser, page: Page): Window {
  const complaints: string[] = []
  page.on('pageerror', error => complaints.push(String(error)))
  page.on('console', message => {
    if (message.type() === 'error') complaints.push(`${message.text()} ${message.location().url ?? ''}`)
  })
  return {
    complaints: () => complaints,

    go: async url => void (await page.goto(url, { waitUntil: 'domcontentloaded' })),
    ask: async (act, ...given) =>
      (await page.evaluate(act as never, ...(given as unknown as never[]))) as never,
    press: async (...keys) => {
      for (const chord of keys) {
        const held = chord.split('+') as KeyInput[]
        for (const key of held) await page.keyboard.down(key)
        for (const key of held.reverse()) await page.keyboard.up(key)
      }
    },
    click: (x, y) => page.mouse.click(x, y),
    size: (width, height) => page.setViewport({ width, height }),
    picture: () => page.screenshot(),
    close: () => browser.close(),
  }
}
