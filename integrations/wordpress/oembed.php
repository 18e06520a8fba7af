<?php
/**
 * Pasted addresses of profiles become feeds: the feed server is asked, not the networks.
 *
 * @package social-feed
 */

defined( 'ABSPATH' ) || exit;

/** Profiles only; single posts are left to whom they belong. */
const SOCIAL_FEED_PROFILES = array(
	'#^https?://(?:(?:www|mobile)\.)?(?:x|twitter)\.com/@?\w{1,15}/?$#i',
	'#^https?://bsky\.app/profile/[^/]+/?$#i',
	'#^https?://[^/]+/@[^/]+/?$#i',
);

add_filter( 'oembed_providers', 'social_feed_providers' );

/**
 * In front of WordPress's own, which has one for profiles on X that leads to the old script.
 *
 * @param array $providers Pattern to address and whether the pattern is a regular expression.
 */
function social_feed_providers( array $providers ): array {
	$server = social_feed_server();
	if ( '' === $server ) {
		return $providers;
	}
	$own = array();
	foreach ( SOCIAL_FEED_PROFILES as $profile ) {
		$own[ $profile ] = array( $server . 'oembed', true );
	}
	// Frames, documents and the builder's own address, of feeds and of walls.
	$own[ '#^' . preg_quote( $server, '#' ) . '(?:embed/|feeds/|walls/|\?account=).+#i' ] = array( $server . 'oembed', true );
	return $own + $providers;
}

add_filter( 'embed_oembed_html', 'social_feed_frame' );

/**
 * Themes give their column to blocks, not to a bare frame.
 *
 * @param string|false $html What a pasted address became.
 * @return string|false
 */
function social_feed_frame( $html ) {
	$server = social_feed_server();
	$is_own = $html && $server && 0 === strpos( ltrim( $html ), '<iframe' ) && false !== strpos( $html, esc_url( $server . 'embed/' ) );
	return $is_own ? "<div class=\"social-feed-frame\">$html</div>" : $html;
}
