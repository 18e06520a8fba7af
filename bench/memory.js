/** What one more cached feed of 20 posts takes, read in two views and every encoding. */
import { child, keep, TOKEN, table, two, whole } from './lib.js'

const BUDGET = 100
/** The stand-in looks up 300 accounts in a quarter of an hour, as X does. */
const STEPS = [0, 70, 140, 210, 280]

export async function memory() {
  const { startStandIn } = await import('../dist/demo/standin/index.js')
  const standIn = await startStandIn({ token: TOKEN })
  for (let index = 0; index < STEPS.at(-1); index++) {
    // With the three that every new account has.
    for (let turn = 0; turn < 17; turn++) standIn.publish(`feed_${index}`, post(index, turn))
  }
  const server = await child('memory-server.js', [String(STEPS.at(-1))], standIn.url)
  const rows = []
  for (const feeds of STEPS) {
    const { rss, heap, external } = await server.ask(feeds)
    rows.push({ feeds, rss, heap, external })
  }
  server.end()
  await standIn.close()
  const [first, last] = [rows[1], rows.at(-1)]
  const each = pick => (pick(last) - pick(first)) / (last.feeds - first.feeds) / 1024
  const kib = bytes => whole(bytes / 1024)
  const held = each(({ heap, external }) => heap + external)
  const resident = each(({ rss }) => rss)
  keep('memory', {
    title: 'Memory',
    rows: [
      [
        'memory per further cached feed of 20 posts: held, resident',
        `${whole(held)} KiB, ${whole(resident)} KiB`,
        `≤ ${BUDGET} KB`,
      ],
    ],
    text: [
      'After a full collection each time. Each feed has 20 posts, and is read whole and with `limit=5`.',
      table(
        ['feeds', 'resident KiB', 'heap KiB', 'outside the heap KiB'],
        rows.map(({ feeds, rss, heap, external }) => [feeds, kib(rss), kib(heap), kib(external)]),
      ),
      `Per feed from the ${first.feeds}th on: ${two(held)} KiB held, ${two(resident)} KiB resident.`,
    ].join('\n\n'),
  })
}

/** As long as posts are, with a link and two tags, and no two alike. */
const post = (index, turn) =>
  `${turn} Evening boats from quay ${index}: the ${turn}th leaves on time, dogs and bicycles welcome, soup at the kiosk until nine. #Harbour #Quay${index} @nq_ferries`
