import { expect, it } from 'vitest'
import { isFeedDocument } from '../wire/guard.js'
it('refuses what is no document', () => expect(isFeedDocument(null)).toBe(false))
