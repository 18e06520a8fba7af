/** A clock that moves only when told. It starts well after 0, which some libraries read as "never". */
export interface Clock {
  readonly now: () => number
  advance(milliseconds: number): void
}

export function createClock(start = Date.UTC(2026, 10, 23, 9)): Clock {
  let time = start
  return {
    now: () => time,
    advance: milliseconds => {
      time += milliseconds
    },
  }
}
