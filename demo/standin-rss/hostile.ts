/** Feeds made to hurt whoever parses them. */

export const HOSTILE = {
  'entity-bomb': () => {
    const levels = Array.from(
      { length: 12 },
      (_, level) => `<!ENTITY e${level + 1} "${`&e${level};`.repeat(10)}">`,
    )
    return `<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY e0 "boom">${levels.join('')}]>${item('<title>&e12;</title>')}`
  },
  'outside-entity': () =>
    `<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/hostname">]>${item('<title>Fog &x;</title>')}`,
  'many-attributes': () =>
    item(`<title ${Array.from({ length: 100_000 }, (_, index) => `a${index}="v"`).join(' ')}>Fog</title>`),
  'attribute-flood': () =>
    item(
      Array.from(
        { length: 60_000 },
        (_, index) => `<p${index}:x ${'a="1" b="2" c="3" d="4" '.repeat(4)}/>`,
      ).join(''),
    ),
  'deep-nesting': () => item(`${'<description>'.repeat(100_000)}Fog${'</description>'.repeat(100_000)}`),
  'deep-html': () => item(`<description><![CDATA[${'<div><b>'.repeat(50_000)}Fog]]></description>`),
  'many-items': () => item(`<title>Fog</title></item><item>`.repeat(40_000)),
  'prototype-names': () =>
    item('<__proto__><polluted>yes</polluted></__proto__><constructor>x</constructor><title>Fog</title>'),
  'json-prototype': () =>
    '{"version":"https://jsonfeed.org/version/1.1","title":"Fog","__proto__":{"polluted":true},"items":[{"id":"1","__proto__":{"polluted":true},"content_text":"Fog"}]}',
  'deep-json': () =>
    `{"version":"https://jsonfeed.org/version/1.1","title":"Fog","items":${'['.repeat(100_000)}${']'.repeat(100_000)}}`,
  'live-markup': () =>
    item(`<title><![CDATA[<script>alert(1)</script>Fog<img src=x onerror=alert(1)>]]></title><link>javascript:alert(1)</link>
<description><![CDATA[<a href="javascript:alert(1)">click</a><svg onload=alert(1)><script>x</script></svg> here]]></description>
<enclosure url="javascript:alert(1)" type="image/png"/><enclosure url="data:image/png;base64,AA" type="image/png"/>`),
  'fifty-megabytes': () =>
    item(`<title>Fog</title><description>${'low tide '.repeat(50 * 116_509)}</description>`),
} satisfies Readonly<Record<string, () => string>>

function item(inside: string): string {
  return `<rss version="2.0"><channel><title>Fog</title><item>${inside}</item></channel></rss>`
}
