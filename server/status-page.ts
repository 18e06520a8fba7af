/** The status report as a small page: no script, one stylesheet, every value escaped. */
import type { Response } from 'express'
import { type Html, html, NOTHING } from './html.js'
import type { FeedStatus, StatusReport, StoreStatus } from './status.js'

export function statusPage(response: Response, report: StatusReport): void {
  response.set(
    'Content-Security-Policy',
    "default-src 'none'; style-src 'self'; img-src 'self'; frame-ancestors 'none'",
  )
  response.type('html').send(toPage(report))
}

const toPage = ({ version, upSeconds, feeds, stores, money }: StatusReport): string =>
  html`<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Status · social-feed</title>
<link rel="stylesheet" href="./demo.css">
<link rel="stylesheet" href="./status.css">
<main>
<h1>Status</h1>
<p>Version ${version}, running for ${age(upSeconds)}.</p>
${money ? moneyTable(money) : html`<p>No paid network is read.</p>`}
<h2 id="feeds">Feeds</h2>
<div class="scroll" role="region" aria-labelledby="feeds" tabindex="0">
<table>
<thead><tr><th scope="col">Feed<th scope="col">State<th scope="col">Age<th scope="col">Next read<th scope="col">Trouble</thead>
<tbody>${feeds.map(feedRow)}</tbody>
</table>
</div>
${stores.length > 0 ? storeTable(stores) : NOTHING}
</main>
</html>
`.text

const feedRow = ({ feed, status, ageSeconds, nextRefresh, error, dropped }: FeedStatus): Html => html`
<tr><th scope="row">${feed}<td>${status}<td>${ageSeconds === null ? '–' : age(ageSeconds)}
<td>${nextRefresh ? html`<time datetime="${nextRefresh}">${nextRefresh.slice(0, 16).replace('T', ' ')} UTC</time>` : '–'}
<td>${error ? html`<strong>${error.reason}</strong>: ${error.message} <small>${error.advice}</small>` : 'none'}${
  dropped ? html` <small>${dropped} unreadable posts left out.</small>` : ''
}`

const storeTable = (stores: readonly StoreStatus[]): Html => html`
<h2 id="stores">What is kept</h2>
<div class="scroll" role="region" aria-labelledby="stores" tabindex="0">
<table>
<thead><tr><th scope="col">Where<th scope="col">Since the start<th scope="col">Trouble</thead>
<tbody>${stores.map(storeRow)}</tbody>
</table>
</div>`

const storeRow = ({ store, counts, trouble }: StoreStatus): Html => html`
<tr><th scope="row">${STORE_NAMES[store]}<td>${countsIn(counts)}
<td>${trouble ? html`<strong>away</strong>: ${trouble.message} <small>${trouble.advice}</small>` : 'none'}`

const STORE_NAMES: Readonly<Record<StoreStatus['store'], string>> = { redis: 'Redis', disk: 'Disk' }

const countsIn = (counts: StoreStatus['counts']): string =>
  Object.entries(counts)
    .filter(([, count]) => count > 0)
    .map(([outcome, count]) => `${count} ${outcome}`)
    .join(', ') || 'nothing yet'

const moneyTable = ({
  today,
  month,
  budgetDollars,
  leftTodayDollars,
}: NonNullable<StatusReport['money']>): Html => html`
<h2>Reads of X</h2>
<table>
<thead><tr><th scope="col">UTC<th scope="col">Posts<th scope="col">Users<th scope="col">Dollars</thead>
<tbody>
<tr><th scope="row">Today<td>${today.posts}<td>${today.users}<td>${dollars(today.dollars)} of ${dollars(budgetDollars)}, ${dollars(leftTodayDollars)} left
<tr><th scope="row">This month<td>${month.posts}<td>${month.users}<td>${dollars(month.dollars)}
</tbody>
</table>`

const dollars = (amount: number): string => `$${amount.toFixed(3)}`

function age(seconds: number): string {
  if (seconds < 120) return `${seconds} s`
  if (seconds < 7200) return `${Math.floor(seconds / 60)} min`
  return seconds < 172_800 ? `${Math.floor(seconds / 3600)} h` : `${Math.floor(seconds / 86_400)} days`
}
