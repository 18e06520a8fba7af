/** What `import 'social-feed-embed/themes/card.css'` gives: a style sheet on the page, and no value. */
export {}
