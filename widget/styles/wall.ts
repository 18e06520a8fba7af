import { css } from 'lit'

export const wallStyles = css`
  [part=sources] {
    flex: none;
    display: flex;
    gap: 8px;
    padding: 10px var(--_space);
    overflow-x: auto;
    scrollbar-width: none;
    border-block-end: 1px solid var(--_line);
  }
  [part=source] {
    flex: none;
    display: flex;
    align-items: center;
    gap: 6px;
    min-block-size: 32px;
    padding-inline: 12px;
    border: 1px solid var(--_line);
    border-radius: 99px;
    font-size: 0.867em;
    white-space: nowrap;
  }
  [part=source] bdi:not(.hidden) {
    max-inline-size: 12em;
    overflow: hidden;
    text-overflow: ellipsis;
  }
  [part=source] [part=count] {
    color: var(--_quiet);
    font-variant-numeric: tabular-nums;
  }
  [part=source]:hover {
    background: var(--_hover, transparent);
  }
  [part=source][aria-pressed=true] {
    border-color: var(--_text);
    background: var(--_text);
    color: var(--_background);
  }
  [part=source][aria-pressed=true] :is([part=count], .icon) {
    color: inherit;
  }
  [part=source]:focus-visible {
    border-radius: 99px;
  }
  [part=notice] {
    flex: none;
    display: flex;
    gap: 8px;
    padding: 8px var(--_space);
    border-block-end: 1px solid var(--_line);
    font-size: 0.867em;
    color: var(--_quiet);
  }
  [part=notice] .icon,
  [part=footer] .icon {
    color: inherit;
  }
  [part=notice] .icon {
    margin-block-start: 0.1em;
  }
  [part=notice] a {
    text-decoration-line: underline;
    text-decoration-color: color-mix(in srgb, currentColor 35%, transparent);
    text-underline-offset: 0.2em;
  }
  [part=post] {
    position: relative;
  }
  [part=post]:not(.own) > .content > [part=byline] {
    padding-inline-end: 28px;
  }
  [part=origin] {
    position: absolute;
    inset-block-start: calc(var(--_space) + 2px);
    inset-inline-end: var(--_space);
    display: grid;
  }
  [part=elsewhere] {
    display: flex;
    flex-wrap: wrap;
    gap: 4px 16px;
    margin-block-start: 8px;
    font-size: 0.867em;
  }
  [part=elsewhere] a {
    padding-block: 4px;
    color: var(--_quiet);
    text-decoration-line: underline;
    text-decoration-color: color-mix(in srgb, currentColor 35%, transparent);
    text-underline-offset: 0.2em;
  }
  .ways {
    display: flex;
    gap: 4px;
    margin-inline-start: -8px;
  }
  .way {
    display: grid;
    place-items: center;
    inline-size: 32px;
    block-size: 32px;
  }
  @media (forced-colors: active) {
    [part=source][aria-pressed=true] {
      forced-color-adjust: none;
      background: Highlight;
      color: HighlightText;
    }
  }
`
