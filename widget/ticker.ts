/** One timer for every relative time on the page. It runs only while somebody listens and the page is seen. */
const MINUTE = 60_000

const listeners = new Set<() => void>()
let timer: ReturnType<typeof setInterval> | undefined

/** Calls back about once a minute, and when the page is shown again. Returns what stops it. */
export function onTick(listener: () => void): () => void {
  listeners.add(listener)
  if (listeners.size === 1) start()
  return () => {
    listeners.delete(listener)
    if (listeners.size === 0) stop()
  }
}

function start(): void {
  timer = setInterval(tick, MINUTE)
  document.addEventListener('visibilitychange', tick)
}

function stop(): void {
  clearInterval(timer)
  document.removeEventListener('visibilitychange', tick)
}

function tick(): void {
  if (document.hidden) return
  for (const listener of listeners) listener()
}
