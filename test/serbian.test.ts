import { expect, test } from 'vitest'
import { messages as cyrillic } from '../widget/locales/sr.js'
import { messages as latin } from '../widget/locales/sr-Latn.js'

test('Serbian says the same in both its alphabets', () => {
  const transliterated = JSON.stringify(cyrillic).replace(/\p{Script=Cyrillic}/gu, letter => {
    const small = LATIN[CYRILLIC.indexOf(letter.toLowerCase())] ?? letter
    return letter === letter.toLowerCase() ? small : small.replace(/^./, first => first.toUpperCase())
  })
  expect(JSON.parse(transliterated)).toEqual(latin)
})

/** https://en.wikipedia.org/wiki/Serbian_Cyrillic_alphabet#Modern_alphabet */
const CYRILLIC = 'абвгдђежзијклљмнњопрстћуфхцчџш'
const LATIN = 'a b v g d đ e ž z i j k l lj m n nj o p r s t ć u f h c č dž š'.split(' ')
