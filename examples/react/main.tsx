import { useState } from 'react'
import { createRoot } from 'react-dom/client'
import { SocialFeed } from 'social-feed-embed/react'
import 'social-feed-embed/themes/magazine.css'

function Page() {
  const [said, say] = useState('')
  return (
    <>
      <SocialFeed
        className="magazine"
        server="http://localhost:3000"
        handle="northquaynews"
        style={{ display: 'block', height: 600 }}
        onFeedLoad={({ detail: { feed } }) =>
          say(feed.status === 'posts' ? `${feed.posts.length} posts` : feed.status)
        }
        onPostOpen={event => {
          event.preventDefault()
          say(`Chosen: ${event.detail.post.id}`)
        }}
      />
      <output>{said}</output>
    </>
  )
}

const app = document.getElementById('app')
if (app) createRoot(app).render(<Page />)
