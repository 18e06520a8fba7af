/** `mkdir -p`. Node 20's own never returns where a parent exists and holds no folders, such as `/proc`. */
import { mkdir, stat } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'

export async function makeFolder(path: string): Promise<void> {
  const whole = resolve(path)
  try {
    await mkdir(whole)
  } catch (error) {
    if (codeOf(error) === 'ENOENT' && dirname(whole) !== whole) {
      await makeFolder(dirname(whole))
      await mkdir(whole).catch(unlessFolder(whole))
    } else await unlessFolder(whole)(error)
  }
}

/** The operating system's word for what went wrong: `ENOSPC`. */
export const codeOf = (error: unknown): string => (error as NodeJS.ErrnoException).code ?? String(error)

/** Somebody else may just have made it. */
const unlessFolder =
  (path: string) =>
  async (error: unknown): Promise<void> => {
    const found = codeOf(error) === 'EEXIST' ? await stat(path).catch(() => undefined) : undefined
    if (!found?.isDirectory()) throw error
  }
