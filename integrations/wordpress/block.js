/** The block in the editor: a form until there is a handle, then the feed as visitors will see it. */
{
  const { blocks, blockEditor, components, element, i18n } = window.wp
  const { createElement: h, useState } = element
  const { __ } = i18n
  const { InspectorControls, useBlockProps } = blockEditor
  const { Disabled, PanelBody, Placeholder, SelectControl, TextControl, ToggleControl } = components

  const NETWORKS = [
    { label: 'X', value: 'x' },
    { label: 'Bluesky', value: 'bluesky' },
    { label: 'Mastodon', value: 'mastodon' },
    { label: 'RSS', value: 'rss' },
    { label: __('A wall', 'social-feed'), value: 'wall' },
  ]
  const THEMES = [
    { label: __('As the page', 'social-feed'), value: 'auto' },
    { label: __('Light', 'social-feed'), value: 'light' },
    { label: __('Dark', 'social-feed'), value: 'dark' },
  ]

  /** A name is a name when it is typed to its end: the server is not asked for each letter. */
  function NameControl({ value, onName, ...more }) {
    const [typed, setTyped] = useState(value)
    const done = () => onName(typed.trim())
    return h(TextControl, {
      ...more,
      value: typed,
      onChange: setTyped,
      onBlur: done,
      onKeyDown: event => event.key === 'Enter' && done(),
    })
  }

  function Edit({ attributes, setAttributes }) {
    const { handle, network, wall, theme, limit, height, replies } = attributes
    const block = useBlockProps()
    const field = (control, name, label, more) =>
      h(control, {
        label,
        value: attributes[name],
        onChange: value => setAttributes({ [name]: value }),
        ...more,
      })
    const isWall = network === 'wall'
    const who = [
      h(SelectControl, {
        key: 'network',
        label: __('Network', 'social-feed'),
        value: network,
        options: NETWORKS,
        // What is typed next is the name of another thing.
        onChange: network => setAttributes({ network, handle: '', wall: '' }),
      }),
      isWall
        ? h(NameControl, {
            key: 'wall',
            label: __('Name of the wall', 'social-feed'),
            value: wall,
            onName: wall => setAttributes({ wall }),
          })
        : h(NameControl, {
            key: 'handle',
            label: __('Handle', 'social-feed'),
            placeholder: '@name',
            value: handle,
            onName: handle => setAttributes({ handle }),
          }),
    ]
    const look = [
      field(SelectControl, 'theme', __('Colours', 'social-feed'), { key: 'theme', options: THEMES }),
      field(TextControl, 'limit', __('Posts', 'social-feed'), {
        key: 'limit',
        type: 'number',
        min: 1,
        max: 100,
      }),
      field(TextControl, 'height', __('Height in pixels', 'social-feed'), {
        key: 'height',
        type: 'number',
      }),
      h(ToggleControl, {
        key: 'replies',
        label: __('Show replies', 'social-feed'),
        checked: replies,
        onChange: replies => setAttributes({ replies }),
      }),
    ]
    const settings = h(InspectorControls, null, h(PanelBody, { title: __('Feed', 'social-feed') }, who, look))
    const name = isWall ? wall : handle
    if (!name || !window.socialFeedServer) {
      const instructions = window.socialFeedServer
        ? __('Whose posts?', 'social-feed')
        : __('Set the feed server under Settings, Social Feed.', 'social-feed')
      return h(
        'div',
        block,
        settings,
        h(Placeholder, { icon: 'rss', label: 'Social Feed', instructions }, who),
      )
    }
    const query = new URLSearchParams({
      theme,
      ...(limit && { limit }),
      ...(replies && { replies: 'true' }),
    })
    const frame = h('iframe', {
      title: __('Social Feed', 'social-feed'),
      src: `${window.socialFeedServer}embed/${network}/${encodeURIComponent(name.replace(/^@/, ''))}?${query}`,
      width: '100%',
      height: height || 600,
      style: { border: 0 },
    })
    return h('div', block, settings, h(Disabled, null, frame))
  }

  // The page is rendered by the server.
  blocks.registerBlockType('social-feed/feed', { edit: Edit, save: () => null })
}
