/** The block in the editor: a form until there is a handle, then the feed as visitors will see it. */
{
  const { blocks, blockEditor, components, element, i18n } = window.wp
  const { createElement: h } = element
  const { __ } = i18n
  const { InspectorControls, useBlockProps } = blockEditor
  const { Disabled, PanelBody, Placeholder, SelectControl, TextControl, ToggleControl } = components

  const NETWORKS = [
    { label: 'X', value: 'x' },
    { label: 'Bluesky', value: 'bluesky' },
    { label: 'Mastodon', value: 'mastodon' },
    { label: 'RSS', value: 'rss' },
  ]
  const THEMES = [
    { label: __('As the page', 'social-feed'), value: 'auto' },
    { label: __('Light', 'social-feed'), value: 'light' },
    { label: __('Dark', 'social-feed'), value: 'dark' },
  ]

  function Edit({ attributes, setAttributes }) {
    const { handle, network, theme, limit, height, replies } = attributes
    const block = useBlockProps()
    const field = (control, name, label, more) =>
      h(control, {
        label,
        value: attributes[name],
        onChange: value => setAttributes({ [name]: value }),
        ...more,
      })
    const who = [
      field(SelectControl, 'network', __('Network', 'social-feed'), { key: 'network', options: NETWORKS }),
      field(TextControl, 'handle', __('Handle', 'social-feed'), { key: 'handle', placeholder: '@name' }),
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
    if (!handle || !window.socialFeedServer) {
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
    const name = encodeURIComponent(handle.replace(/^@/, ''))
    const frame = h('iframe', {
      title: __('Social Feed', 'social-feed'),
      src: `${window.socialFeedServer}embed/${network}/${name}?${query}`,
      width: '100%',
      height: height || 600,
      style: { border: 0 },
    })
    return h('div', block, settings, h(Disabled, null, frame))
  }

  // The page is rendered by the server.
  blocks.registerBlockType('social-feed/feed', { edit: Edit, save: () => null })
}
