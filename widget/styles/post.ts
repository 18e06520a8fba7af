import { css } from 'lit'

/** A post, from its avatar to its actions. */
export const post = css`
  [part=scroller] {
    flex: 1;
    overflow: auto;
  }
  [part=post] {
    display: grid;
    grid-template-columns: var(--_avatar) minmax(0, 1fr);
    column-gap: 12px;
    padding: var(--_space);
  }
  [part=post] + [part=post] {
    border-block-start: 1px solid var(--_line);
  }
  .content {
    grid-column: 2;
  }
  [part=avatar] {
    position: relative;
    inline-size: var(--_avatar);
    block-size: var(--_avatar);
    border-radius: 50%;
    overflow: hidden;
    background: var(--_line);
    font-weight: 600;
    text-transform: uppercase;
  }
  [part=avatar] img {
    position: absolute;
    inset: 0;
    inline-size: 100%;
    block-size: 100%;
    object-fit: cover;
    background: inherit;
  }
  [part=byline] {
    display: flex;
    align-items: baseline;
    min-inline-size: 0;
    font-size: 0.933em;
  }
  [part=author] {
    display: flex;
    align-items: baseline;
    gap: 4px;
    min-inline-size: 0;
    padding-block: 2px;
  }
  [part=name] {
    font-weight: 650;
    min-inline-size: 3em;
  }
  [part=handle] {
    flex: 0 9999 auto;
    min-inline-size: 2.5em;
  }
  .when {
    flex: none;
    white-space: nowrap;
  }
  .when::before {
    content: '·' / '';
    margin-inline: 6px;
  }
  [part=text] {
    white-space: pre-wrap;
    unicode-bidi: plaintext;
    margin-block-start: 2px;
  }
  [part=text] a {
    color: var(--_accent);
  }
  [part=actions] {
    display: flex;
    flex-wrap: wrap;
    gap: 4px;
    margin-block: 6px -6px;
    margin-inline-start: -8px;
  }
  [part~=action] {
    display: flex;
    align-items: center;
    gap: 6px;
    min-inline-size: 64px;
    min-block-size: 32px;
    padding-inline: 8px;
    border-radius: 99px;
  }
  [part=skeleton] {
    overflow: hidden;
  }
  [part=skeleton] i {
    display: block;
    block-size: 0.8em;
    margin-block: 0.3em 0.6em;
    background: var(--_line);
    border-radius: 4px;
  }
  [part=skeleton] i:first-child {
    inline-size: 40%;
  }
  [part=skeleton] i:last-child {
    inline-size: 66%;
  }
  @container (inline-size < 360px) {
    [part=post] {
      column-gap: 10px;
      --_avatar: 32px;
    }
    [part~=action] {
      min-inline-size: 48px;
    }
  }
`
