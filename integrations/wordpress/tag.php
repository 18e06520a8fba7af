<?php
/**
 * The tag, from the attributes of a block or of a shortcode.
 *
 * @package social-feed
 */

defined( 'ABSPATH' ) || exit;

/** What a tag may be told, and how it is checked; anything else is left out. */
const SOCIAL_FEED_ATTRIBUTES = array(
	'handle'  => '/^@?[^\s<>"\']{1,2000}$/u',
	'wall'    => '/^[a-z0-9][a-z0-9-]{0,63}$/',
	'network' => '/^(?:x|bluesky|mastodon|rss)$/',
	'limit'   => '/^(?:[1-9]\d?|100)$/',
	'height'  => '/^(?:auto|[1-9]\d{1,3})$/',
	'theme'   => '/^(?:auto|light|dark)$/',
	'layout'  => '/^(?:list|grid|carousel)$/',
	'lang'    => '/^[a-zA-Z]{2,3}(?:-[a-zA-Z0-9]{2,8})*$/',
);
const SOCIAL_FEED_FLAGS      = array( 'replies', 'no-reposts', 'no-header', 'no-footer', 'no-border', 'no-media', 'no-metrics' );

add_filter( 'script_loader_tag', 'social_feed_as_module', 10, 2 );

/**
 * Shortcodes spell flags `no_header="true"`, or `no_header` alone.
 *
 * @param array|string $attributes As WordPress read them; a string when there are none.
 */
function social_feed_shortcode( $attributes ): string {
	$given = array();
	foreach ( (array) $attributes as $name => $value ) {
		$name                                    = is_int( $name ) ? $value : $name;
		$given[ str_replace( '_', '-', $name ) ] = $name === $value || 'false' !== $value ? $value : false;
	}
	return social_feed_tag( $given );
}

/**
 * The element with a link inside, which is what is seen without its script, and what is left where a tag is stripped.
 *
 * @param array $given Name to value.
 */
function social_feed_tag( array $given ): string {
	$attributes = array();
	foreach ( SOCIAL_FEED_ATTRIBUTES as $name => $shape ) {
		$value = isset( $given[ $name ] ) ? trim( (string) $given[ $name ] ) : '';
		if ( preg_match( $shape, $value ) ) {
			$attributes[ $name ] = $value;
		}
	}
	if ( isset( $attributes['wall'] ) ) {
		unset( $attributes['handle'], $attributes['network'] );
	} elseif ( ! isset( $attributes['handle'] ) ) {
		return social_feed_hint( __( 'This feed has no handle yet.', 'social-feed' ) );
	}
	$server = social_feed_server();
	$link   = isset( $attributes['wall'] )
		? social_feed_wall_link( $server, $attributes['wall'] )
		: social_feed_link( $attributes['network'] ?? 'x', $attributes['handle'] );
	if ( '' === $server ) {
		return $link . social_feed_hint( __( 'Set the feed server under Settings, Social Feed.', 'social-feed' ) );
	}
	wp_enqueue_script( 'social-feed', $server . 'widget.js', array(), null, true ); // phpcs:ignore -- the server versions it
	$height = $attributes['height'] ?? '600';
	// The box is kept before the script has run, so that nothing on the page moves.
	$style = 'auto' === $height ? 'display:block' : "display:block;height:{$height}px";
	$html  = '<social-feed style="' . esc_attr( $style ) . '"';
	if ( '/' !== wp_parse_url( $server, PHP_URL_PATH ) ) {
		$html .= ' server="' . esc_attr( rtrim( $server, '/' ) ) . '"';
	}
	foreach ( $attributes as $name => $value ) {
		$html .= " $name=\"" . esc_attr( $value ) . '"';
	}
	foreach ( SOCIAL_FEED_FLAGS as $name ) {
		if ( ! empty( $given[ $name ] ) ) {
			$html .= " $name";
		}
	}
	return "$html>$link</social-feed>";
}

function social_feed_link( string $network, string $handle ): string {
	$name = ltrim( $handle, '@' );
	switch ( $network ) {
		case 'bluesky':
			$url = 'https://bsky.app/profile/' . rawurlencode( $name );
			break;
		case 'mastodon':
			list( $user, $host ) = array_pad( explode( '@', $name, 2 ), 2, '' );
			$url                 = "https://$host/@" . rawurlencode( $user );
			break;
		case 'rss':
			return sprintf( '<a href="%s">%s</a>', esc_url( $name ), esc_html( wp_parse_url( $name, PHP_URL_HOST ) ?? $name ) );
		default:
			$url = 'https://x.com/' . rawurlencode( $name );
	}
	/* translators: %s: the name of an account, with its @ */
	$text = sprintf( __( 'Posts from %s', 'social-feed' ), "@$name" );
	return sprintf( '<a href="%s">%s</a>', esc_url( $url ), esc_html( $text ) );
}

/** Only the server knows whose posts are on a wall, and it has a page of them. */
function social_feed_wall_link( string $server, string $wall ): string {
	$title = ucfirst( str_replace( '-', ' ', $wall ) );
	return '' === $server ? '' : sprintf( '<a href="%s">%s</a>', esc_url( "{$server}embed/wall/$wall" ), esc_html( $title ) );
}

/** Said to those who can mend it, and to no visitor. */
function social_feed_hint( string $text ): string {
	return current_user_can( 'edit_posts' ) ? '<p><em>' . esc_html( $text ) . '</em></p>' : '';
}

/** The element's script is a module. */
function social_feed_as_module( string $tag, string $name ): string {
	if ( 'social-feed' !== $name ) {
		return $tag;
	}
	return str_replace( '<script ', '<script type="module" ', preg_replace( '/ type=([\'"])text\/javascript\1/', '', $tag ) );
}
