/** As an app of React 18 uses the two wrappers. */
import { createElement as h } from 'react'
import { createRoot } from 'react-dom/client'
import { TwitterTimelineEmbed, TwitterTweetEmbed } from 'react-twitter-embed'
import { Follow, Timeline, Tweet } from 'react-twitter-widgets'

const wrapper = new URLSearchParams(location.search).get('wrapper')
window.told = []

const apps = {
  'react-twitter-embed': [
    h(TwitterTimelineEmbed, {
      sourceType: 'profile',
      screenName: 'posts',
      theme: 'dark',
      noHeader: true,
      noFooter: true,
      options: { height: 400 },
      placeholder: 'Loading',
      onLoad: element => window.told.push(element?.localName),
    }),
    h(TwitterTweetEmbed, { tweetId: '20', onLoad: element => window.told.push(element?.localName) }),
  ],
  'react-twitter-widgets': [
    h(Timeline, {
      dataSource: { sourceType: 'profile', screenName: 'posts' },
      options: { height: '400', theme: 'dark', chrome: 'noheader, nofooter' },
      onLoad: () => window.told.push('timeline'),
    }),
    h(Timeline, {
      dataSource: { sourceType: 'list', ownerScreenName: 'posts', slug: 'boats' },
      renderError: () => h('p', null, 'No list'),
    }),
    h(Tweet, { tweetId: '20', onLoad: () => window.told.push('tweet') }),
    h(Follow, { username: 'posts', onLoad: () => window.told.push('follow') }),
  ],
}

createRoot(document.querySelector('#app')).render(h('main', null, ...apps[wrapper]))
