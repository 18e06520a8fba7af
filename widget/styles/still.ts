import { css } from 'lit'

/** For a feed that was rendered on the server, and what it is without a script: nothing that would not answer. */
export const still = css`
  .unscripted {
    display: none;
  }
  @media (scripting: none) {
    .scripted,
    [part=skip],
    [part=more],
    [part=more-posts],
    [part=turn],
    [part=alt],
    button[part~=button] {
      display: none;
    }
    .unscripted {
      display: block;
    }
  }
`
