/** The same stories in each language of feeds. */
import type { Story } from './stories.js'

export type Dialect = 'rss2' | 'rss1' | 'atom' | 'json'

export interface Site {
  readonly title: string
  /** An address. */
  readonly image?: string
  /** Where its pages are; ends with a slash. */
  readonly url: string
}

export interface Written {
  readonly type: string
  readonly body: string
}

export const DIALECTS: Readonly<Record<Dialect, (site: Site, stories: readonly Story[]) => Written>> = {
  rss2: (site, stories) => ({
    type: 'application/rss+xml; charset=utf-8',
    body: rss2(site, stories.map(story => rssItem(site, story)).join('\n')),
  }),
  rss1: (site, stories) => ({
    type: 'application/rdf+xml; charset=utf-8',
    body: `<?xml version="1.0"?>
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel rdf:about="${site.url}"><title>${esc(site.title)}</title><link>${site.url}</link><description>-</description></channel>
${stories
  .map(
    story => `<item rdf:about="${site.url}${story.path}"><title>${esc(esc(story.title))}</title><link>${site.url}${story.path}</link>
<description>${esc(story.summary)}</description><dc:creator>${esc(story.author)}</dc:creator>${
      story.at === undefined ? '' : `<dc:date>${new Date(story.at).toISOString()}</dc:date>`
    }</item>`,
  )
  .join('\n')}
</rdf:RDF>`,
  }),
  atom: (site, stories) => ({
    type: 'application/atom+xml; charset=utf-8',
    body: `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:base="${site.url}" xml:lang="en-GB">
<title>${esc(site.title)}</title><id>${site.url}</id><link href="./"/><link rel="self" href="feed.atom"/>
${stories
  .map(
    story => `<entry xml:base="news/"><title>${esc(story.title)}</title><id>${esc(story.id)}</id><link href="../${story.path}"/>
<author><name>${esc(story.author)}</name></author>${
      story.at === undefined ? '' : `<published>${new Date(story.at).toISOString()}</published>`
    }
<summary type="html">${esc(story.summary)}</summary><content type="html">${esc(story.content)}</content></entry>`,
  )
  .join('\n')}
</feed>`,
  }),
  json: (site, stories) => ({
    type: 'application/feed+json',
    body: JSON.stringify({
      version: 'https://jsonfeed.org/version/1.1',
      title: site.title,
      home_page_url: site.url,
      language: 'en-GB',
      items: stories.map(story => ({
        id: story.id,
        url: `${site.url}${story.path}`,
        ...(story.title && { title: story.title }),
        content_html: story.content,
        authors: [{ name: story.author }],
        ...(story.at !== undefined && { date_published: new Date(story.at).toISOString() }),
      })),
    }),
  }),
}

export function rss2(site: Site, items: string): string {
  return `<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:media="http://search.yahoo.com/mrss/" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd" xmlns:podcast="https://podcastindex.org/namespace/1.0">
<channel><title>${esc(site.title)}</title><link>${site.url}</link><description>-</description><language>en-gb</language>
<image><url>${site.image ?? `${site.url}pictures/crest.png`}</url></image>
${items}
</channel></rss>`
}

export function rssItem(site: Site, story: Story, more = ''): string {
  // A title in RSS is markup, by custom: escaped twice.
  const title = story.title && `<title>${esc(esc(story.title))}</title>`
  const date = story.at === undefined ? '' : `<pubDate>${new Date(story.at).toUTCString()}</pubDate>`
  return `<item>${title}<link>${site.url}${story.path}</link><guid isPermaLink="false">${esc(story.id)}</guid>${date}
<dc:creator>${esc(story.author)}</dc:creator><description>${esc(story.summary)}</description><content:encoded><![CDATA[${story.content}]]></content:encoded>${more}</item>`
}

export function esc(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;')
}
