/** Foreign HTML as text: what a visitor reads, where links lead, and that nothing of the markup is left. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type HtmlOptions, plainText, readHtml } from '../server/sources/html-text.js'
import type { Segment } from '../wire/post.js'

const read = (html: string, options?: HtmlOptions): readonly Segment[] => readHtml(html, options).segments
const shown = (html: string, options?: HtmlOptions): string => plainText(read(html, options))

describe('white space and lines', () => {
  it.each<[string, string, string]>([
    ['runs collapse', '  Low \n\t tide   today ', 'Low tide today'],
    ['no-break spaces stay', 'Low&nbsp;&nbsp;tide', 'Low\u00a0\u00a0tide'],
    ['inline tags join nothing and part nothing', 'ti<b>de</b><i>s </i> out', 'tides out'],
    ['a break is a line', 'Low tide<br>at noon<br/>sharp', 'Low tide\nat noon\nsharp'],
    ['white space around a break is none', 'Low tide <br>\n at noon', 'Low tide\nat noon'],
    ['a break at the end shows nothing', 'Low tide<br></p>', 'Low tide'],
    ['paragraphs stand apart', '<p>Low tide</p><p>Fog</p>', 'Low tide\n\nFog'],
    ['empty paragraphs add nothing', '<p></p><p>Fog</p><p> </p><p><br></p><p>Rain</p>', 'Fog\n\nRain'],
    ['other blocks take a line', '<div>Low tide</div><div><div>Fog</div></div>Rain', 'Low tide\nFog\nRain'],
    ['many breaks are one blank line', 'Fog<br><br><br><br>Rain', 'Fog\n\nRain'],
    [
      'a list',
      'Bring<ul><li>boots</li><li><p>a lamp</p></li></ul>and tea',
      'Bring\n\n• boots\n• a lamp\n\nand tea',
    ],
    ['an ordered list', '<ol><li>Row<li>Rest</ol>', '1. Row\n2. Rest'],
    ['a list in a list', '<ul><li>Boats<ul><li>Heron</li></ul></li></ul>', '• Boats\n• Heron'],
    ['an empty item', '<ul><li></li><li>tea</li></ul>', '• tea'],
    [
      'a quotation',
      'She said<blockquote><p>Fog</p><p>Rain</p></blockquote>so',
      'She said\n\n“Fog\n\nRain”\n\nso',
    ],
    ['an empty quotation', 'Fog<blockquote></blockquote>', 'Fog'],
    ['a short quotation', 'the <q>old</q> pier', 'the “old” pier'],
    ['preformatted text', '<pre>\n  a\n    b\n</pre>', '  a\n    b'.trim()],
    [
      'a table',
      '<table><tr><td>6:10</td><td>low</td></tr><tr><td>12:20</td><td>high</td></tr></table>',
      '6:10 low\n12:20 high',
    ],
    ['entities', 'Fish &amp; chips &lt;3 &#233; &eacute; &#x1F41F;', 'Fish & chips <3 é é 🐟'],
    ['an entity is read once', '&amp;lt;b&amp;gt;', '&lt;b&gt;'],
    ['a lonely bracket is text', 'tide < 2 m & rising', 'tide < 2 m & rising'],
  ])('%s', (_, html, text) => {
    expect(shown(html)).toBe(text)
  })
})

describe('what is not text', () => {
  it.each([
    ['scripts', 'Fog<script>alert(1)</script>'],
    ['styles', '<style>p{}</style>Fog'],
    ['frames', 'Fog<iframe src="https://example.org">no frames</iframe>'],
    ['drawings', 'Fog<svg><title>x</title><text>y</text><script>z</script></svg>'],
    ['formulas', '<math><mi>x</mi></math>Fog'],
    ['templates', '<template><p>x</p></template>Fog'],
    ['films and their fallback', '<video controls>can not play<a href="/x">x</a></video>Fog'],
    ['what is hidden', '<p hidden>x</p><span class="invisible">https://</span>Fog'],
    ['comments', 'Fo<!-- <b>x</b> -->g<!doctype html>'],
    ['pictures', '<img src=https://example.org/a.png alt=Heron>Fog'],
    ['control characters', 'F\u0000o\u0008g\u0085'],
  ])('%s', (_, html) => {
    expect(read(html)).toEqual([{ type: 'text', text: 'Fog' }])
  })

  it('pictures are handed over, but for those that count visits', () => {
    const html = `<img src="/heron.jpg" alt=" Heron " width="640" height="480px"><img src="https://count.example/1.gif" width=1 height=1>
      <img src="data:image/png;base64,AA"><img alt="none">`
    expect(readHtml(html, { base: 'https://example.org/blog/' }).images).toEqual([
      { url: 'https://example.org/heron.jpg', alt: 'Heron', width: 640, height: 480 },
    ])
  })

  it('but an emoji drawn as a picture is', () => {
    expect(shown('Fog <img class="emoji wp-smiley" alt="🌫" src="https://s.example/1f32b.png">')).toBe('Fog 🌫')
  })
})

it('white space within paragraphs stays where a network shows it', () => {
  const html = '<p>  two  and\n   three</p>  \n <div>one   by  one</div>'
  expect(shown(html, { spaces: 'kept' })).toBe('two  and\n   three\n\none by one')
})

describe('links', () => {
  const base = 'https://harbour.example/blog/'

  it('keep their text and get an absolute address; white space stays outside', () => {
    expect(read('See<a href="../tides?a=1&amp;b=2"> the <b>table</b> </a>now', { base })).toEqual([
      { type: 'text', text: 'See ' },
      { type: 'link', text: 'the table', href: 'https://harbour.example/tides?a=1&b=2' },
      { type: 'text', text: ' now' },
    ])
  })

  it.each([
    'javascript:alert(1)',
    ' JaVaScRiPt:alert(1)',
    'java\nscript:alert(1)',
    '&#106;avascript:alert(1)',
    'data:text/html,x',
    'vbscript:x',
    'file:///etc/passwd',
    'mailto:a@example.org',
    'https://user:pass@example.org/',
    'https://[',
    '',
  ])('to %j are plain text', href => {
    expect(read(`<a href="${href}">Fog</a>`)).toEqual([{ type: 'text', text: 'Fog' }])
  })

  it('that are relative to nothing are plain text', () => {
    expect(read('<a href="/tides">Fog</a>')).toEqual([{ type: 'text', text: 'Fog' }])
  })

  it('without text are left away, and one in another ends it', () => {
    expect(read('<a href="/x"><img src="/a.png"></a><a href="/a">A<a href="/b">B</a>', { base })).toEqual([
      { type: 'link', text: 'A', href: 'https://harbour.example/a' },
      { type: 'link', text: 'B', href: 'https://harbour.example/b' },
    ])
  })

  it('are shortened as Mastodon shortens them', () => {
    const html =
      '<a href="https://harbour.example/tides/2026"><span class="invisible">https://www.</span><span class="ellipsis">harbour.example/ti</span><span class="invisible">des/2026</span></a>'
    expect(read(html)).toEqual([
      { type: 'link', text: 'harbour.example/ti…', href: 'https://harbour.example/tides/2026' },
    ])
  })

  it.each<[string, string, string]>([
    [
      'mention',
      '<span class="h-card"><a href="https://s.example/@mo" class="u-url mention">@<span>mo</span></a></span>',
      '@mo',
    ],
    [
      'hashtag',
      '<a href="https://s.example/tags/fog" class="mention hashtag" rel="tag">#<span>fog</span></a>',
      '#fog',
    ],
    ['hashtag', '<a href="https://s.example/tags/fog" class="u-url hashtag">#fog</a>', '#fog'],
    ['link', '<a href="https://s.example/tags/fog" rel="tag">Weather</a>', 'Weather'],
    ['link', '<a href="https://s.example/" class="mention">harbour</a>', 'harbour'],
  ])('are told as %s by their class', (type, html, text) => {
    expect(read(html)).toMatchObject([{ type, text }])
  })

  it('are told as mentions and hashtags by the lists beside the text', () => {
    const options = {
      mentions: new Set(['https://s.example/mo']),
      hashtags: new Set(['https://s.example/?t=fog']),
    }
    const html = '<a href="https://s.example/mo">@mo</a> <a href="https://s.example?t=fog">#fog</a>'
    expect(read(html, options).map(({ type }) => type)).toEqual(['mention', 'text', 'hashtag'])
  })
})

it("a server's own emoji become pictures, and unknown ones stay words", () => {
  const emojis = new Map([['heron', 'https://s.example/heron.png']])
  expect(read('<p>A :heron:, a :gull: and 12:30:00</p>', { emojis })).toEqual([
    { type: 'text', text: 'A ' },
    { type: 'emoji', text: ':heron:', url: 'https://s.example/heron.png' },
    { type: 'text', text: ', a :gull: and 12:30:00' },
  ])
})

describe('hostile markup', () => {
  it('is cut where it is too long, between words and never within a character', () => {
    expect(shown('<p>one two three four</p>', { limit: 10 })).toBe('one two…')
    expect(shown(`${'🐟'.repeat(30)}`, { limit: 5 })).toBe('🐟🐟…')
    expect(shown('<p>exactly so</p>', { limit: 10 })).toBe('exactly so')
    expect(shown('<p>exactly so</p><p>and more</p>', { limit: 10 })).toBe('exactly so…')
  })

  it('is cut where it is too deep', () => {
    expect(shown(`Fog${'<div>'.repeat(100_000)}Rain`)).toBe('Fog…')
  })

  it('with thousands of attributes is read, with a hundred thousand as far as it is worth', () => {
    const attributes = (length: number) =>
      Array.from({ length }, (_, index) => `a${index}="&quot;"`).join(' ')
    expect(shown(`<p ${attributes(5000)} __proto__="x" constructor="y">Fog</p>`)).toBe('Fog')
    expect(shown(`Rain<p ${attributes(100_000)}>Fog</p>`)).toBe('Rain…')
  })

  it('with half a surrogate pair stays text', () => {
    expect(shown('Fo\ud83dg &#xD83D;')).toBe('Fo\ufffdg \ufffd')
  })
})

const words = fc.stringMatching(/^[a-zé漢🐟&<>"' ]{0,12}$/u)
const escapeHtml = (text: string): string =>
  text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;')

describe('whatever comes', () => {
  const soup = fc
    .array(
      fc.oneof(
        fc.string(),
        fc.string({ unit: 'binary' }),
        fc.constantFrom(
          ...'<p>|</p>|<a href="https://a.example/">|<a href="javascript:1">|</a>|<script>|</script>|<svg>|</svg>|<li>|<ol>|</ol>|<br>|</br>|<!--|-->|<![CDATA[|]]>|&#0;|&amp;|<pre>|</pre>|<q>|</q>|<textarea>|<plaintext>|<span class="ellipsis">|</span>|<b |"|\'|='.split(
            '|',
          ),
        ),
      ),
      { maxLength: 40 },
    )
    .map(parts => parts.join(''))

  it('never throws, keeps the limit, and leads nowhere but to the web', () => {
    fc.assert(
      fc.property(soup, fc.nat(200), (html, limit) => {
        const segments = read(html, { limit, base: 'https://base.example/' })
        expect(plainText(segments).length).toBeLessThanOrEqual(limit + 2)
        for (const segment of segments) {
          expect(segment.text).not.toBe('')
          expect(segment.text).not.toMatch(/\p{Surrogate}/u)
          if ('href' in segment) expect(segment.href).toMatch(/^https?:\/\/[^\s<>"]+$/)
        }
      }),
      { numRuns: 500 },
    )
  })

  it('escaped text comes back as it was, whatever tags stand around it', () => {
    const tags = fc.constantFrom('b', 'i', 'span', 'em', 'u', 'font', 'a')
    fc.assert(
      fc.property(fc.array(fc.tuple(tags, words), { maxLength: 8 }), pieces => {
        const html = pieces.map(
          ([tag, text]) => `<${tag} title="${escapeHtml(text)}">${escapeHtml(text)}</${tag}>`,
        )
        const text = pieces.map(([, piece]) => piece).join('')
        expect(shown(html.join(''))).toBe(text.replace(/ +/g, ' ').replace(/^ | $/g, ''))
      }),
    )
  })
})
