import { css } from 'lit'

/**
 * The look in one layer. A page sets `--social-feed-*` anywhere above the element; each default is
 * written once, for both schemes. With `theme="auto"` the scheme is the page's own `color-scheme`.
 * Every text colour has at least 4.5 : 1 on the background, in both schemes.
 */
export const tokens = css`
  :host {
    --_text: var(--social-feed-text, light-dark(#16181c, #e8eaed));
    --_quiet: var(--social-feed-quiet, light-dark(#5b6570, #9aa3ad));
    --_background: var(--social-feed-background, light-dark(#fff, #17191c));
    --_line: var(--social-feed-line, light-dark(#e3e6e9, #2e3238));
    --_accent: var(--social-feed-accent, light-dark(#0b66c3, #6cb4f7));
    --_radius: var(--social-feed-radius, 12px);
    --_space: var(--social-feed-space, 16px);
    --_avatar: var(--social-feed-avatar, 40px);
    --_font: var(--social-feed-font, inherit);
    --_size: var(--social-feed-size, 0.9375em);
    display: block;
    block-size: 600px;
    min-inline-size: 0;
    max-inline-size: 100%;
    writing-mode: horizontal-tb;
  }
  :host([hidden]) {
    display: none;
  }
  :host([theme='light']) {
    color-scheme: light;
  }
  :host([theme='dark']) {
    color-scheme: dark;
  }
  :host([height='auto']) {
    block-size: auto;
  }
`
