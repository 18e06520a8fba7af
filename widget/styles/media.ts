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
  .x0 {
    --_x: 0%;
  }
  .y0 {
    --_y: 0%;
  }
  .x1 {
    --_x: 10%;
  }
  .y1 {
    --_y: 10%;
  }
  .x2 {
    --_x: 20%;
  }
  .y2 {
    --_y: 20%;
  }
  .x3 {
    --_x: 30%;
  }
  .y3 {
    --_y: 30%;
  }
  .x4 {
    --_x: 40%;
  }
  .y4 {
    --_y: 40%;
  }
  .x6 {
    --_x: 60%;
  }
  .y6 {
    --_y: 60%;
  }
  .x7 {
    --_x: 70%;
  }
  .y7 {
    --_y: 70%;
  }
  .x8 {
    --_x: 80%;
  }
  .y8 {
    --_y: 80%;
  }
  .x9 {
    --_x: 90%;
  }
  .y9 {
    --_y: 90%;
  }
  .x10 {
    --_x: 100%;
  }
  .y10 {
    --_y: 100%;
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
  [part=play] {
    position: relative;
    isolation: isolate;
    display: block;
    inline-size: 100%;
  }
  [part=media] :focus-visible {
    outline-offset: -4px;
    outline-color: #fff;
    box-shadow: inset 0 0 0 2px #000;
  }
  [part=play-mark] {
    position: absolute;
    inset: 0;
    margin: auto;
    display: grid;
    place-items: center;
    inline-size: 52px;
    block-size: 52px;
    border-radius: 50%;
    background: #000b;
    color: #fff;
  }
  [part=play-mark] svg {
    inline-size: 24px;
    fill: currentColor;
  }
  [part~=play]:hover [part=play-mark] {
    background: #000;
  }
  [part~=pause] {
    position: absolute;
    inset: 0;
    block-size: 100%;
  }
  [part~=pause] [part=play-mark] {
    opacity: 0;
  }
  [part~=pause]:is(:hover, :focus-visible) [part=play-mark] {
    opacity: 1;
  }
  [part=failed] {
    position: absolute;
    inset-inline: 0;
    inset-block-end: 0;
    padding: 8px;
    background: #000c;
    color: #fff;
    font-size: 0.867em;
    text-align: center;
  }
  [part=badge] {
    position: absolute;
    inset-block-end: 8px;
    inset-inline-start: 8px;
    padding: 1px 6px;
    border-radius: 4px;
    background: #000b;
    color: #fff;
    font-size: 0.8em;
    font-variant-numeric: tabular-nums;
  }
  /* On paper too they let the picture through that they stand on. */
  [part=rest],
  [part=badge],
  [part=play-mark],
  [part=alt],
  [part=description] {
    print-color-adjust: exact;
  }
  [part=cover] {
    grid-column: 1 / -1;
    grid-row: 1 / -1;
    position: relative;
    isolation: isolate;
    overflow: clip;
    display: grid;
    background: var(--_hover);
  }
  /* Words never are cut: a cover grows with them. */
  [part=media]:has(> [part=cover]) {
    overflow: clip;
    max-block-size: none;
    grid-auto-rows: auto;
  }
  [part=cover] .colors {
    inset: -32px;
    filter: blur(24px);
  }
  [part=cover] > :not(.colors) {
    grid-area: 1 / 1;
  }
  .cover-text {
    display: grid;
    place-content: center;
    justify-items: center;
    gap: 8px;
    min-block-size: 120px;
    padding: 16px;
    text-align: center;
    color: var(--_quiet);
  }
  .colors ~ .cover-text {
    place-self: center;
    min-block-size: 0;
    margin: 8px;
    border-radius: var(--_radius);
    background: var(--_background);
  }
`
