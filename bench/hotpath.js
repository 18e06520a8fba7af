/**
 * A cached feed: ours against bare `node:http` with the same bytes and headers, `res.json` of Express, and
 * nginx with the same file where it is installed. Short rounds by turns, so that a busy machine is busy for all.
 */
import { spawn } from 'node:child_process'
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { child, generator, installed, keep, load, median, table, two, whole } from './lib.js'

const BUDGET = 0.85
const ROUNDS = Number(process.env.ROUNDS ?? 7)
const SECONDS = 2
const CONNECTIONS = 32

export async function hotpath() {
  const ours = await child('server.js', ['ours'])
  const url = ours.ready.replace('localhost', '127.0.0.1')
  const identity = await record(url, 'identity', {})
  const etag = { 'If-None-Match': identity.headers.etag }
  const variants = [
    identity,
    await record(url, 'br', { 'Accept-Encoding': 'br' }),
    await record(url, '304', etag),
  ]
  const recorded = JSON.stringify(variants)
  const servers = [
    { name: 'bare node:http', ...(await launch('bare', recorded)) },
    { name: 'social-feed', url, cpu: () => ours.ask('cpu'), end: ours.end },
    { name: 'Express res.json', ...(await launch('express', recorded)), only: 'identity' },
    ...(installed('nginx') ? [await nginx(variants)] : []),
  ]
  try {
    return report(await measure(servers, variants), variants)
  } finally {
    for (const server of servers) server.end()
  }
}

/** What ours answers, to be said word for word by the others. */
function record(url, encoding, headers) {
  return new Promise((resolve, reject) => {
    request(url, { headers }, response => {
      const chunks = []
      response.on('data', chunk => chunks.push(chunk))
      response.on('end', () => {
        const { date, connection, 'keep-alive': alive, ...rest } = response.headers
        const body = Buffer.concat(chunks).toString('base64')
        resolve({ encoding, asked: headers, status: response.statusCode, headers: rest, body })
      })
    })
      .on('error', reject)
      .end()
  })
}

async function launch(kind, recorded) {
  const server = await child('server.js', [kind], recorded)
  return { url: server.ready, cpu: () => server.ask('cpu'), end: server.end }
}

async function measure(servers, variants) {
  const results = []
  for (let round = 0; round <= ROUNDS; round++) {
    for (const variant of variants) {
      // The other way round every second time: who comes first may find a cooler machine.
      for (const server of round % 2 ? servers : [...servers].reverse()) {
        if (server.only && server.only !== variant.encoding) continue
        const before = await server.cpu()
        const options = { seconds: round ? SECONDS : 1, connections: CONNECTIONS, status: variant.status }
        const address = server.address?.(variant) ?? { url: server.url, headers: variant.asked }
        const rate = await load(address.url, { ...options, headers: address.headers })
        const after = await server.cpu()
        const used = after.user + after.system - before.user - before.system
        const cpu = used / (rate * options.seconds)
        if (round) results.push({ server: server.name, variant: variant.encoding, round, rate, cpu })
      }
    }
  }
  return results
}

function report(results, variants) {
  const of = (server, variant) => results.filter(one => one.server === server && one.variant === variant)
  const names = [...new Set(results.map(({ server }) => server))]
  /** Of each round by itself: neighbours in time are compared. */
  const against = (server, variant, pick) =>
    median(of(server, variant).map((one, index) => pick(one) / pick(of('bare node:http', variant)[index])))
  const rows = variants.flatMap(({ encoding, body }) =>
    names
      .filter(name => of(name, encoding).length > 0)
      .map(name => [
        encoding === '304' ? '304' : `200 ${encoding}, ${whole(Buffer.from(body, 'base64').length)} B`,
        name,
        whole(median(of(name, encoding).map(({ rate }) => rate))),
        two(against(name, encoding, ({ rate }) => rate)),
        median(of(name, encoding).map(({ cpu }) => cpu)).toFixed(1),
        two(1 / against(name, encoding, ({ cpu }) => cpu)),
      ]),
  )
  const ratios = variants.map(({ encoding }) => against('social-feed', encoding, ({ rate }) => rate))
  const text = [
    `${ROUNDS} rounds of ${SECONDS} s by turns, ${CONNECTIONS} connections on loopback from ${generator()}; medians. Ratios are against bare \`node:http\` of the same round: more is better.`,
    table(['answer', 'server', 'requests/s', 'ratio', 'CPU µs/request', 'ratio by CPU'], rows),
  ].join('\n\n')
  return keep('hotpath', {
    title: 'A cached feed',
    rows: [
      [
        'cached feed, requests/s against bare `node:http` (200 identity, 200 br, 304)',
        ratios.map(two).join(', '),
        `≥ ${BUDGET}`,
      ],
    ],
    text,
  })
}

/** The same bytes as files. One worker, as ours is one process. */
async function nginx(variants) {
  const folder = mkdtempSync(join(tmpdir(), 'bench-nginx-'))
  chmodSync(folder, 0o755) // its worker is another user
  mkdirSync(join(folder, 'files'))
  for (const { encoding, body } of variants) {
    writeFileSync(join(folder, 'files', encoding), Buffer.from(body, 'base64'))
  }
  writeFileSync(join(folder, 'files', '304'), 'not read')
  const port = 20_000 + (process.pid % 20_000)
  const headers = Object.entries(variants[0].headers)
    .filter(([name]) => !['content-length', 'etag', 'content-type'].includes(name))
    .map(([name, value]) => `add_header ${name} ${JSON.stringify(value)};`)
  writeFileSync(
    join(folder, 'nginx.conf'),
    `daemon off; worker_processes 1; pid ${folder}/pid; error_log ${folder}/error.log;
events { worker_connections 512; }
http {
  access_log off; sendfile on; tcp_nopush on; keepalive_requests 1000000000; default_type application/json;
  client_body_temp_path ${folder}/a; proxy_temp_path ${folder}/b; fastcgi_temp_path ${folder}/c;
  uwsgi_temp_path ${folder}/d; scgi_temp_path ${folder}/e;
  server { listen 127.0.0.1:${port}; root ${folder}/files; ${headers.join(' ')}
    location = /br { add_header Content-Encoding br; ${headers.join(' ')} } }
}`,
  )
  const process_ = spawn(installed('nginx'), ['-p', folder, '-c', join(folder, 'nginx.conf')], {
    stdio: 'ignore',
  })
  const base = `http://127.0.0.1:${port}/`
  let etag
  for (let attempt = 0; !etag; attempt++) {
    if (attempt === 40)
      throw new Error(`nginx does not start: ${readFileSync(join(folder, 'error.log'), 'utf8')}`)
    await new Promise(resolve => setTimeout(resolve, 50))
    etag = await record(`${base}304`, '304', {}).then(
      ({ headers }) => headers.etag,
      () => undefined,
    )
  }
  return {
    name: 'nginx',
    address: ({ encoding }) => ({
      url: base + encoding,
      headers: encoding === '304' ? { 'If-None-Match': etag } : {},
    }),
    cpu: async () => ticks(process_.pid),
    end: () => {
      process_.kill('SIGTERM')
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** CPU of the worker, from the kernel's ticks of 10 ms. */
function ticks(master) {
  const worker = readFileSync(`/proc/${master}/task/${master}/children`, 'utf8').trim().split(' ')[0]
  const fields = readFileSync(`/proc/${worker}/stat`, 'utf8').split(') ')[1].split(' ')
  return { user: Number(fields[11]) * 10_000, system: Number(fields[12]) * 10_000 }
}
