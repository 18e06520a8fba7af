/**
 * The drawings of the panels: one family, on a grid of 96, two wide, round ends, no fill. Each is a
 * single path, so that a dash pattern or a mirror is all that style has to add.
 */
import { html, type TemplateResult } from 'lit'
import type { PanelName } from './view.js'

export function drawing(name: PanelName): TemplateResult {
  return html`<svg part="drawing" class=${name} viewBox="0 0 96 96" width="96" height="96" aria-hidden="true">
    <path d=${PATHS[name]} />
  </svg>`
}

const PATHS: Readonly<Record<PanelName, string>> = {
  // A sprout: two leaves on a stem, and the ground it stands on.
  empty:
    'M48 78V44M48 56C48 40 36 32 18 32 18 48 30 56 48 56ZM48 46C48 28 60 18 80 18 80 36 68 46 48 46ZM22 78H74M34 86H62',
  // A funnel.
  filtered: 'M16 20H80L56 50V72L40 80V50ZM28 32H68',
  // A lock.
  protected:
    'M26 42H70Q74 42 74 46V76Q74 80 70 80H26Q22 80 22 76V46Q22 42 26 42ZM32 42V32A16 16 0 0 1 64 32V42M48 56V66',
  // A pause, in a circle.
  suspended: 'M48 14A34 34 0 1 1 48 82 34 34 0 1 1 48 14ZM40 36V60M56 36V60',
  // A person, of whom only the outline is left.
  'not-found': 'M48 16A16 16 0 1 1 48 48 16 16 0 1 1 48 16ZM18 82C18 66 30 58 48 58S78 66 78 82Z',
  // A shield.
  withheld: 'M48 14 76 24V46C76 62 66 74 48 82 30 74 20 62 20 46V24ZM36 47H60',
  // A cable, pulled out.
  unavailable:
    'M8 70H22Q34 70 34 58V56M26 40H42V50Q42 56 34 56T26 50ZM30 40V32M38 40V32M88 26H74Q62 26 62 38V40M54 40H70V52H54ZM59 60V66M65 58 70 62',
  // A cloud, struck through.
  offline: 'M30 70H68A14 14 0 0 0 72 42 24 24 0 0 0 27 40 15 15 0 0 0 30 70ZM20 18 78 82',
}
