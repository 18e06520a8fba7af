import { css } from 'lit'

/** The point of a picture that stays in sight where it is cropped, to a tenth; see `focusOf`. Half way is where nothing is said. */
export const focus = css`
  .x0 {
    --_x: 0%;
  }
  .y0 {
    --_y: 0%;
  }
  .x1 {
    --_x: 10%;
  }
  .y1 {
    --_y: 10%;
  }
  .x2 {
    --_x: 20%;
  }
  .y2 {
    --_y: 20%;
  }
  .x3 {
    --_x: 30%;
  }
  .y3 {
    --_y: 30%;
  }
  .x4 {
    --_x: 40%;
  }
  .y4 {
    --_y: 40%;
  }
  .x6 {
    --_x: 60%;
  }
  .y6 {
    --_y: 60%;
  }
  .x7 {
    --_x: 70%;
  }
  .y7 {
    --_y: 70%;
  }
  .x8 {
    --_x: 80%;
  }
  .y8 {
    --_y: 80%;
  }
  .x9 {
    --_x: 90%;
  }
  .y9 {
    --_y: 90%;
  }
  .x10 {
    --_x: 100%;
  }
  .y10 {
    --_y: 100%;
  }
`
