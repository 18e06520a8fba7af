/** Fingers on an enlarged picture: swipe to the next, pinch or double tap to look closer, drag to look around. */
export interface Gestures {
  /** 1 for a swipe to the left, which is forward where text runs from left to right; -1 for one to the right. */
  swipe(by: 1 | -1): void
  /** The darkness beside the picture was chosen. */
  leave(): void
  readonly signal: AbortSignal
}

interface Point {
  readonly x: number
  readonly y: number
}

/** Pixels: less is a shaky tap. */
const SWIPE = 48
const CLOSEST = 5
const TAP_SCALE = 2.5

export function onGesture(dialog: HTMLElement, { swipe, leave, signal }: Gestures): { reset(): void } {
  const fingers = new Map<number, Point>()
  let scale = 1
  let shift: Point = { x: 0, y: 0 }
  let moved = false

  const image = (): HTMLElement | null => dialog.querySelector('img')
  const place = (): void => {
    // By script, not by attribute, so that a page's policy on styles allows it.
    const still = scale === 1 && shift.x === 0 && shift.y === 0
    const style = image()?.style
    if (style) style.transform = still ? '' : `translate(${shift.x}px, ${shift.y}px) scale(${scale})`
  }
  const settle = (to: number): void => {
    scale = Math.min(CLOSEST, Math.max(1, to))
    if (scale === 1) shift = { x: 0, y: 0 }
    place()
  }
  const on = <Name extends keyof HTMLElementEventMap>(
    name: Name,
    react: (event: HTMLElementEventMap[Name]) => void,
  ): void => dialog.addEventListener(name, react, { signal, passive: false })

  on('pointerdown', ({ target, pointerId, clientX: x, clientY: y }) => {
    if (!(target instanceof Element) || !target.closest('.stage')) return
    fingers.set(pointerId, { x, y })
    moved = false
  })
  on('pointermove', ({ pointerId, clientX: x, clientY: y }) => {
    const before = fingers.get(pointerId)
    if (!before) return
    const other = [...fingers].find(([id]) => id !== pointerId)?.[1]
    fingers.set(pointerId, { x, y })
    if (other) settle(scale * (distance(other, { x, y }) / (distance(other, before) || 1)))
    shift = { x: shift.x + x - before.x, y: scale > 1 ? shift.y + y - before.y : 0 }
    if (Math.abs(shift.x) > 4) moved = true
    place()
  })
  for (const name of ['pointerup', 'pointercancel'] as const)
    on(name, ({ pointerId }) => {
      if (!fingers.delete(pointerId) || fingers.size || scale > 1) return
      const { x } = shift
      settle(1)
      if (name === 'pointerup' && Math.abs(x) > SWIPE) swipe(x < 0 ? 1 : -1)
    })
  on('click', ({ target }) => {
    if (!moved && target instanceof Element && target.matches('.stage')) leave()
  })
  on('dblclick', ({ target }) => {
    if (target === image()) settle(scale > 1 ? 1 : TAP_SCALE)
  })
  on('wheel', event => {
    if (event.target instanceof Element && event.target.closest('[part=lightbox-text]')) return
    // The page behind stays where it is. A pinch on a touch pad is a wheel with Control.
    event.preventDefault()
    if (event.ctrlKey) settle(scale * Math.exp(-event.deltaY / 100))
  })
  return { reset: () => settle(1) }
}

function distance(a: Point, b: Point): number {
  return Math.hypot(a.x - b.x, a.y - b.y)
}
