const said = new Set<string>()

/** Tells whoever looks after the page, each thing once. */
export function note(text: string): void {
  if (said.has(text)) return
  said.add(text)
  // biome-ignore lint/suspicious/noConsole: the only way to reach the page's developer, who wrote for another script
  console.info(`widgets.js: ${text}`)
}
