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
const SHAKE = 4
const CLOSEST = 5
const TAP_SCALE = 2.5

export function onGesture(dialog: HTMLElement, { swipe, leave, signal }: Gestures): { reset(): void } {
  const fingers = new Map<number, Point>()
  let scale = 1
  let shift: Point = { x: 0, y: 0 }
  let down: Point = { x: 0, y: 0 }
  let moved = false

  const image = (): HTMLElement | null => dialog.querySelector('img')
  const stage = (): HTMLElement | null => dialog.querySelector('.stage')
  const place = (x: number, y: number): void => {
    const picture = image()
    const room = stage()
    if (!picture || !room) return
    // What is enlarged is never dragged out of sight; what is not, only sideways.
    shift =
      scale > 1
        ? {
            x: bound(x, picture.offsetWidth * scale - room.offsetWidth),
            y: bound(y, picture.offsetHeight * scale - room.offsetHeight),
          }
        : { x, y: 0 }
    // By script, not by attribute, so that a page's policy on styles allows it.
    const still = scale === 1 && shift.x === 0
    picture.style.transform = still ? '' : `translate(${shift.x}px, ${shift.y}px) scale(${scale})`
  }
  /** Larger or smaller around a point of the page, which stays where it is. */
  const zoom = (to: number, at: Point): void => {
    const before = scale
    scale = Math.min(CLOSEST, Math.max(1, to))
    const by = scale / before
    const { x, y, width, height } = stage()?.getBoundingClientRect() ?? new DOMRect()
    if (scale === 1) place(0, 0)
    else
      place(
        shift.x * by + (at.x - x - width / 2) * (1 - by),
        shift.y * by + (at.y - y - height / 2) * (1 - by),
      )
  }
  const reset = (): void => {
    scale = 1
    place(0, 0)
  }
  const lift = (pointerId: number, swiped: boolean): void => {
    if (!fingers.delete(pointerId) || fingers.size || scale > 1) return
    const { x } = shift
    reset()
    if (swiped && Math.abs(x) > SWIPE) swipe(x < 0 ? 1 : -1)
  }
  const on = <Name extends keyof HTMLElementEventMap>(
    name: Name,
    react: (event: HTMLElementEventMap[Name]) => void,
  ): void => dialog.addEventListener(name, react, { signal, passive: false })

  on('pointerdown', ({ target, button, pointerId, clientX: x, clientY: y }) => {
    if (button > 0 || !(target instanceof Element) || !target.closest('.stage')) return
    down = { x, y }
    fingers.set(pointerId, down)
    moved = false
  })
  on('pointermove', ({ pointerId, pointerType, buttons, clientX: x, clientY: y }) => {
    const before = fingers.get(pointerId)
    if (!before) return
    // A mouse was let go outside the window, where nobody heard of it.
    if (pointerType === 'mouse' && !buttons) return lift(pointerId, false)
    const [other] = [...fingers].filter(([id]) => id !== pointerId).map(([, point]) => point)
    fingers.set(pointerId, { x, y })
    if (other) {
      const middle = { x: (other.x + x) / 2, y: (other.y + y) / 2 }
      zoom(scale * (distance(other, { x, y }) / (distance(other, before) || 1)), middle)
    }
    // Of two fingers each carries half.
    place(shift.x + (x - before.x) / fingers.size, shift.y + (y - before.y) / fingers.size)
    if (distance(down, { x, y }) > SHAKE) moved = true
  })
  on('pointerup', ({ pointerId }) => lift(pointerId, true))
  on('pointercancel', ({ pointerId }) => lift(pointerId, false))
  on('click', ({ target }) => {
    if (!moved && target instanceof Element && target.matches('.stage')) leave()
  })
  on('dblclick', ({ target, clientX: x, clientY: y }) => {
    if (target === image()) zoom(scale > 1 ? 1 : TAP_SCALE, { x, y })
  })
  on('wheel', event => {
    if (event.target instanceof Element && event.target.closest('[part=lightbox-text]')) return
    // The page behind stays where it is. A pinch on a touch pad is a wheel with Control.
    event.preventDefault()
    const { ctrlKey, deltaY, clientX: x, clientY: y } = event
    if (ctrlKey) zoom(scale * Math.exp(-deltaY / 100), { x, y })
  })
  return { reset }
}

/** Keeps within what sticks out on either side. */
function bound(along: number, over: number): number {
  const most = Math.max(0, over / 2)
  return Math.min(most, Math.max(-most, along))
}

function distance(a: Point, b: Point): number {
  return Math.hypot(a.x - b.x, a.y - b.y)
}
