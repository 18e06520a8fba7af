/** An answer that is long, or made to be slow, must not hold the thread: others have their turns in between. */
import { setImmediate as others } from 'node:timers/promises'

/** Milliseconds. */
const TURN = 10

export async function inTurns<T, R>(items: readonly T[], read: (item: T) => R): Promise<readonly R[]> {
  const readings: R[] = []
  let start = performance.now()
  for (const item of items) {
    if (performance.now() - start > TURN) {
      await others()
      start = performance.now()
    }
    readings.push(read(item))
  }
  return readings
}
