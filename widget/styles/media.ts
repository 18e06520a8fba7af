import { css } from 'lit'

/** Pictures and films, what covers them and what stands in their place. */
export const media = css`
  [part=media] {
    position: relative;
    display: grid;
    gap: 2px;
    overflow: hidden;
    border-radius: var(--_radius);
    background: var(--_line);
  }
  [part=media] img,
  [part=media] video,
  .spacer {
    display: block;
    inline-size: 100%;
    block-size: auto;
    max-block-size: 420px;
    object-fit: cover;
    object-position: var(--_x, 50%) var(--_y, 50%);
  }
  /* No size is known: the picture's own would move what is below it. */
  .of-1 img[width='16'][height='9'] {
    aspect-ratio: 16 / 9;
  }
  .of-2,
  .of-3,
  .of-4 {
    aspect-ratio: 16 / 9;
    inline-size: 100%;
    max-block-size: 420px;
    grid-template-columns: 1fr 1fr;
    grid-auto-rows: minmax(0, 1fr);
  }
  .of-3 > :first-child {
    grid-row: span 2;
  }
  .cell {
    position: relative;
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    min-block-size: 0;
    min-inline-size: 0;
  }
  .cell > * {
    grid-area: 1 / 1;
  }
  .cell:has(.broken)::after {
    content: attr(data-alt);
    grid-area: 1 / 1;
    place-self: center;
    padding: 16px;
    max-block-size: 100%;
    overflow: hidden;
    color: var(--_text);
    text-align: center;
    font-size: 0.867em;
    pointer-events: none;
  }
  [part=enlarge] {
    display: block;
    position: relative;
    isolation: isolate;
    inline-size: 100%;
    min-block-size: 0;
    cursor: zoom-in;
  }
  .colors {
    position: absolute;
    inset: 0;
    z-index: -1;
    display: flex;
    overflow: hidden;
  }
  /* Words in place of a picture are read on the page's own colours. */
  .cell:has(.broken) .colors {
    display: none;
  }
  [part=rest] {
    position: absolute;
    inset: 0;
    display: grid;
    place-items: center;
    background: #0009;
    color: #fff;
    font-size: 1.6em;
    font-weight: 600;
  }
  [part=alt] {
    place-self: end start;
    z-index: 1;
    margin: 8px;
    min-inline-size: 24px;
    min-block-size: 24px;
    padding-inline: 6px;
    border-radius: 4px;
    background: #000c;
    color: #fff;
    font-size: 0.75em;
    font-weight: 700;
    letter-spacing: 0.04em;
  }
  [part=description] {
    align-self: end;
    z-index: 1;
    max-block-size: 100%;
    padding: 12px 12px 40px;
    overflow-y: auto;
    background: #000d;
    color: #fff;
    font-size: 0.867em;
    white-space: pre-line;
  }
  :is(.of-2, .of-3, .of-4) :is(img, video, [part=play], [part=enlarge]) {
    block-size: 100%;
    min-block-size: 0;
  }
  [part=media] :focus-visible {
    outline-offset: -4px;
    outline-color: #fff;
    box-shadow: inset 0 0 0 2px #000;
  }
  /* On paper too they let the picture through that they stand on. */
  [part=rest],
  [part=badge],
  [part=play-mark],
  [part=alt],
  [part=description] {
    print-color-adjust: exact;
  }
`
