import { css } from 'lit'

/** What lies over sensitive media until it is asked for. */
export const covers = css`
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
