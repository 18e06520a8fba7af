/**
 * One server of several, as its own process: the built program, with a deadline that a test can wait for,
 * and with more patience for Redis, since a busy machine is not what is tested.
 */
import { readConfig } from '../../dist/server/config.js'
import { createLog } from '../../dist/server/log.js'
import { startService } from '../../dist/server/service.js'

const config = readConfig(process.env)
const log = createLog(config.logLevel)
const world = { now: Date.now, random: () => 0, log, deadline: 4000, redisPatience: 15_000 }
const service = await startService(config, world)
process.stdout.write(`ready: ${service.url}\n`)
process.on('SIGTERM', () => service.close())
