/**
 * Stands in for Lit's own style tag in the browser build. Lit's serves browsers without constructable
 * style sheets; none of those knows `light-dark()`, which the styles need.
 */
export class CSSResult {
  readonly styleSheet = new CSSStyleSheet()

  constructor(text: string) {
    this.styleSheet.replaceSync(text)
  }
}

export function css([text = '']: TemplateStringsArray): CSSResult {
  return new CSSResult(text)
}
