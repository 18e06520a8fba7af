/** What the tests ask inside a page. Each stands alone: its text is sent there. */

/** What the first feed of the page shows. */
export function shown() {
  const feed = document.querySelector('social-feed') as HTMLElement & { readonly state?: string }
  const root = feed.shadowRoot
  const [base] = root?.querySelectorAll('[part~=base]') ?? []
  const list = root?.querySelector('[part=list]')
  const style = base && getComputedStyle(base)
  return {
    state: feed.state,
    posts: root?.querySelectorAll('article').length ?? 0,
    bases: root?.querySelectorAll('[part~=base]').length,
    media: root?.querySelectorAll('[part=media]').length,
    height: feed.getBoundingClientRect().height,
    background: style?.backgroundColor,
    color: style?.color,
    display: list && getComputedStyle(list).display,
  }
}

/** Has what comes after the first posts come? */
export function alive(): boolean {
  const post = document.querySelector('social-feed')?.shadowRoot?.querySelector('article')
  return !!post?.hasAttribute('tabindex')
}

export function wordsOf(selector: string): string {
  return document.querySelector(selector)?.shadowRoot?.textContent?.replace(/\s+/g, ' ') ?? ''
}

/** What has the focus: a part, and of the how manieth post. */
export function focused() {
  const root = document.querySelector('social-feed')?.shadowRoot
  const element = root?.activeElement
  const post = element?.closest('article')
  return element
    ? {
        part: element.getAttribute('part'),
        post: post ? [...(root?.querySelectorAll('article') ?? [])].indexOf(post) + 1 : undefined,
      }
    : undefined
}
