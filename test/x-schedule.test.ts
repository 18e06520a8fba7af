import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isReconcileDue, timeOfDay } from '../server/sources/x-schedule.js'

const HOUR = 3_600_000
const DAY = 24 * HOUR
const MIDNIGHT = Date.UTC(2026, 10, 23)
const handle = fc.stringMatching(/^[a-z0-9_]{1,15}$/)

describe('a whole read', () => {
  it('has a time of day of its own for each handle, away from midnight UTC', () => {
    fc.assert(
      fc.property(handle, name => {
        expect(timeOfDay(name)).toBeGreaterThanOrEqual(2 * HOUR)
        expect(timeOfDay(name)).toBeLessThan(22 * HOUR)
      }),
    )
    const hours = Array.from({ length: 500 }, (_, index) => Math.floor(timeOfDay(`feed_${index}`) / HOUR))
    expect(new Set(hours).size).toBe(20)
  })

  it('is due once that time has come on a later day', () => {
    const time = timeOfDay('northquay')
    const last = MIDNIGHT + 23 * HOUR
    expect(isReconcileDue('northquay', last, MIDNIGHT + DAY + time - 1)).toBe(false)
    expect(isReconcileDue('northquay', last, MIDNIGHT + DAY + time)).toBe(true)
  })

  it('comes once per UTC day and never later than 24 hours and one poll, whenever the first one was', () => {
    fc.assert(
      fc.property(
        handle,
        fc.nat(DAY - 1),
        fc.integer({ min: 60_000, max: HOUR }),
        (name, start, interval) => {
          const reads = [MIDNIGHT + start]
          let longest = 0
          for (let now = MIDNIGHT + start; now < MIDNIGHT + 10 * DAY; now += interval) {
            const last = reads.at(-1) ?? 0
            if (isReconcileDue(name, last, now)) reads.push(now)
            longest = Math.max(longest, now - (reads.at(-1) ?? 0))
          }
          expect(longest).toBeLessThan(DAY)
          const days = reads.map(read => Math.floor(read / DAY))
          expect(new Set(days).size).toBe(days.length)
          expect(days.length).toBeGreaterThanOrEqual(9)
        },
      ),
      { numRuns: 50 },
    )
  })
})
