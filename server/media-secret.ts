/** The key that media addresses are signed with: the owner's, or one this server keeps for itself. */
import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import writeFileAtomic from 'write-file-atomic'
import { makeFolder } from './folder.js'

/** Characters; as many as a random key of 192 bits has. */
export const SECRET_LENGTH = 32

/** `folder` is where it is kept; without one it lives as long as the process. */
export async function openMediaSecret(
  given: string | undefined,
  folder: string | undefined,
  warn: (message: string) => void,
): Promise<string> {
  if (given) return given
  const made = randomBytes(32).toString('base64url')
  if (!folder) return made
  const file = join(folder, 'media-secret')
  const kept = await readFile(file, 'utf8').catch(() => '')
  if (kept.trim().length >= SECRET_LENGTH) return kept.trim()
  try {
    await makeFolder(folder)
    await writeFileAtomic(file, `${made}\n`, { mode: 0o600 })
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    warn(`${file} can't be written (${code}); addresses of pictures change with each start. Set MEDIA_SECRET`)
  }
  return made
}
