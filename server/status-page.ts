/** The status report as a small page: no script, one stylesheet, every value escaped. */
import type { Response } from 'express'
import { type Html, html } from './html.js'
import type { FeedStatus, StatusReport } from './status.js'

export function statusPage(response: Response, report: StatusReport): void {
  response.set(
    'Content-Security-Policy',
    "default-src 'none'; style-src 'self'; img-src 'self'; frame-ancestors 'none'",
  )
  response.type('html').send(toPage(report))
}

const toPage = ({ version, upSeconds, feeds, money }: StatusReport): string =>
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
</main>
</html>
`.text

const feedRow = ({ feed, status, ageSeconds, nextRefresh, error, dropped }: FeedStatus): Html => html`
<tr><th scope="row">${feed}<td>${status}<td>${ageSeconds === null ? '–' : age(ageSeconds)}
<td>${nextRefresh ? html`<time datetime="${nextRefresh}">${nextRefresh.slice(0, 16).replace('T', ' ')} UTC</time>` : '–'}
<td>${error ? html`<strong>${error.reason}</strong>: ${error.message} <small>${error.advice}</small>` : 'none'}${
  dropped ? html` <small>${dropped} unreadable posts left out.</small>` : ''
}`

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
