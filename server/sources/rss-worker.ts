/** The thread in which feeds are parsed, one at a time. */
import { parentPort } from 'node:worker_threads'
import { type FeedBytes, readFeed } from './rss-read.js'

parentPort?.on('message', (bytes: FeedBytes) => parentPort?.postMessage(readFeed(bytes)))
parentPort?.postMessage('ready')
