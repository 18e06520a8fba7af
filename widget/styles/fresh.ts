import { css } from 'lit'

export const freshStyles = css`
  .over {
    position: sticky;
    inset-block-start: 12px;
    z-index: 1;
    display: flex;
    justify-content: center;
    align-items: start;
    block-size: 0;
  }
  /* On the line under the header, where it covers no word. */
  [part='new-posts'] {
    margin-block-start: -17px;
    padding: 6px 16px;
    border-radius: 99px;
    background: var(--_accent);
    color: var(--_background);
    font-size: 0.933em;
    font-weight: 600;
    box-shadow: var(--_shadow);
  }
  [part='base']:not(:has([part='header'])) [part='new-posts'] {
    margin-block-start: 8px;
  }
  /* Where the page scrolls, not the box: it sticks to the window. */
  :host([height='auto']) [part='base'] {
    overflow: clip;
  }
  :host([height='auto']) .over {
    inset-block-start: 29px;
  }
  @media (prefers-reduced-motion: no-preference) {
    [part='new-posts'] {
      animation: arrive var(--_motion) ease-out;
    }
  }
  @keyframes arrive {
    from {
      opacity: 0;
      transform: translateY(-8px);
    }
  }
  @media (forced-colors: active) {
    [part='new-posts'] {
      border: 1px solid;
    }
  }
`
