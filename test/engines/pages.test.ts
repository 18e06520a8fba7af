/** The pages of the demo where the engines differ: the fields that one chooses with. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ENGINES, isInstalled, type Window } from './engines.js'
import { type Site, startSite } from './site.js'

let site: Site

beforeAll(async () => {
  site = await startSite()
})

afterAll(async () => {
  await site?.close()
})

/** Of each group of choices: does its name stand beside it, and is each choice on one line inside of it? */
function choices() {
  return [...document.querySelectorAll('fieldset.row, .controls fieldset')]
    .filter(fieldset => fieldset.checkVisibility() && fieldset.querySelector('[type=radio]'))
    .map(fieldset => {
      const [legend, ...labels] = [...fieldset.querySelectorAll('legend, label')].map(element =>
        element.getBoundingClientRect(),
      )
      const { right } = fieldset.getBoundingClientRect()
      return {
        name: fieldset.querySelector('legend')?.textContent,
        beside: labels.every(
          ({ left, top, bottom }) =>
            left >= (legend?.right ?? 0) && top <= (legend?.bottom ?? 0) && bottom >= (legend?.top ?? 0),
        ),
        inside: labels.every(label => label.right <= right + 1),
        oneLine: labels.every(({ height }) => height < 48),
      }
    })
}

describe.each(ENGINES)('in $name', engine => {
  describe.skipIf(!isInstalled(engine))('a page of the demo', () => {
    let window: Window

    beforeAll(async () => {
      window = (await engine.launch()).window
      await window.size(1280, 900)
    })

    afterAll(async () => {
      await window?.close()
    })

    test.each(['', 'states.html', 'gallery.html', 'themes.html'])(
      'has each choice beside its name: /%s',
      async path => {
        await window.go(site.server + path)
        const seen = await window.ask(choices)
        expect(seen.length).toBeGreaterThan(0)
        expect(seen).toEqual(seen.map(({ name }) => ({ name, beside: true, inside: true, oneLine: true })))
      },
    )

    test('names the sections of the gallery on one line', async () => {
      await window.go(`${site.server}gallery.html`)
      const tallest = (): Promise<number> =>
        window.ask(() =>
          Math.max(
            ...[...document.querySelectorAll('.controls nav a')].map(
              link => link.getBoundingClientRect().height,
            ),
          ),
        )
      await expect.poll(tallest).toBeGreaterThan(0)
      expect(await tallest()).toBeLessThan(40)
    })
  })
})
