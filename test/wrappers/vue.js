/** As an app of Vue 3 uses the loader of the old script. */
import { createApp, h } from 'vue'
import { VueTweet } from 'vue-tweet'

window.told = []

createApp({
  render: () =>
    h(
      VueTweet,
      {
        tweetId: '20',
        onTweetLoadSuccess: element => {
          window.told.push(element.localName)
          // What a page with a timeline beside its posts does once the script is there.
          window.twttr.widgets.load()
        },
      },
      { loading: () => 'Loading', error: () => 'Failed' },
    ),
}).mount('#app')
