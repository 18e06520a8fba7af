import { css } from 'lit'

/** What hangs on a post: media, cards, quotes, polls. */
export const attachments = css`
  [part=context] {
    grid-column: 1 / -1;
    display: grid;
    grid-template-columns: subgrid;
    align-items: center;
    margin-block-end: 4px;
    font-size: 0.867em;
    color: var(--_quiet);
  }
  [part=context] .icon {
    justify-self: end;
  }
  [part=context] span {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .own {
    display: block;
  }
  /* One line from picture to picture, and none across. */
  .above,
  .below {
    position: relative;
  }
  [part=post].above {
    border-block-start-color: transparent;
  }
  .below::before {
    content: '';
    position: absolute;
    inset-block: calc(var(--_space) + var(--_avatar) + 4px) calc(4px - var(--_space));
    inset-inline-start: calc(var(--_space) + var(--_avatar) / 2 - 1px);
    inline-size: 2px;
    border-radius: 1px;
    background: var(--_line);
  }
  [part=more] {
    display: block;
    padding-block: 4px;
    color: var(--_accent);
  }
  [part=more]:hover {
    text-decoration: underline;
    text-underline-offset: 0.2em;
  }
  [part=warning] {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: 8px 12px;
    margin-block: 6px 4px;
    padding: 10px 12px;
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
  }
  [part='more-posts'] {
    padding: var(--_space);
    text-align: center;
    border-block-start: 1px solid var(--_line);
  }
  [part=label] {
    margin-block-start: 8px;
    font-size: 0.867em;
    color: var(--_quiet);
  }
  [part=media],
  [part=card],
  [part=quote],
  [part=poll] {
    margin-block-start: 10px;
  }
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
  }
  /* No size is known: the picture's own would move what is below it. */
  .of-1 img[width='16'][height='9'] {
    aspect-ratio: 16 / 9;
  }
  .of-2,
  .of-3,
  .of-4 {
    aspect-ratio: 16 / 9;
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
    inline-size: 100%;
    min-block-size: 0;
    cursor: zoom-in;
  }
  .rest {
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
    display: block;
    inline-size: 100%;
  }
  [part=media] :focus-visible {
    outline-offset: -4px;
    outline-color: #fff;
    box-shadow: inset 0 0 0 2px #000;
  }
  .play-mark {
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
  .play-mark svg {
    inline-size: 24px;
    fill: currentColor;
  }
  [part~=play]:hover .play-mark {
    background: #000;
  }
  [part~=pause] {
    position: absolute;
    inset: 0;
    block-size: 100%;
  }
  [part~=pause] .play-mark {
    opacity: 0;
  }
  [part~=pause]:is(:hover, :focus-visible) .play-mark {
    opacity: 1;
  }
  .cannot {
    position: absolute;
    inset-inline: 0;
    inset-block-end: 0;
    padding: 8px;
    background: #000c;
    color: #fff;
    font-size: 0.867em;
    text-align: center;
  }
  .badge {
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
  [part=cover] {
    grid-column: 1 / -1;
    grid-row: 1 / -1;
    display: grid;
    background: var(--_hover);
  }
  [part=cover] > * {
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
  [part~=button] {
    display: inline-block;
    padding: 7px 16px;
    border-radius: 99px;
    border: 1px solid var(--_text);
    background: var(--_text);
    color: var(--_background);
    font-size: 0.933em;
    font-weight: 600;
  }
  [part~=button].quiet {
    background: none;
    color: inherit;
    border-color: var(--_line);
  }
  [part=card],
  [part=quote] {
    display: block;
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
    overflow: hidden;
  }
  [part=card] {
    display: flex;
  }
  [part=card].wide {
    flex-direction: column;
  }
  [part=card]:hover {
    background: var(--_hover);
    text-decoration: none;
  }
  [part=card] img {
    inline-size: 96px;
    block-size: auto;
    min-block-size: 96px;
    object-fit: cover;
    background: var(--_line);
  }
  [part=card].wide img {
    inline-size: 100%;
    block-size: auto;
    max-block-size: 300px;
  }
  .card-text {
    min-inline-size: 0;
    padding: 10px 12px;
    font-size: 0.933em;
    align-self: center;
  }
  [part=card].wide .card-text {
    align-self: stretch;
  }
  .card-text > * {
    display: -webkit-box;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 2;
    overflow: hidden;
  }
  [part=card-site] {
    -webkit-line-clamp: 1;
  }
  [part=card-site],
  [part=card-description] {
    color: var(--_quiet);
    font-size: 0.929em;
  }
  [part=card-title] {
    font-weight: 600;
  }
  [part=quote] {
    padding: 12px;
    --_avatar: 20px;
  }
  .quote-head {
    display: flex;
    align-items: center;
    gap: 8px;
    min-inline-size: 0;
  }
  .quote-head [part=avatar] {
    flex: none;
    font-size: 0.7em;
  }
  .missing {
    color: var(--_quiet);
  }
  [part=poll] ul {
    list-style: none;
    display: grid;
    gap: 4px;
  }
  [part=poll-option] {
    position: relative;
    display: flex;
    justify-content: space-between;
    gap: 12px;
    padding: 5px 10px;
    font-size: 0.933em;
  }
  [part=poll-option] > * {
    position: relative;
  }
  [part=poll-option] > span {
    flex: none;
  }
  [part=poll-option] [part=poll-bar] {
    position: absolute;
    inset: 0;
    border-radius: 6px;
  }
  [part=poll-bar] rect {
    fill: var(--_line);
  }
  [part=poll-bar]:dir(rtl) {
    transform: scaleX(-1);
  }
  .most {
    font-weight: 650;
  }
`
