import { css } from 'lit'

export const layoutStyles = css`
  /* Not the grey posts, which are there before this sheet is. */
  :host(:is([layout='grid'], [layout='carousel'])) article {
    align-content: start;
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
  }
  /* Three of them stand beside each other in a narrow column too. */
  :host(:is([layout='grid'], [layout='carousel'])) [part~='action'] {
    min-inline-size: 0;
  }
  /* A line from picture to picture needs them one under another. */
  :host(:is([layout='grid'], [layout='carousel'])) [part='post']::before {
    display: none;
  }
  :host([layout='grid']) [part='list'] {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(min(100%, 17em), 1fr));
    gap: 12px;
    padding: 12px;
  }
  /* Under its first name and its second. Elsewhere the posts of a row are as tall as the tallest. */
  @supports (grid-template-rows: masonry) {
    :host([layout='grid']) [part='list'] {
      grid-template-rows: masonry;
      align-items: start;
    }
  }
  @supports (display: grid-lanes) {
    :host([layout='grid']) [part='list'] {
      display: grid-lanes;
    }
  }
  /* Paper can't be moved sideways: there they are a list. */
  @media screen {
    /* The more-button stands beside the list here, so the list is what scrolls. */
    :host([layout='carousel']) [part='scroller'] {
      display: flex;
      flex-direction: column;
      overflow: visible;
      min-block-size: 0;
    }
    :host([layout='carousel']) [part='scroller']::after {
      display: none;
    }
    :host([layout='carousel']) [part='list'] {
      flex: 1;
      min-block-size: 0;
      display: grid;
      grid-auto-flow: column;
      grid-auto-columns: min(100%, 20em);
      gap: 12px;
      padding: 12px;
      overflow: auto hidden;
      scroll-snap-type: x mandatory;
      scroll-padding-inline: 12px;
      overscroll-behavior-x: contain;
      scrollbar-width: thin;
      scrollbar-color: var(--_line) transparent;
    }
    :host([layout='carousel']) [part='post'] {
      scroll-snap-align: start;
      overflow-y: auto;
      scrollbar-width: thin;
      scrollbar-color: var(--_line) transparent;
    }
  }
  .turns {
    display: flex;
    justify-content: end;
    gap: 8px;
    padding: 8px 12px 0;
  }
  [part='turn'] {
    display: grid;
    place-items: center;
    inline-size: 36px;
    block-size: 36px;
    border: 1px solid var(--_line);
    border-radius: 50%;
  }
  [part='turn']:hover {
    background: var(--_hover);
  }
  .back:dir(ltr) svg,
  .on:dir(rtl) svg {
    transform: scaleX(-1);
  }
  @media (prefers-reduced-motion: no-preference) {
    :host([layout='carousel']) [part='list'] {
      scroll-behavior: smooth;
    }
  }
`
