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
  :host {
    position: relative;
  }
  /* What the server has rendered lies over what the element renders, until that has its pictures. */
  [part=base][inert] {
    position: absolute;
    inset: 0;
  }
  [part=base]:has(~ [part=base][inert]) {
    opacity: 0;
  }
  @media (scripting: none) {
    .scripted,
    [part=skip],
    [part=more],
    [part=more-posts],
    [part=turn],
    [part=sources],
    [part=alt],
    button[part~=button] {
      display: none;
    }
    .unscripted {
      display: block;
    }
  }
`
