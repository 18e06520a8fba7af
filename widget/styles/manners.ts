import { css } from 'lit'

/** For the pointer, for the keyboard, for forced colours and for paper: and what moves or fades: nothing that the first sight of a feed needs. */
export const manners = css`
  :host {
    --_hover: var(--social-feed-hover, light-dark(#f5f6f7, #1e2125));
    --_shadow: var(--social-feed-shadow, 0 2px 10px #0003);
    --_motion: var(--social-feed-motion, 0.25s);
  }
  .broken {
    opacity: 0;
  }
  [part=skip]:focus {
    z-index: 2;
    inset-block-start: 8px;
    inset-inline-start: 8px;
    inline-size: auto;
    block-size: auto;
    padding: 8px 16px;
    clip-path: none;
    background: var(--_text);
    color: var(--_background);
    border-radius: 8px;
  }
  /* Moved, not laid out anew: the line about age comes and goes without a shift. */
  [part=header]:has([part=stale]) [part=title] {
    transform: translateY(-0.65em);
  }
  [part=header] {
    position: relative;
  }
  [part=stale] {
    position: absolute;
    inset-block-end: 0.45em;
    inset-inline-start: var(--_space);
    font-size: 0.867em;
    color: var(--_quiet);
  }
  [part=sample] {
    padding: 1px 8px;
    border: 1px solid var(--_line);
    border-radius: 99px;
  }
  .business {
    color: light-dark(#a07400, #e2b719);
  }
  .government {
    color: light-dark(#66727d, #97a3ae);
  }
  a:hover {
    text-decoration: underline;
    text-underline-offset: 0.15em;
  }
  [part=author]:hover {
    text-decoration: none;
  }
  [part=author]:hover [part=name] {
    text-decoration: underline;
  }
  a[part~=action]:hover,
  a[part~=action]:focus-visible {
    color: var(--_accent);
    background: var(--_hover);
    text-decoration: none;
  }
  [part=text] a {
    text-decoration-line: underline;
    text-decoration-color: color-mix(in srgb, currentColor 35%, transparent);
    text-underline-offset: 0.2em;
  }
  [part=scroller] {
    scrollbar-width: thin;
    scrollbar-color: var(--_line) transparent;
  }
  :focus-visible {
    outline: 2px solid var(--_accent);
    outline-offset: 2px;
    border-radius: 4px;
  }
  [part=list]:focus-visible,
  [part=post]:focus-visible,
  #main:focus-visible {
    outline-offset: -2px;
    border-radius: var(--_radius);
  }
  /* A fade that rests on its own room at the end, and over the posts until then: there is more below. */
  [part=scroller]::after {
    content: '';
    display: block;
    position: sticky;
    inset-block-end: 0;
    block-size: 32px;
    background: linear-gradient(transparent, var(--_background));
    pointer-events: none;
  }
  :host([height='auto']) [part=scroller]::after {
    display: none;
  }
  /* Large text in a narrow box: what has no room beside the rest goes below it. */
  @container (inline-size < 14em) {
    [part=byline] {
      flex-wrap: wrap;
    }
  }
  @media (prefers-reduced-motion: no-preference) {
    [part=skeleton] {
      animation: sheen calc(8 * var(--_motion)) ease-in-out infinite alternate;
    }
  }
  @keyframes sheen {
    to {
      opacity: 0.5;
    }
  }
  @media (forced-colors: active) {
    [part=base],
    [part=avatar],
    [part=sample] {
      border: 1px solid;
    }
    .icon,
    .spacer {
      stroke: currentColor;
    }
    [part=scroller]::after {
      display: none;
    }
    [part=poll-bar] rect {
      fill: Highlight;
    }
  }
  /* On paper there is no box, and no darkness: every post is there, and none is cut in two. */
  @media print {
    :host {
      block-size: auto !important;
      color-scheme: light !important;
    }
    [part=base],
    [part=scroller],
    [part=list] {
      display: block;
      block-size: auto;
      overflow: visible;
    }
    [part=post] {
      break-inside: avoid;
    }
    [part=new-posts],
    [part=more-posts],
    [part=turn],
    [part=scroller]::after,
    [part=actions],
    [part=skip] {
      display: none;
    }
  }
`
