/**
 * Stands in for `lit` in the browser build: Lit's templates as they are, and of its base class what this
 * element uses: properties with attributes, one update a microtask, adopted styles. Lit's own also serves
 * decorators, controllers and older browsers, which can't show this element anyway. It saves 1.5 KiB before the first posts; the package itself is built on Lit's own.
 */
import type { PropertyDeclaration, PropertyDeclarations } from 'lit'
import { type RenderOptions, type RootPart, render } from 'lit/html.js'
import type { CSSResult } from './css-tag.js'

export { html, nothing, render } from 'lit/html.js'
export { css } from './css-tag.js'

/** What this element declares of each property. */
interface Declaration extends PropertyDeclaration {
  readonly attribute: string | false
  readonly converter: (text: string | null) => unknown
}

export class LitElement extends HTMLElement {
  static properties: PropertyDeclarations = {}
  static styles: readonly CSSResult[] = []

  /** The browser asks when the element is defined: the time to make the accessors. Tools ask again. */
  static get observedAttributes(): readonly string[] {
    // biome-ignore lint/complexity/noThisInStatic: the class that extends this one has the properties.
    const { prototype, properties } = this as typeof LitElement
    return Object.entries(properties).flatMap(([name, { attribute }]) => {
      Object.defineProperty(prototype, name, accessor(name))
      return (attribute as string) || []
    })
  }

  declare renderRoot: ShadowRoot
  readonly renderOptions: RenderOptions = { host: this }
  readonly #values = new Map<string, unknown>()
  #changed = new Map<string, unknown>()
  #pending = false
  #root: RootPart | undefined
  #done: Promise<unknown> = Promise.resolve()

  constructor() {
    super()
    // What the page set before the class was there hides the accessors until it is taken up, over the defaults.
    const { properties } = this.constructor as typeof LitElement
    for (const [name, value] of Object.entries(this))
      if (name in properties) {
        Reflect.deleteProperty(this, name)
        queueMicrotask(() => Reflect.set(this, name, value))
      }
  }

  get updateComplete(): Promise<unknown> {
    return this.#done
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
    this.#root?.setConnected(true)
  }

  disconnectedCallback(): void {
    this.#root?.setConnected(false)
  }

  attributeChangedCallback(attribute: string, _: string | null, text: string | null): void {
    for (const [name, declaration] of this.#properties)
      if (declaration.attribute === attribute) Reflect.set(this, name, declaration.converter(text))
  }

  /** Nothing is rendered before the element is on a page. */
  requestUpdate(): void {
    if (this.renderRoot && !this.#pending) this.#done = this.#update(this.#done)
  }

  /** For the accessors. */
  read(name: string): unknown {
    return this.#values.get(name)
  }

  /** For the accessors. */
  write(name: string, value: unknown): void {
    const before = this.read(name)
    if (Object.is(before, value)) return
    this.#values.set(name, value)
    this.#changed.set(name, before)
    this.requestUpdate()
  }

  /** With what each changed property was. */
  willUpdate(_: ReadonlyMap<string, unknown>): void {}
  render(): unknown {
    return undefined
  }

  get #properties(): readonly (readonly [string, Declaration])[] {
    const { properties } = this.constructor as typeof LitElement
    return Object.entries(properties as Readonly<Record<string, Declaration>>)
  }

  async #update(before: Promise<unknown>): Promise<boolean> {
    this.#pending = true
    await before.catch(() => {})
    try {
      this.willUpdate(this.#changed)
      // The attribute comes back as the same value, which changes nothing.
      for (const [name, { attribute, reflect }] of this.#properties)
        if (reflect && this.#changed.has(name))
          this.setAttribute(attribute as string, String(this.read(name)))
      this.renderOptions.isConnected ??= this.isConnected
      this.#root = render(this.render(), this.renderRoot, this.renderOptions)
    } finally {
      this.#changed = new Map()
      this.#pending = false
    }
    return !this.#pending
  }
}

function accessor(name: string): PropertyDescriptor & ThisType<LitElement> {
  return {
    configurable: true,
    get() {
      return this.read(name)
    },
    set(value: unknown) {
      this.write(name, value)
    },
  }
}
