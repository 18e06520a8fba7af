/** Each token does what it is described to do, wherever above the element it is set, without a mark of importance. */
import { afterEach, beforeEach, expect, it } from 'vitest'
import { gallery, makePosts } from '../fixtures/documents.js'
import { own, part, show, showDocument, until } from './support.js'

const sheet = new CSSStyleSheet()

beforeEach(() => {
  localStorage.clear()
  document.adoptedStyleSheets.push(sheet)
})
afterEach(() => {
  sheet.replaceSync('')
  document.adoptedStyleSheets = document.adoptedStyleSheets.filter(one => one !== sheet)
})

type Property = keyof CSSStyleDeclaration & string

it.each<readonly [string, string, string, Property, string]>([
  ['text', 'rgb(1, 2, 3)', 'text', 'color', 'rgb(1, 2, 3)'],
  ['text', 'rgb(1, 2, 3)', 'name', 'color', 'rgb(1, 2, 3)'],
  ['text', 'rgb(1, 2, 3)', 'title', 'color', 'rgb(1, 2, 3)'],
  ['quiet', 'rgb(1, 2, 3)', 'handle', 'color', 'rgb(1, 2, 3)'],
  ['quiet', 'rgb(1, 2, 3)', 'time', 'color', 'rgb(1, 2, 3)'],
  ['quiet', 'rgb(1, 2, 3)', 'count', 'color', 'rgb(1, 2, 3)'],
  ['quiet', 'rgb(1, 2, 3)', 'footer-link', 'color', 'rgb(1, 2, 3)'],
  ['background', 'rgb(1, 2, 3)', 'base', 'backgroundColor', 'rgb(1, 2, 3)'],
  ['hover', 'rgb(1, 2, 3)', 'cover', 'backgroundColor', 'rgb(1, 2, 3)'],
  ['line', 'rgb(1, 2, 3)', 'header', 'borderBlockEndColor', 'rgb(1, 2, 3)'],
  ['line', 'rgb(1, 2, 3)', 'card', 'borderTopColor', 'rgb(1, 2, 3)'],
  ['line', 'rgb(1, 2, 3)', 'media', 'backgroundColor', 'rgb(1, 2, 3)'],
  ['accent', 'rgb(1, 2, 3)', 'link', 'color', 'rgb(1, 2, 3)'],
  ['radius', '3px', 'base', 'borderTopLeftRadius', '3px'],
  ['radius', '3px', 'media', 'borderTopLeftRadius', '3px'],
  ['radius', '3px', 'quote', 'borderTopLeftRadius', '3px'],
  ['space', '7px', 'post', 'paddingTop', '7px'],
  ['space', '7px', 'header', 'paddingInlineStart', '7px'],
  ['avatar', '23px', 'avatar', 'width', '23px'],
  ['font', 'monospace', 'text', 'fontFamily', 'monospace'],
  ['size', '31px', 'text', 'fontSize', '31px'],
])('--social-feed-%s: %s shows on the part %s as its %s', async (token, value, name, property, expected) => {
  sheet.replaceSync(`body { --social-feed-${token}: ${value} }`)
  const feed = await showDocument(makePosts(gallery))
  const piece = part(feed, name)
  expect(piece && getComputedStyle(piece)[property]).toBe(expected)
})

it('--social-feed-shadow and --social-feed-motion show on the button of new posts', async () => {
  sheet.replaceSync('body { --social-feed-shadow: 1px 2px 3px rgb(1, 2, 3); --social-feed-motion: 9s }')
  const feed = await show(own('then', 'earlier', 'posts'), { refresh: '1' })
  part(feed, 'scroller')?.scrollTo({ top: 300 })
  await until(() => part(feed, 'new-posts') !== null)
  const pill = part(feed, 'new-posts')
  const { boxShadow, animationDuration } = getComputedStyle(pill as Element)
  expect(boxShadow).toBe('rgb(1, 2, 3) 1px 2px 3px 0px')
  expect(animationDuration).toBe('9s')
  sheet.replaceSync('body { --social-feed-motion: 0s }')
  expect(pill?.getAnimations()).toEqual([])
})
