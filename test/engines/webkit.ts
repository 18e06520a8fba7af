/** WebKitGTK through its WebDriver (https://www.w3.org/TR/webdriver2/), on a screen of its own. */
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { arch, tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePort } from '../support/free-port.js'
import type { Launched, Window } from './engines.js'

const MACHINES: Readonly<Record<string, string>> = { x64: 'x86_64', arm64: 'aarch64' }
export const MINI_BROWSER = `/usr/lib/${MACHINES[arch()]}-linux-gnu/webkit2gtk-4.1/MiniBrowser`

/** Its tool bar would keep the window wider than a telephone. */
const NARROW = '* { min-width: 0; min-height: 0; padding: 0; margin: 0; border: 0; font-size: 1px; }'

/** https://www.w3.org/TR/webdriver2/#keyboard-actions */
const KEYS: Readonly<Record<string, string>> = {
  Tab: '\uE004',
  Enter: '\uE007',
  Shift: '\uE008',
  Control: '\uE009',
  Escape: '\uE00C',
  PageUp: '\uE00E',
  PageDown: '\uE00F',
  End: '\uE010',
  Home: '\uE011',
  ArrowLeft: '\uE012',
  ArrowRight: '\uE014',
}

type Call = (method: string, path: string, body?: unknown) => Promise<unknown>

export async function launchWebKit(lanes = false): Promise<Launched> {
  const home = await mkdtemp(join(tmpdir(), 'webkit-'))
  await mkdir(join(home, 'gtk-3.0'))
  await writeFile(join(home, 'gtk-3.0/gtk.css'), NARROW)
  const screen = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', '1400x1100x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  })
  const display = await new Promise(resolve =>
    screen.stdio[3]?.once('data', data => resolve(String(data).trim())),
  )
  const port = await freePort()
  const driver = spawn('WebKitWebDriver', ['-p', String(port)], {
    stdio: 'ignore',
    env: {
      ...process.env,
      DISPLAY: `:${display}`,
      XDG_CONFIG_HOME: home,
      XDG_CACHE_HOME: home,
      XDG_DATA_HOME: home,
    },
  })
  const call: Call = async (method, path, body) => {
    const response = await fetch(`http://127.0.0.1:${port}${path}`, {
      method,
      ...(body ? { body: JSON.stringify(body) } : {}),
    })
    const { value } = (await response.json()) as { readonly value: unknown }
    if (!response.ok) throw new Error(JSON.stringify(value))
    return value
  }
  while (!(await call('GET', '/status').catch(() => false))) await new Promise(setImmediate)
  const options = { binary: MINI_BROWSER, args: ['--automation', ...(lanes ? ['--features=+Masonry'] : [])] }
  const session = (await call('POST', '/session', {
    capabilities: { alwaysMatch: { 'webkitgtk:browserOptions': options } },
  })) as { readonly sessionId: string; readonly capabilities: { readonly browserVersion: string } }
  const end = async (): Promise<void> => {
    await call('DELETE', `/session/${session.sessionId}`)
    await ended(driver)
    await ended(screen)
    await rm(home, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 })
  }
  return {
    version: `WebKitGTK ${session.capabilities.browserVersion}`,
    window: windowOf((method, path, body) => call(method, `/session/${session.sessionId}${path}`, body), end),
  }
}

function windowOf(call: Call, close: () => Promise<void>): Window {
  const ask: Window['ask'] = async (act, ...given) => {
    const script = `const [given, done] = arguments
      Promise.resolve((${act})(...given)).then(value => done({ value }), error => done({ error: String(error) }))`
    const { value, error } = (await call('POST', '/execute/async', { script, args: [given] })) as {
      readonly value: never
      readonly error?: string
    }
    if (error) throw new Error(error)
    return value
  }
  return {
    ask,
    go: async url => void (await call('POST', '/url', { url })),
    press: async (...keys) => {
      const actions = keys.flatMap(chord => {
        const values = chord.split('+').map(key => KEYS[key] ?? key)
        return [
          ...values.map(value => ({ type: 'keyDown', value })),
          ...values.toReversed().map(value => ({ type: 'keyUp', value })),
        ]
      })
      await call('POST', '/actions', { actions: [{ type: 'key', id: 'keyboard', actions }] })
    },
    click: async (x, y) => {
      const actions = [
        { type: 'pointerMove', x: Math.round(x), y: Math.round(y) },
        { type: 'pointerDown', button: 0 },
        { type: 'pointerUp', button: 0 },
      ]
      await call('POST', '/actions', { actions: [{ type: 'pointer', id: 'mouse', actions }] })
    },
    size: async (width, height) => {
      // The window has a frame and a bar of unknown size around the page.
      await call('POST', '/window/rect', { width, height })
      const [more = 0, taller = 0] = await ask(
        (width: number, height: number) => [width - innerWidth, height - innerHeight],
        width,
        height,
      )
      await call('POST', '/window/rect', { width: width + more, height: height + taller })
    },
    complaints: () => [],
    picture: async () => Buffer.from(String(await call('GET', '/screenshot')), 'base64'),
    close,
  }
}

async function ended(child: ChildProcess): Promise<void> {
  const end = new Promise(resolve => child.once('exit', resolve))
  child.kill()
  await end
}
