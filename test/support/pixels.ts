/** Two pictures side by side, and the fonts a page is really set in. Done by the browser itself, which knows both. */
import type { Page } from 'playwright-core'

export interface Difference {
  /** Of the pixels, 0 to 1. Pictures of two sizes differ wholly. */
  readonly share: number
  /** The second picture, faint, with what differs in red. PNG. */
  readonly picture: Buffer
}

export async function differing(page: Page, before: Buffer, after: Buffer): Promise<Difference> {
  const [share, url] = (await page.evaluate(
    `(${COMPARE})(${JSON.stringify([before, after].map(picture => picture.toString('base64')))})`,
  )) as [number, string]
  return { share, picture: Buffer.from(url.split(',')[1] ?? '', 'base64') }
}

/** A difference of 24 in 255 can be seen by nobody on a hairline; below it is how two runs round. */
const COMPARE = `async pictures => {
  const [before, after] = await Promise.all(pictures.map(async picture => {
    const bytes = Uint8Array.from(atob(picture), letter => letter.charCodeAt(0))
    const bitmap = await createImageBitmap(new Blob([bytes]))
    const canvas = Object.assign(document.createElement('canvas'), { width: bitmap.width, height: bitmap.height })
    const context = canvas.getContext('2d', { willReadFrequently: true })
    context.drawImage(bitmap, 0, 0)
    return { canvas, context, image: context.getImageData(0, 0, bitmap.width, bitmap.height) }
  }))
  const { width, height, data } = after.image
  const same = before.image.width === width && before.image.height === height
  let count = 0
  for (let at = 0; at < data.length; at += 4) {
    const differs = !same || [0, 1, 2].some(part => Math.abs(data[at + part] - before.image.data[at + part]) > 24)
    if (differs) count += 1
    if (differs) data.set([255, 0, 0, 255], at)
    else data[at + 3] = 64
  }
  after.context.putImageData(after.image, 0, 0)
  return [count / (width * height), after.canvas.toDataURL('image/png')]
}`

/** The fonts that draw each matching piece, by the name of the figure it stands in. */
export async function fontsOf(page: Page, selector: string): Promise<Record<string, string>> {
  const session = await page.context().newCDPSession(page)
  await session.send('DOM.enable')
  await session.send('CSS.enable')
  const { result } = await session.send('Runtime.evaluate', {
    expression: `[...document.querySelectorAll('social-feed')].map(feed => feed.shadowRoot.querySelector(${JSON.stringify(selector)})).filter(Boolean)`,
  })
  const { result: list } = await session.send('Runtime.getProperties', {
    objectId: result.objectId ?? '',
    ownProperties: true,
  })
  await session.send('DOM.getDocument', { depth: 0 })
  const fonts: Record<string, string> = {}
  for (const { value } of list) {
    if (value?.subtype !== 'node' || !value.objectId) continue
    const { nodeId } = await session.send('DOM.requestNode', { objectId: value.objectId })
    const drawn = await session.send('CSS.getPlatformFontsForNode', { nodeId })
    const { result: name } = await session.send('Runtime.callFunctionOn', {
      objectId: value.objectId,
      functionDeclaration: "function () { return this.getRootNode().host.closest('figure').id }",
    })
    fonts[String(name.value)] = drawn.fonts
      .map(({ familyName }) => familyName)
      .toSorted()
      .join(', ')
  }
  await session.detach()
  return fonts
}
