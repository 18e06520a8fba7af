import { createApp } from 'vue'
import FeedPage from './FeedPage.vue'

createApp(FeedPage).mount('#app')
