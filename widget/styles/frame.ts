import { css } from 'lit'

/** The box and what stands around the posts. */
export const frame = css`
  * {
    box-sizing: border-box;
    margin: 0;
    padding: 0;
  }
  [part=base] {
    container-type: inline-size;
    /* How wide it is where the page asks its content, as it does of what floats. */
    contain-intrinsic-inline-size: 550px;
    position: relative;
    display: flex;
    flex-direction: column;
    block-size: 100%;
    overflow: hidden;
    background: var(--_background);
    color: var(--_text);
    font-family: var(--_font);
    font-size: var(--_size);
    line-height: 1.45;
    text-align: start;
    text-indent: 0;
    text-transform: none;
    white-space: normal;
    word-break: normal;
    overflow-wrap: anywhere;
    hyphens: manual;
    border-radius: var(--_radius);
  }
  .bordered {
    border: 1px solid var(--_line);
  }
  a {
    color: inherit;
    text-decoration: none;
  }
  button {
    font: inherit;
    color: inherit;
    background: none;
    border: 0;
    cursor: pointer;
  }
  .icon {
    inline-size: 1.2em;
    block-size: 1.2em;
    fill: none;
    stroke: currentColor;
    stroke-width: 1.6;
    stroke-linecap: round;
    stroke-linejoin: round;
    flex: none;
  }
  .icon.x {
    fill: currentColor;
    stroke: none;
  }
  .hidden {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  [part=header],
  [part=footer] {
    display: flex;
    flex: none;
    align-items: center;
    gap: 12px;
    min-block-size: 56px;
    padding-inline: var(--_space);
  }
  [part=header] {
    border-block-end: 1px solid var(--_line);
  }
  [part=title] {
    flex: 1;
    min-inline-size: 0;
    font-size: 1.067em;
    font-weight: 650;
    line-height: 1.25;
    padding-block: 12px;
    text-wrap: balance;
  }
  [part=name],
  [part=handle] {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  [part=avatar],
  [part=mark] {
    display: grid;
    place-items: center;
  }
  [part=mark] {
    inline-size: 24px;
    block-size: 24px;
    font-size: 1.067em;
  }
  [part=avatar],
  [part=handle],
  [part=actions],
  [part=footer],
  .when {
    color: var(--_quiet);
  }
  [part=actions],
  [part=footer] {
    font-size: 0.867em;
  }
  [part=footer] {
    justify-content: space-between;
    min-block-size: 44px;
    border-block-start: 1px solid var(--_line);
  }
  [part=permalink],
  [part=footer] a {
    padding-block: 5px;
  }
  #main {
    flex: 1;
    min-block-size: 0;
    display: flex;
    flex-direction: column;
  }
`
