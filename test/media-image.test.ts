/** Making pictures smaller where that can't be done, and many at once. */
import sharp from 'sharp'
import { expect, it } from 'vitest'
import { createResizer, FORMATS, type Picture } from '../server/media-image.js'

const picture = async (): Promise<Picture> => ({
  type: 'image/png',
  bytes: await sharp({ create: { width: 600, height: 400, channels: 4, background: '#45678988' } })
    .png()
    .toBuffer(),
})

it('passes pictures on as they are where the library has no build, and says so once', async () => {
  const warnings: string[] = []
  const resizer = createResizer(
    message => warnings.push(message),
    () => Promise.reject(new Error('no build')),
  )
  const given = await picture()
  expect(await resizer.resize(given, 240, 'avif')).toBe(given)
  expect(await resizer.resize(given, 128, 'webp')).toBe(given)
  expect(warnings).toHaveLength(1)
})

it('keeps what can be seen through in every format', async () => {
  const resizer = createResizer(() => {})
  const made = await Promise.all(FORMATS.map(async format => resizer.resize(await picture(), 240, format)))
  expect(made.map(({ type }) => type)).toEqual(['image/avif', 'image/webp', 'image/png'])
  for (const { bytes } of made)
    expect(await sharp(bytes).metadata()).toMatchObject({ width: 240, hasAlpha: true })
})

it('makes a hundred that are asked for at once', async () => {
  const resizer = createResizer(() => {})
  const given = await picture()
  const made = await Promise.all(Array.from({ length: 100 }, () => resizer.resize(given, 128, 'webp')))
  expect(new Set(made.map(({ type }) => type))).toEqual(new Set(['image/webp']))
})
