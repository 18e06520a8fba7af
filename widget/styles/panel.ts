import { css } from 'lit'

/** A status in the middle of the box. */
export const panelStyles = css`
  /* A page's own display, such as the one that reserves the box, would win without the mark. */
  :host([when-empty='hide']:is(:state(empty), :state(filtered))) {
    display: none !important;
  }
  [part=panel] {
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
  [part=drawing] {
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
  [part=panel-title] {
    font-size: 1.133em;
    font-weight: 650;
    line-height: 1.3;
  }
  [part=panel-text] {
    color: var(--_quiet);
    max-inline-size: 32ch;
  }
  [part=panel-actions] {
    display: flex;
    flex-wrap: wrap;
    justify-content: center;
    gap: 8px;
    margin-block-start: 12px;
  }
  slot[name='empty'],
  slot[name='unavailable'] {
    flex: 1;
    display: flex;
    flex-direction: column;
    min-block-size: 0;
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
  [part=fallback] {
    flex: none;
    padding: 0 var(--_space) 24px;
    text-align: center;
    color: var(--_quiet);
    font-size: 0.933em;
  }
  @media (forced-colors: active) {
    [part=drawing] {
      stroke: CanvasText;
    }
  }
`
