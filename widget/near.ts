/** Calls whenever the element comes within a screen of being seen. */
export function onNear(element: Element, come: () => void, signal: AbortSignal): void {
  const observer = new IntersectionObserver(
    entries => {
      if (entries.some(entry => entry.isIntersecting)) come()
    },
    { rootMargin: '100%' },
  )
  observer.observe(element)
  signal.addEventListener('abort', () => observer.disconnect())
}
