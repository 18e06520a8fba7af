/** One server of several, as its own process: the built program, with a deadline that a test can wait for. */
import { readConfig } from '../../dist/server/config.js'
import { createLog } from '../../dist/server/log.js'
import { startService } from '../../dist/server/service.js'

const config = readConfig(process.env)
const log = createLog(config.logLevel)
const service = await startService(config, { now: Date.now, random: () => 0, log, deadline: 1000 })
process.stdout.write(`ready: ${service.url}\n`)
process.on('SIGTERM', () => service.close())
