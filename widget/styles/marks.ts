import { css } from 'lit'

/** Each in a colour that its network is known by, dark or light enough to be seen on both backgrounds. */
export const marksStyles = css`
  .icon:is(.bluesky, .mastodon, .rss) {
    stroke: none;
    fill: currentColor;
    fill-rule: evenodd;
  }
  .icon.bluesky {
    color: light-dark(#0866d9, #58a6ff);
  }
  .icon.mastodon {
    color: light-dark(#5b4bdb, #a29bff);
  }
  .icon.rss {
    color: light-dark(#b85a00, #f0a04b);
  }
  @media (forced-colors: active) {
    .icon:is(.bluesky, .mastodon, .rss) {
      color: CanvasText;
    }
  }
`
