/** The built program as an owner starts it, in a process of its own. */
import { type ChildProcess, spawn } from 'node:child_process'

export interface Program {
  readonly child: ChildProcess
  /** Everything it wrote, once it ended. */
  readonly ended: Promise<{
    readonly code: number | null
    readonly signal: NodeJS.Signals | null
    readonly output: string
  }>
  /** What it wrote so far. */
  output(): string
  /** Resolves when it wrote this; rejects when it ends without. */
  said(pattern: RegExp): Promise<RegExpMatchArray>
}

/** `args` for node, the built program by default. Nothing of this environment but PATH is passed on. */
export function run(env: Record<string, string>, args: readonly string[] = ['dist/server/main.js']): Program {
  const child = spawn(process.execPath, args, {
    env: { PATH: process.env.PATH, NODE_ENV: 'production', ...env },
  })
  let output = ''
  const waiting = new Set<() => void>()
  const hear = (chunk: Buffer): void => {
    output += chunk
    for (const look of waiting) look()
  }
  child.stdout.on('data', hear)
  child.stderr.on('data', hear)
  const ended: Program['ended'] = new Promise(resolve => {
    child.on('close', (code, signal) => resolve({ code, signal, output }))
  })
  return {
    child,
    ended,
    output: () => output,
    said: pattern =>
      new Promise((resolve, reject) => {
        const look = (): void => {
          const match = output.match(pattern)
          if (!match) return
          waiting.delete(look)
          resolve(match)
        }
        waiting.add(look)
        look()
        void ended.then(() => reject(new Error(`ended without saying ${pattern}: ${output}`)))
      }),
  }
}

/** Starts it on a free port and waits until it answers; `url` ends with a slash. */
export async function runService(env: Record<string, string>): Promise<Program & { readonly url: string }> {
  const program = run({ PORT: '0', ...env })
  const [, url = ''] = await program.said(/at (http:\S+)/)
  return { ...program, url }
}
