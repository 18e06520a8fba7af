import { expect, fixture, html } from '@open-wc/testing'
import { it } from 'vitest'
it('renders', async () => { const el = await fixture(html`<p>hi</p>`); expect(el.textContent).to.equal('hi'); await expect(el).to.be.accessible() })
