import { css } from 'lit'

/** Cards, quotes and polls. */
export const cards = css`
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
  [part=card-text] {
    min-inline-size: 0;
    padding: 10px 12px;
    font-size: 0.933em;
    align-self: center;
  }
  [part=card].wide [part=card-text] {
    align-self: stretch;
  }
  [part=card-text] > * {
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
  [part=poll-share] {
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
