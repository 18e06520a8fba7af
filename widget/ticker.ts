/** One timer for every relative time on the page. It runs only while somebody listens. */
const MINUTE = 60_000

const listeners = new Set<() => void>()
let timer: ReturnType<typeof setInterval> | undefined

/** Calls back once a minute while the page is seen, and when it is seen again. */
export function onTick(listener: () => void, signal: AbortSignal): void {
  if (listeners.size === 0) start()
  listeners.add(listener)
  signal.addEventListener('abort', () => {
    listeners.delete(listener)
    if (listeners.size === 0) stop()
  })
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
