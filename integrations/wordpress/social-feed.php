<?php
/**
 * Plugin Name:       Social Feed
 * Description:       Shows an account's latest posts from your own feed server, or the plain truth when there are none.
 * Version:           0.1.0
 * Requires at least: 6.1
 * Requires PHP:      7.4
 * License:           MIT
 * Text Domain:       social-feed
 *
 * @package social-feed
 */

defined( 'ABSPATH' ) || exit;

require_once __DIR__ . '/settings.php';
require_once __DIR__ . '/tag.php';
require_once __DIR__ . '/oembed.php';

add_action( 'init', 'social_feed_register' );

/** The block and the shortcode: two ways to write one tag. */
function social_feed_register(): void {
	$block = register_block_type( __DIR__, array( 'render_callback' => 'social_feed_tag' ) );
	if ( $block && ! empty( $block->editor_script_handles ) ) {
		$server = wp_json_encode( social_feed_server() );
		wp_add_inline_script( $block->editor_script_handles[0], "window.socialFeedServer = $server;", 'before' );
	}
	add_shortcode( 'social_feed', 'social_feed_shortcode' );
}
