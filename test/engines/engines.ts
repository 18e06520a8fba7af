/** The three engines, each as a browser of Debian's packages; a test asks all of them the same. */
import { existsSync } from 'node:fs'
import { launchChromium, launchFirefox } from './puppeteer.js'
import { launchWebKit, MINI_BROWSER } from './webkit.js'

/** One window of a browser with one page in it. */
export interface Window {
  go(url: string): Promise<void>
  /** Calls this in the page, with what JSON can carry, and waits for what it promises. */
  ask<Result, Given extends readonly unknown[]>(
    act: (...given: Given) => Result,
    ...given: Given
  ): Promise<Awaited<Result>>
  /** As on a keyboard, with `+` between keys that are held together: `PageDown`, `Control+End`. */
  press(...keys: readonly string[]): Promise<void>
  /** At this point of what is seen. */
  click(x: number, y: number): Promise<void>
  size(width: number, height: number): Promise<void>
  /** What the browser itself has noted as errors since it was started, where it can be asked; may be emptied. */
  complaints(): string[]
  /** PNG of what is seen. */
  picture(): Promise<Uint8Array>
  close(): Promise<void>
}

export interface Engine {
  readonly name: EngineName
  /** What it needs, by the place where Debian puts it. */
  readonly programs: readonly string[]
  /** What it is installed with. */
  readonly packages: string
  /** `lanes`: with what the engine has of masonry switched on. */
  launch(lanes?: boolean): Promise<Launched>
}

export interface Launched {
  readonly version: string
  readonly window: Window
}

export type EngineName = 'Chromium' | 'Firefox' | 'WebKit'

export const ENGINES: readonly Engine[] = [
  {
    name: 'Chromium',
    programs: ['/usr/bin/chromium'],
    packages: 'chromium',
    launch: launchChromium,
  },
  {
    name: 'Firefox',
    programs: ['/usr/bin/firefox-esr'],
    packages: 'firefox-esr',
    launch: launchFirefox,
  },
  {
    name: 'WebKit',
    programs: [MINI_BROWSER, '/usr/bin/WebKitWebDriver', '/usr/bin/Xvfb'],
    packages: 'webkit2gtk-driver libwebkit2gtk-4.1-0 xvfb',
    launch: launchWebKit,
  },
]

export const isInstalled = ({ programs }: Engine): boolean => programs.every(program => existsSync(program))
