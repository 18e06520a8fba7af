/** A WordPress of the test's own, from Debian's packages, in a temporary folder: its files, its database and its web server. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePort } from '../support/free-port.js'
import { has } from '../support/front.js'

export interface WordPress {
  /** Ends with a slash. */
  readonly url: string
  /** Runs PHP inside it, as the administrator, and tells what it returns. */
  php(code: string): Promise<unknown>
  close(): Promise<void>
}

export const ADMIN = { name: 'admin', password: 'a-long-enough-password' } as const

/** Program → package of Debian. */
const NEEDED: Readonly<Record<string, string>> = {
  php: 'php-cli',
  mariadbd: 'mariadb-server',
  'mariadb-install-db': 'mariadb-server',
}
const HOME = '/usr/share/wordpress'
const THEME = 'twentytwentythree'
const FILES: Readonly<Record<string, string>> = {
  'wp-load.php': 'wordpress',
  [`wp-content/themes/${THEME}`]: `wordpress-theme-${THEME}`,
}

/** Rejects with the names of the packages that are missing. */
export async function startWordPress(): Promise<WordPress> {
  const missing = Object.entries(NEEDED).flatMap(([program, name]) => (has(program) ? [] : [name]))
  for (const [file, name] of Object.entries(FILES)) if (!existsSync(join(HOME, file))) missing.push(name)
  if (has('php') && !execFileSync('php', ['-m']).includes('mysqli')) missing.push('php-mysql')
  if (missing.length > 0)
    throw new Error(`This needs packages: apt-get install ${[...new Set(missing)].join(' ')}`)

  const folder = await mkdtemp(join(tmpdir(), 'wordpress-'))
  const site = join(folder, 'site')
  const [database] = await Promise.all([
    startDatabase(folder),
    cp(HOME, site, { recursive: true, dereference: true }),
  ])
  const port = await freePort()
  const url = `http://127.0.0.1:${port}/`
  await writeFile(join(site, 'wp-config.php'), configOf(url, database.socket))
  await cp('integrations/wordpress', join(site, 'wp-content/plugins/social-feed'), { recursive: true })
  await cp('test/wordpress/here.php', join(site, 'wp-content/mu-plugins/here.php'))
  await writeFile(join(site, 'run.php'), RUN)
  const php = async (code: string): Promise<unknown> =>
    JSON.parse(
      execFileSync('php', ['run.php', code], { cwd: site, stdio: ['ignore', 'pipe', 'inherit'] }).toString(),
    )
  await php(
    `define( 'WP_INSTALLING', true ); require 'wp-load.php'; require ABSPATH . 'wp-admin/includes/upgrade.php'; $done = wp_install( 'City', '${ADMIN.name}', 'admin@city.example', false, '', '${ADMIN.password}' ); switch_theme( '${THEME}' ); update_user_meta( 1, 'wp_persisted_preferences', array( 'core/edit-post' => array( 'welcomeGuide' => false ), '_modified' => gmdate( 'c' ) ) ); return $done;`,
  )
  const server = spawn('php', ['-S', `127.0.0.1:${port}`, '-t', site], {
    // It asks itself, which one worker can't.
    env: { ...process.env, PHP_CLI_SERVER_WORKERS: '6' },
    stdio: 'ignore',
    // Its workers outlive it, unless their group is ended.
    detached: true,
  })
  await until(async () => (await fetch(`${url}wp-login.php`)).ok)
  return {
    url,
    php: code => php(`require 'wp-load.php'; wp_set_current_user( 1 ); ${code}`),
    close: async () => {
      await ended(server, -(server.pid ?? 0))
      await database.close()
      await rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 })
    },
  }
}

async function startDatabase(folder: string): Promise<{ readonly socket: string; close(): Promise<void> }> {
  const data = join(folder, 'data')
  const socket = join(folder, 'database.sock')
  const user = process.getuid?.() === 0 ? ['--user=root'] : []
  const own = ['--no-defaults', `--datadir=${data}`, ...user]
  execFileSync(
    'mariadb-install-db',
    [...own, '--auth-root-authentication-method=normal', '--skip-test-db', '--skip-name-resolve'],
    { stdio: 'ignore' },
  )
  const database = spawn('mariadbd', [...own, `--socket=${socket}`, '--skip-networking'], { stdio: 'ignore' })
  const connect = `(new mysqli( null, 'root', '', '', 0, '${socket}' ))->query( 'CREATE DATABASE wordpress' );`
  await until(async () => {
    execFileSync('php', ['-r', connect], { stdio: 'ignore' })
    return true
  })
  return { socket, close: () => ended(database) }
}

const configOf = (url: string, socket: string): string => `<?php
define( 'DB_NAME', 'wordpress' );
define( 'DB_USER', 'root' );
define( 'DB_PASSWORD', '' );
define( 'DB_HOST', 'localhost:${socket}' );
define( 'DB_CHARSET', 'utf8mb4' );
define( 'DB_COLLATE', '' );
define( 'WP_HOME', '${url.slice(0, -1)}' );
define( 'WP_SITEURL', '${url.slice(0, -1)}' );
define( 'DISABLE_WP_CRON', true );
define( 'AUTOMATIC_UPDATER_DISABLED', true );
define( 'WP_DEBUG', true );
define( 'WP_DEBUG_DISPLAY', false );
define( 'WP_DEBUG_LOG', true );
$table_prefix = 'wp_';
defined( 'ABSPATH' ) || define( 'ABSPATH', __DIR__ . '/' );
require_once ABSPATH . 'wp-settings.php';
`

const RUN =
  "<?php\n$_SERVER['HTTP_HOST'] = 'localhost';\n$code = $argv[1];\necho json_encode( ( function () use ( $code ) { return eval( $code ); } )() );\n"

/** Asks until it is so; what is never so ends with the hook's own time. */
async function until(isSo: () => Promise<boolean>): Promise<void> {
  while (!(await isSo().catch(() => false))) await new Promise(resolve => setTimeout(resolve, 100))
}

/** `target` is the process to end, or as a negative number its group. */
async function ended(child: ChildProcess, target = child.pid ?? 0): Promise<void> {
  if (child.exitCode !== null) return
  const end = new Promise(resolve => child.once('exit', resolve))
  process.kill(target, 'SIGTERM')
  await end
}
