import { css } from 'lit'

/** Posters, what stands on them, and loops that play. */
export const films = css`
  [part=play] {
    position: relative;
    isolation: isolate;
    display: block;
    inline-size: 100%;
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
`
