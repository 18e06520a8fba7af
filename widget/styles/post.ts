import { css } from 'lit'

/** A post, from its avatar to its actions. */
export const post = css`
  .list {
    flex: 1;
    overflow-y: auto;
    scrollbar-width: thin;
    scrollbar-color: var(--_line) transparent;
  }
  /* A fade that rests on its own room at the end, and over the posts until then: there is more below. */
  .list::after {
    content: '';
    display: block;
    position: sticky;
    inset-block-end: 0;
    block-size: 32px;
    background: linear-gradient(transparent, var(--_background));
    pointer-events: none;
  }
  .post {
    display: grid;
    grid-template-columns: var(--_avatar) minmax(0, 1fr);
    column-gap: 12px;
    padding: var(--_space);
    scroll-margin-block: 8px;
  }
  .post + .post {
    border-block-start: 1px solid var(--_line);
  }
  .content {
    grid-column: 2;
    min-inline-size: 0;
  }
  .context {
    grid-column: 1 / -1;
    display: grid;
    grid-template-columns: subgrid;
    align-items: center;
    margin-block-end: 4px;
    font-size: 0.867em;
    color: var(--_quiet);
  }
  .context .icon {
    justify-self: end;
  }
  .context span {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .avatar {
    display: grid;
    place-items: center;
    inline-size: var(--_avatar);
    block-size: var(--_avatar);
    border-radius: 50%;
    overflow: hidden;
    background: var(--_line);
    color: var(--_quiet);
    font-weight: 600;
    text-transform: uppercase;
    text-decoration: none;
  }
  .avatar img {
    inline-size: 100%;
    block-size: 100%;
    object-fit: cover;
  }
  .byline {
    display: flex;
    align-items: baseline;
    min-inline-size: 0;
    font-size: 0.933em;
  }
  .author {
    display: flex;
    align-items: baseline;
    min-inline-size: 0;
    white-space: nowrap;
    padding-block: 2px;
  }
  .author:hover {
    text-decoration: none;
  }
  .author:hover .name {
    text-decoration: underline;
  }
  .name,
  .handle {
    overflow: hidden;
    text-overflow: ellipsis;
  }
  .name {
    font-weight: 650;
    flex: 0 1 auto;
    min-inline-size: 3em;
  }
  .handle {
    flex: 0 9999 auto;
    margin-inline-start: 6px;
    color: var(--_quiet);
  }
  .verified {
    align-self: center;
    display: inline-grid;
    margin-inline-start: 3px;
    color: var(--_accent);
  }
  .verified .icon {
    fill: currentColor;
    stroke: var(--_background);
  }
  .business {
    color: light-dark(#a07400, #e2b719);
  }
  .government {
    color: light-dark(#66727d, #97a3ae);
  }
  .when {
    flex: none;
    white-space: nowrap;
    color: var(--_quiet);
  }
  .when::before {
    content: '·';
    margin-inline: 6px;
  }
  .permalink {
    padding-block: 4px;
  }
  .edited::before {
    content: ' · ';
  }
  .text {
    white-space: pre-wrap;
    overflow-wrap: anywhere;
    unicode-bidi: plaintext;
    margin-block-start: 2px;
  }
  .text a {
    color: var(--_accent);
  }
  .emoji {
    inline-size: 1.2em;
    block-size: 1.2em;
    vertical-align: -0.2em;
    object-fit: contain;
  }
  .label {
    margin-block-start: 8px;
    font-size: 0.867em;
    color: var(--_quiet);
  }
  .actions {
    display: flex;
    gap: 4px;
    margin-block: 6px -6px;
    margin-inline-start: -8px;
    font-size: 0.867em;
    color: var(--_quiet);
    font-variant-numeric: tabular-nums;
  }
  .action {
    display: inline-flex;
    align-items: center;
    gap: 6px;
    min-inline-size: 64px;
    min-block-size: 32px;
    padding-inline: 8px;
    border-radius: 99px;
  }
  a.action:hover,
  a.action:focus-visible {
    color: var(--_accent);
    background: var(--_hover);
    text-decoration: none;
  }
  .skeleton {
    overflow: hidden;
  }
  .skeleton .avatar,
  .bone {
    background: var(--_line);
    animation: sheen 2s ease-in-out infinite alternate;
  }
  .bone {
    display: block;
    block-size: 0.8em;
    margin-block: 0.3em 0.6em;
    border-radius: 4px;
  }
  .short {
    inline-size: 40%;
  }
  .half {
    inline-size: 66%;
  }
  @keyframes sheen {
    to {
      opacity: 0.5;
    }
  }
  @container (inline-size < 360px) {
    .post {
      column-gap: 10px;
      --_avatar: 32px;
    }
    .action {
      min-inline-size: 52px;
    }
  }
  @media (prefers-reduced-motion) {
    * {
      animation: none !important;
    }
  }
  @media (forced-colors: active) {
    .base,
    .avatar,
    .sample {
      border: 1px solid;
    }
    .list::after {
      display: none;
    }
    .bar rect {
      fill: Highlight;
    }
  }
  @media print {
    :host {
      block-size: auto !important;
    }
    .list {
      overflow: visible;
    }
    .list::after,
    .actions,
    .skip {
      display: none;
    }
  }
`
