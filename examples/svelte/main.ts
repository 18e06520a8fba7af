import { mount } from 'svelte'
import FeedPage from './FeedPage.svelte'

mount(FeedPage, { target: document.getElementById('app') ?? document.body })
