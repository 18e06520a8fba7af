/** A real nginx or Varnish of the test's own in front of a server, with the configuration that owners are given. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { request as ask } from 'node:https'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePort } from './free-port.js'

export interface Front {
  get(path: string): Promise<FrontAnswer>
  close(): Promise<void>
}

export interface FrontAnswer {
  readonly status: number
  /** What the cache did, in its own word. */
  readonly cache: string
  readonly age: number
  readonly body: string
}

export function has(program: string): boolean {
  try {
    execFileSync('sh', ['-c', `command -v ${program}`], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

/** `port` is the feed server's. */
export async function startNginx(port: number): Promise<Front> {
  const folder = await mkdtemp(join(tmpdir(), 'nginx-'))
  const [tls, plain] = [await freePort(), await freePort()]
  const [key, certificate] = [join(folder, 'key.pem'), join(folder, 'certificate.pem')]
  const subject = ['-subj', '/CN=feeds.example.org', '-days', '2', '-keyout', key, '-out', certificate]
  execFileSync('openssl', ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', ...subject], { stdio: 'ignore' })
  const given = await readFile('deploy/nginx.conf', 'utf8')
  const site = given
    .replace('/var/cache/nginx/social-feed', join(folder, 'cache'))
    .replace('127.0.0.1:3000', `127.0.0.1:${port}`)
    .replace('listen 443 ssl', `listen 127.0.0.1:${tls} ssl`)
    .replace('listen 80', `listen 127.0.0.1:${plain}`)
    .replace(/(ssl_certificate) .*;/, `$1 ${certificate};`)
    .replace(/(ssl_certificate_key) .*;/, `$1 ${key};`)
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
    .map(name => `${name}_temp_path ${folder}/${name};`)
    .join('\n')
  const config = join(folder, 'nginx.conf')
  await writeFile(
    config,
    `daemon off; pid ${folder}/pid; error_log stderr warn; ${process.getuid?.() === 0 ? 'user root;' : ''}
events {}
http { access_log off; ${temporary}
${site} }`,
  )
  return run(spawn('nginx', ['-p', folder, '-c', config]), folder, path => getSecurely(tls, path))
}

/** `port` is the feed server's. */
export async function startVarnish(port: number): Promise<Front> {
  const folder = await mkdtemp(join(tmpdir(), 'varnish-'))
  const own = await freePort()
  const given = await readFile('deploy/varnish.vcl', 'utf8')
  const vcl = join(folder, 'default.vcl')
  // What is shown a minute long when all is well would hide what is shown when it is not.
  const hurried = given.replace('.port = "3000"', `.port = "${port}"`).replace('grace = 60s', 'grace = 0s')
  await writeFile(vcl, hurried)
  const options = ['-F', '-n', join(folder, 'work'), '-a', `127.0.0.1:${own}`, '-f', vcl, '-s', 'malloc,32m']
  // Without its jail, so that a test needs no user of Varnish's own.
  return run(spawn('varnishd', ['-j', 'none', ...options]), folder, async path => {
    const response = await fetch(`http://127.0.0.1:${own}${path}`)
    return {
      status: response.status,
      cache: response.headers.get('x-cache') ?? '',
      age: Number(response.headers.get('age')),
      body: await response.text(),
    }
  })
}

/** Resolves when it answers; rejects with what it said when it ended instead. */
async function run(child: ChildProcess, folder: string, get: Front['get']): Promise<Front> {
  let said = ''
  child.stdout?.on('data', chunk => {
    said += chunk
  })
  child.stderr?.on('data', chunk => {
    said += chunk
  })
  const ended = new Promise<void>(resolve => child.on('close', () => resolve()))
  let alive = true
  void ended.then(() => {
    alive = false
  })
  while (alive && !(await get('/livez').then(Boolean, () => false))) await new Promise(setImmediate)
  if (!alive) throw new Error(said)
  return {
    get,
    close: async () => {
      child.kill('SIGTERM')
      await ended
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** The certificate is its own, made for the test. */
function getSecurely(port: number, path: string): Promise<FrontAnswer> {
  return new Promise((resolve, reject) => {
    const options = { host: '127.0.0.1', port, path, rejectUnauthorized: false, agent: false }
    ask(options, async response => {
      let body = ''
      for await (const chunk of response) body += chunk
      const { age, 'x-cache': cache } = response.headers
      resolve({ status: response.statusCode ?? 0, cache: String(cache), age: Number(age), body })
    })
      .on('error', reject)
      .end()
  })
}
