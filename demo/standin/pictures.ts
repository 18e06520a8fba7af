/** The sample pictures: file names beneath the media base, and their sizes in pixels. */
import type { Picture } from './drafts.js'

const wide = (file: string): Picture => ({ file, size: [1200, 675] })
const square = (file: string): Picture => ({ file, size: [900, 900] })

export const harbour = wide('harbour.webp')
export const ferry = wide('ferry.webp')
export const seal = wide('seal.webp')
export const map = wide('map.webp')
export const crossing = wide('crossing.webp')
export const lighthouse: Picture = { file: 'lighthouse.webp', size: [900, 1200] }
export const lens = square('lens.webp')
export const buns = square('buns.webp')
export const bread = square('bread.webp')
export const fish = square('fish.webp')
export const lanterns = square('lanterns.webp')
export const tide: Picture = { file: 'tide.webp', size: [640, 640] }
export const regatta1 = wide('regatta-1.webp')
export const regatta2 = wide('regatta-2.webp')
export const regatta3 = wide('regatta-3.webp')
export const regatta4 = wide('regatta-4.webp')
