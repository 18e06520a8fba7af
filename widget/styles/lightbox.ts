import { css } from 'lit'

/** Always dark, whatever the theme: pictures are looked at, not the page around them. */
export const lightboxStyles = css`
  dialog {
    position: fixed;
    inset: 0;
    inline-size: 100%;
    block-size: 100%;
    max-inline-size: none;
    max-block-size: none;
    border: 0;
    overflow: hidden;
    background: #0b0c0e;
    color: #fff;
    font-family: var(--_font);
    font-size: var(--_size);
    line-height: 1.45;
    text-align: start;
    text-indent: 0;
    text-transform: none;
    white-space: normal;
    word-break: normal;
    overflow-wrap: anywhere;
    touch-action: none;
  }
  dialog[open] {
    display: grid;
    grid-template: auto minmax(0, 1fr) auto / minmax(0, 1fr);
  }
  .bar {
    display: flex;
    align-items: center;
    justify-content: space-between;
    min-block-size: 60px;
    padding: 8px 12px 8px 20px;
    font-variant-numeric: tabular-nums;
  }
  .stage {
    position: relative;
    display: grid;
    place-items: center;
    min-block-size: 0;
    overflow: hidden;
  }
  .stage:has(.broken)::after {
    content: attr(data-alt);
    position: absolute;
    padding: 24px;
    max-inline-size: 60ch;
    color: #c3c9d0;
    text-align: center;
  }
  [part='lightbox-photo'] {
    inline-size: auto;
    block-size: auto;
    max-inline-size: 100%;
    max-block-size: 100%;
    min-block-size: 0;
    object-fit: contain;
    user-select: none;
  }
  [part='lightbox-text'] {
    justify-self: center;
    max-inline-size: 70ch;
    max-block-size: 28vh;
    padding: 16px 20px 24px;
    overflow-y: auto;
    overscroll-behavior: contain;
    color: #e1e5e9;
    text-wrap: pretty;
    white-space: pre-line;
    touch-action: pan-y;
  }
  [part='lightbox-button'] {
    display: grid;
    place-items: center;
    inline-size: 44px;
    block-size: 44px;
    border-radius: 50%;
    background: #0b0c0ecc;
    color: #fff;
  }
  [part='lightbox-button']:hover {
    background: #2b2f35;
  }
  [part='lightbox-button'][aria-disabled='true'] {
    opacity: 0.35;
    cursor: default;
  }
  [part='lightbox-button'] svg {
    fill: none;
    stroke: currentColor;
    stroke-width: 2;
    stroke-linecap: round;
    stroke-linejoin: round;
  }
  [part='lightbox-button']:focus-visible {
    outline: 2px solid #fff;
    outline-offset: 2px;
    border-radius: 50%;
  }
  .previous,
  .next {
    position: absolute;
    inset-block: 0;
    margin-block: auto;
  }
  .previous {
    inset-inline-start: 12px;
  }
  .next {
    inset-inline-end: 12px;
  }
  .previous:dir(ltr) svg,
  .next:dir(rtl) svg {
    transform: scaleX(-1);
  }
  @media (min-width: 700px) {
    .stage {
      margin-inline: 72px;
    }
  }
  @media (prefers-reduced-motion: no-preference) {
    dialog[open] {
      animation: appear calc(0.6 * var(--_motion)) ease-out;
    }
  }
  @keyframes appear {
    from {
      opacity: 0;
    }
  }
  @media (forced-colors: active) {
    [part='lightbox-button'] {
      border: 1px solid;
    }
  }
`
