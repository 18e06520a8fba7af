/** Runs the stand-in by itself: `node dist/demo/standin/main.js [--port 4010] [--recordings FILE] [--vocabulary post]`. */
import { parseArgs } from 'node:util'
import { SAMPLE_ACCOUNTS } from './accounts.js'
import { type StandInOptions, startStandIn } from './index.js'
import { RECORDED_HANDLE } from './replay.js'

const USAGE = `Usage: node dist/demo/standin/main.js [--port 4010] [--recordings FILE] [--vocabulary both|tweet|post]
                                      [--token stand-in] [--media-base https://example.org/samples/]`

try {
  const options = readOptions(process.argv.slice(2))
  const standIn = await startStandIn(options)
  process.stdout.write(welcome(standIn.url, options))
  const close = (): void => void standIn.close()
  process.once('SIGINT', close).once('SIGTERM', close)
} catch (error) {
  const message = error instanceof Error ? error.message : String(error)
  process.stderr.write(`${message}\n${USAGE}\n`)
  process.exitCode = 1
}

function readOptions(args: readonly string[]): StandInOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      port: { type: 'string', default: '4010' },
      recordings: { type: 'string' },
      vocabulary: { type: 'string', default: 'both' },
      token: { type: 'string', default: 'stand-in' },
      'media-base': { type: 'string' },
    },
  })
  const { vocabulary, recordings, token, 'media-base': mediaBase } = values
  const port = /^\d{1,5}$/.test(values.port) ? Number(values.port) : Number.NaN
  if (!(port <= 65_535)) throw new Error(`--port must be a number from 0 to 65535, not "${values.port}"`)
  if (vocabulary !== 'both' && vocabulary !== 'tweet' && vocabulary !== 'post') {
    throw new Error(`--vocabulary must be both, tweet or post, not "${vocabulary}"`)
  }
  return {
    port,
    vocabulary,
    token,
    ...(recordings !== undefined && { recordings }),
    ...(mediaBase !== undefined && { mediaBase: mediaBase.replace(/\/*$/, '/') }),
  }
}

function welcome(url: string, { recordings, token }: StandInOptions): string {
  const accounts = recordings
    ? [{ handle: RECORDED_HANDLE, shows: `the posts of ${recordings}` }]
    : SAMPLE_ACCOUNTS
  const lines = accounts.map(({ handle, shows }) => `  @${handle.padEnd(15)} ${shows}`)
  return [`The stand-in X listens at ${url} (bearer "${token}"). Ctrl-C ends.`, ...lines, ''].join('\n')
}
