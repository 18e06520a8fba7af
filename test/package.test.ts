/** What a developer installs: its files, its entries and its types. */
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'

interface Entry {
  readonly types?: string
  readonly default: string
}

interface Manifest {
  readonly modules: readonly {
    readonly path: string
    readonly exports: readonly { readonly declaration: { readonly module: string } }[]
  }[]
}

const { exports: entries } = JSON.parse(readFileSync('package.json', 'utf8')) as {
  readonly exports: Readonly<Record<string, string | Entry>>
}
const packed = filesOf()

describe('the package', () => {
  test('holds what runs and what describes it, and nothing else', () => {
    const places = new Set(
      packed.map(file => (file.startsWith('dist/') ? file.split('/').slice(0, 2).join('/') : file)),
    )
    expect([...places].toSorted()).toEqual([
      'CHANGELOG.md',
      'LICENSE',
      'README.md',
      'custom-elements.json',
      'dist/demo',
      'dist/public',
      'dist/server',
      'dist/widget',
      'dist/wire',
      'package.json',
      'vscode.html-custom-data.json',
      'web-types.json',
    ])
    const kinds = new Set(packed.map(file => file.match(/(?:\.d)?\.[^./]+$/)?.[0]))
    expect([...kinds].toSorted()).toEqual(KINDS)
  })

  test('says in the README why it needs each of its dependencies', () => {
    const { dependencies } = JSON.parse(readFileSync('package.json', 'utf8')) as {
      readonly dependencies: Readonly<Record<string, string>>
    }
    const table = readFileSync('README.md', 'utf8').split('## Dependencies')[1]?.split('\n## ')[0] ?? ''
    const named = [...table.matchAll(/^\| \[([^\]]+)\]\(https:[^)]+\) \| \S/gm)].map(([, name]) => name)
    expect(named.toSorted()).toEqual(Object.keys(dependencies).toSorted())
  })

  test.each(Object.entries(entries))('has what the entry %s names', (_, entry) => {
    for (const target of typeof entry === 'string' ? [entry] : Object.values<string>({ ...entry })) {
      const [before = '', after = ''] = target.slice(2).split('*')
      const found = packed.filter(file => file.startsWith(before) && file.endsWith(after))
      expect([target, found.length > 0]).toEqual([target, true])
    }
  })

  test('can be imported where there is no browser, without registering anything', async () => {
    const script = `
      const { SocialFeed } = await import('social-feed-embed')
      console.log(typeof SocialFeed, globalThis.customElements?.get('social-feed'))`
    expect(node(script)).toBe('function undefined\n')
  })

  test('gives the server to an app of one’s own, and tells what its options lack', () => {
    const script = `
      const { createFeedApp } = await import('social-feed-embed/server')
      await createFeedApp({ publicUrl: 'nowhere' }).catch(error => console.log(error.message))`
    expect(node(script)).toBe('PUBLIC_URL must be an http: or https: address\n')
  })

  test('gives a component to React where there is no browser', () => {
    const script = `
      const { createElement } = await import('react')
      const { renderToString } = await import('react-dom/server')
      const { SocialFeed } = await import('social-feed-embed/react')
      console.log(renderToString(createElement(SocialFeed, { handle: 'a', className: 'card' })))`
    expect(node(script)).toMatch(/^<social-feed [^>]*class="card"[^>]*><\/social-feed>\n$/)
  })

  // A bundler knows style sheets by itself, a compiler only what the package tells it.
  test.each([
    ['esnext', 'bundler'],
    ['nodenext', 'nodenext'],
  ])('types the tag in every framework, and refuses what there is not: %s, %s', (module, resolution) => {
    const project = 'test/types/tsconfig.json'
    expect(existsSync(project)).toBe(true)
    const tsc = ['node_modules/typescript/bin/tsc', '-p', project]
    expect(run(process.execPath, [...tsc, '--module', module, '--moduleResolution', resolution])).toBe('')
  })

  test('holds with each source map the source that it maps to', () => {
    const maps = packed.filter(file => file.endsWith('.map'))
    expect(maps.length).toBeGreaterThan(0)
    for (const file of maps) expect(readFileSync(file, 'utf8')).toContain('"sourcesContent":[')
  })

  test('describes the element at places that it holds', () => {
    const { modules } = JSON.parse(readFileSync('custom-elements.json', 'utf8')) as Manifest
    const exported = modules.flatMap(({ exports }) => exports.map(({ declaration }) => declaration.module))
    for (const place of [...modules.map(({ path }) => path), ...exported]) expect(packed).toContain(place)
  })
})

const KINDS = [
  '.br',
  '.css',
  '.d.ts',
  '.gz',
  '.html',
  '.jpg',
  '.js',
  '.json',
  '.map',
  '.md',
  '.mp4',
  '.svg',
  '.vtt',
  '.webp',
  undefined,
]

function filesOf(): readonly string[] {
  const answer = JSON.parse(run('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'])) as unknown
  const [pack] = Object.values(
    answer as Record<string, { readonly files: readonly { readonly path: string }[] }>,
  )
  return pack?.files.map(({ path }) => path) ?? []
}

function node(script: string): string {
  return run(process.execPath, ['--input-type=module', '--eval', script])
}

/** What it wrote; a failure tells that too. */
function run(program: string, args: readonly string[]): string {
  try {
    return execFileSync(program, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] })
  } catch (error) {
    const { stdout, stderr } = error as { readonly stdout: string; readonly stderr: string }
    throw new Error(`${stdout}${stderr}`)
  }
}
