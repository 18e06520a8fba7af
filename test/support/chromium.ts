/**
 * The browser the tests run in: the one named by CHROME_PATH, else the Chromium inside an npm package, so that every
 * machine has the same build and pictures can be compared. It is built for Linux; elsewhere, one that is installed.
 */
import { existsSync } from 'node:fs'

const INSTALLED = [
  '/usr/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
]

export interface Browser {
  readonly executablePath: string
  readonly args: string[]
}

let found: Promise<Browser> | undefined

export function findChromium(): Promise<Browser> {
  found ??= find()
  return found
}

async function find(): Promise<Browser> {
  const named = process.env.CHROME_PATH
  if (named && !existsSync(named)) throw new Error(`CHROME_PATH names no file: ${named}`)
  const brought = process.platform === 'linux' && process.arch === 'x64'
  const executablePath = named ?? (brought ? undefined : INSTALLED.find(path => existsSync(path)))
  if (executablePath) return { executablePath, args: [...QUIET] }
  // Without this the package does not unpack the shared libraries it brings along.
  process.env.AWS_LAMBDA_JS_RUNTIME ??= 'nodejs20.x'
  const { default: bundled } = await import('@sparticuz/chromium')
  return { executablePath: await bundled.executablePath(), args: [...QUIET] }
}

/** No sandbox (containers run as root), no look-ups of the vendor's hosts, and pages may ask servers on this machine. */
const QUIET = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-features=LocalNetworkAccessChecks',
  '--disable-quic',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
]
