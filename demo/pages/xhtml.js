/*
 * In place of widget.js on pages sent as application/xhtml+xml. Chromium runs no module there that a tag names, only
 * one that a script imports. And `innerHTML` is read as XML there, which Lit's templates are not: a document of our
 * own reads them as HTML. Lit asks for this once, when it starts.
 */
globalThis.litHtmlPolyfillSupport = template => {
  const html = document.implementation.createHTMLDocument()
  template.createElement = markup => {
    const element = html.createElement('template')
    element.innerHTML = markup
    return element
  }
}
import(new URL('widget.js', document.currentScript.src))
