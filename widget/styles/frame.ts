import { css } from 'lit'

/** The box and what stands around the posts. */
export const frame = css`
  * {
    box-sizing: border-box;
    margin: 0;
    padding: 0;
  }
  .base {
    container-type: inline-size;
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
    border-radius: var(--_radius);
  }
  .bordered {
    border: 1px solid var(--_line);
  }
  a {
    color: inherit;
    text-decoration: none;
  }
  a:hover {
    text-decoration: underline;
    text-underline-offset: 0.15em;
  }
  :focus-visible {
    outline: 2px solid var(--_accent);
    outline-offset: 2px;
    border-radius: 4px;
  }
  .list:focus-visible,
  .post:focus-visible,
  .main:focus-visible {
    outline-offset: -2px;
    border-radius: var(--_radius);
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
  .icon.x,
  .icon.play {
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
  .header {
    position: relative;
    display: flex;
    align-items: center;
    gap: 12px;
    min-block-size: 56px;
    padding-inline: var(--_space);
    border-block-end: 1px solid var(--_line);
    flex: none;
  }
  .title {
    flex: 1;
    min-inline-size: 0;
    font-size: 1.067em;
    font-weight: 650;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
    padding-block: 4px;
  }
  /* Moved, not laid out anew: the line about age comes and goes without a shift. */
  .aged .title {
    transform: translateY(-0.55em);
  }
  .stale {
    position: absolute;
    inset-block-end: 0.6em;
    inset-inline-start: var(--_space);
    font-size: 0.8em;
    color: var(--_quiet);
  }
  .sample {
    padding: 1px 8px;
    font-size: 0.8em;
    color: var(--_quiet);
    border: 1px solid var(--_line);
    border-radius: 99px;
  }
  .mark {
    display: grid;
    place-items: center;
    inline-size: 24px;
    block-size: 24px;
    font-size: 1.067em;
  }
  .footer {
    display: flex;
    align-items: center;
    min-block-size: 44px;
    padding-inline: var(--_space);
    border-block-start: 1px solid var(--_line);
    font-size: 0.867em;
    color: var(--_quiet);
    flex: none;
  }
  .footer a {
    padding-block: 4px;
  }
  .skip {
    position: absolute;
    z-index: 2;
    inset-block-start: 8px;
    inset-inline-start: 8px;
    padding: 8px 16px;
    background: var(--_text);
    color: var(--_background);
    border-radius: 8px;
  }
  .skip:not(:focus) {
    clip-path: inset(50%);
    pointer-events: none;
  }
  .main {
    flex: 1;
    min-block-size: 0;
    display: flex;
    flex-direction: column;
  }
  .panel {
    flex: 1;
    display: flex;
    flex-direction: column;
    align-items: center;
    justify-content: center;
    gap: 8px;
    padding: 32px var(--_space) 40px;
    text-align: center;
    overflow-y: auto;
    text-wrap: balance;
  }
  slot[name='empty'],
  slot[name='unavailable'] {
    flex: 1;
    display: flex;
    flex-direction: column;
    min-block-size: 0;
  }
  .drawing {
    fill: none;
    stroke: var(--_quiet);
    stroke-width: 2;
    stroke-linecap: round;
    stroke-linejoin: round;
    margin-block-end: 8px;
    flex: none;
  }
  .not-found {
    stroke-dasharray: 0.1 6;
  }
  .unavailable:dir(rtl) {
    transform: scaleX(-1);
  }
  .panel-title {
    font-size: 1.133em;
    font-weight: 650;
    line-height: 1.3;
  }
  .panel-text {
    color: var(--_quiet);
    max-inline-size: 32ch;
  }
  .panel-actions {
    display: flex;
    flex-wrap: wrap;
    justify-content: center;
    gap: 8px;
    margin-block-start: 12px;
  }
  .button {
    display: inline-block;
    padding: 7px 16px;
    border-radius: 99px;
    border: 1px solid var(--_text);
    background: var(--_text);
    color: var(--_background);
    font-size: 0.933em;
    font-weight: 600;
  }
  .button.quiet {
    background: none;
    color: inherit;
    border-color: var(--_line);
  }
  .fallback {
    flex: none;
    padding: 0 var(--_space) 24px;
    text-align: center;
    color: var(--_quiet);
    font-size: 0.933em;
  }
`
