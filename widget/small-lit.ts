/**
 * Stands in for `lit` in the browser build: Lit's templates as they are, and of its base class what this
 * element uses: properties with attributes, one update a microtask, controllers, adopted styles. Lit's own
 * also serves decorators, other converters and older browsers, which can't show this element anyway. It
 * saves 1.2 KiB before the first posts; the package itself is built on Lit's own.
 */
import type { PropertyDeclaration, PropertyDeclarations, ReactiveController } from 'lit'
import { type RenderOptions, type RootPart, render } from 'lit/html.js'
import type { CSSResult } from './css-tag.js'

export { html, nothing, render } from 'lit/html.js'
export { css } from './css-tag.js'

export class LitElement extends HTMLElement {
  static properties: PropertyDeclarations = {}
  static styles: readonly CSSResult[] = []

  /** The browser asks when the element is defined: the time to make the accessors. */
  static get observedAttributes(): readonly string[] {
    // biome-ignore lint/complexity/noThisInStatic: the class that extends this one has the properties.
    const { prototype, properties } = this as typeof LitElement
    return Object.entries(properties).flatMap(([name, declaration]) => {
      accessor(prototype, name)
      return attributeOf(name, declaration) || []
    })
  }

  declare renderRoot: ShadowRoot
  declare isUpdatePending: boolean
  declare hasUpdated: boolean
  readonly renderOptions: RenderOptions = { host: this }
  readonly #controllers = new Set<ReactiveController>()
  readonly #values = new Map<string, unknown>()
  readonly #early: (readonly [string, unknown])[] = []
  #changed = new Map<string, unknown>()
  #root: RootPart | undefined
  #done: Promise<unknown> = Promise.resolve()

  constructor() {
    super()
    this.isUpdatePending = this.hasUpdated = false
    // What the page set before the class was there hides the accessors until it is taken up.
    for (const name of Object.keys(this.#properties))
      if (Object.hasOwn(this, name)) {
        this.#early.push([name, Reflect.get(this, name)])
        Reflect.deleteProperty(this, name)
      }
  }

  get updateComplete(): Promise<unknown> {
    return this.#done
  }

  addController(controller: ReactiveController): void {
    this.#controllers.add(controller)
  }

  createRenderRoot(): ShadowRoot {
    const root = this.shadowRoot ?? this.attachShadow({ mode: 'open' })
    const { styles } = this.constructor as typeof LitElement
    root.adoptedStyleSheets = styles.map(style => style.styleSheet)
    this.renderOptions.renderBefore = root.firstChild
    return root
  }

  connectedCallback(): void {
    this.renderRoot ??= this.createRenderRoot()
    this.requestUpdate()
    for (const controller of this.#controllers) controller.hostConnected?.()
    this.#root?.setConnected(true)
  }

  disconnectedCallback(): void {
    for (const controller of this.#controllers) controller.hostDisconnected?.()
    this.#root?.setConnected(false)
  }

  attributeChangedCallback(attribute: string, _: string | null, value: string | null): void {
    const found = Object.entries(this.#properties).find(([name, own]) => attributeOf(name, own) === attribute)
    if (found) Reflect.set(this, found[0], fromAttribute(value, found[1]))
  }

  /** Nothing is rendered before the element is on a page. */
  requestUpdate(): void {
    if (this.renderRoot && !this.isUpdatePending) this.#done = this.#update(this.#done)
  }

  /** For the accessors. */
  read(name: string): unknown {
    return this.#values.get(name)
  }

  /** For the accessors. */
  write(name: string, value: unknown): void {
    const before = this.#values.get(name)
    if (Object.is(before, value)) return
    this.#values.set(name, value)
    if (!this.#changed.has(name)) this.#changed.set(name, this.hasUpdated ? before : undefined)
    this.requestUpdate()
  }

  willUpdate(_: ReadonlyMap<string, unknown>): void {}
  firstUpdated(_: ReadonlyMap<string, unknown>): void {}
  updated(_: ReadonlyMap<string, unknown>): void {}
  render(): unknown {
    return undefined
  }

  get #properties(): PropertyDeclarations {
    return (this.constructor as typeof LitElement).properties
  }

  async #update(before: Promise<unknown>): Promise<boolean> {
    this.isUpdatePending = true
    await before.catch(() => {})
    for (const [name, value] of this.#early.splice(0)) Reflect.set(this, name, value)
    const changed = this.#changed
    try {
      this.willUpdate(changed)
      for (const name of changed.keys()) this.#reflect(name)
      this.renderOptions.isConnected ??= this.isConnected
      this.#root = render(this.render(), this.renderRoot, this.renderOptions)
    } finally {
      this.#changed = new Map()
      this.isUpdatePending = false
    }
    const first = !this.hasUpdated
    this.hasUpdated = true
    if (first) this.firstUpdated(changed)
    this.updated(changed)
    return !this.isUpdatePending
  }

  /** The attribute comes back as the same value, which changes nothing. */
  #reflect(name: string): void {
    const declaration = this.#properties[name]
    if (!declaration?.reflect) return
    const attribute = attributeOf(name, declaration)
    const value = this.#values.get(name)
    if (value === null || value === undefined) this.removeAttribute(attribute)
    else this.setAttribute(attribute, String(value))
  }
}

function accessor(prototype: LitElement, name: string): void {
  Object.defineProperty(prototype, name, {
    get(this: LitElement) {
      return this.read(name)
    },
    set(this: LitElement, value: unknown) {
      this.write(name, value)
    },
  })
}

/** Empty where there is none. */
function attributeOf(name: string, { attribute }: PropertyDeclaration): string {
  if (attribute === false) return ''
  return typeof attribute === 'string' ? attribute : name.toLowerCase()
}

function fromAttribute(value: string | null, { type }: PropertyDeclaration): unknown {
  if (type === Boolean) return value !== null
  return type === Number && value !== null ? Number(value) : value
}
