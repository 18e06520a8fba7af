import { css } from 'lit'

/** For a feed that was rendered on the server, and what it is without a script: nothing that would not answer. */
export const still = css`
  .unscripted {
    display: none;
  }
  /* As a button has its content, which it is when the script has come. */
  a[part=enlarge] {
    display: flex;
    flex-direction: column;
    justify-content: center;
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
