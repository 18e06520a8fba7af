/**
 * A picture that can't be had leaves what is under it: the initial of an avatar, the description of a
 * photo. Never the browser's own sign for it.
 */
export function hideBroken(root: ShadowRoot, signal: AbortSignal): void {
  const judge = ({ target, type }: Event): void => {
    if (target instanceof HTMLImageElement) target.classList.toggle('broken', type === 'error')
  }
  // Neither event bubbles, but both can be caught on their way in.
  root.addEventListener('error', judge, { capture: true, signal })
  root.addEventListener('load', judge, { capture: true, signal })
  // Those that failed before anybody listened.
  for (const image of root.querySelectorAll('img'))
    if (image.complete && !image.naturalWidth) image.classList.add('broken')
}
