import { css } from 'lit'

/** What hangs on a post: marks, lines over it, what unfolds it, and the room around the rest. */
export const attachments = css`
  [part=edited]::before {
    content: ' · ';
    content: ' · ' / ' ';
  }
  [part=emoji] {
    inline-size: 1.2em;
    block-size: 1.2em;
    vertical-align: -0.2em;
    object-fit: contain;
  }
  [part=verified] {
    align-self: center;
    display: inline-grid;
    color: var(--_accent);
  }
  [part=verified] .icon {
    fill: currentColor;
    stroke: var(--_background);
  }
  [part=affiliation] {
    flex: none;
    align-self: center;
    display: grid;
    inline-size: 1.2em;
    block-size: 1.2em;
    border-radius: 4px;
    overflow: hidden;
    background: var(--_line);
  }
  [part=affiliation] img {
    inline-size: 100%;
    block-size: 100%;
    object-fit: cover;
  }
  [part=affiliation].named {
    flex: 0 99 auto;
    display: block;
    inline-size: auto;
    block-size: auto;
    min-inline-size: 2.5em;
    padding-inline: 5px;
    white-space: nowrap;
    text-overflow: ellipsis;
    font-size: 0.867em;
    color: var(--_quiet);
  }
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
  @media (forced-colors: active) {
    .below::before {
      background: CanvasText;
    }
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
`
