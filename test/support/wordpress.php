<?php
/**
 * The few functions of WordPress that the plugin calls, on plain arrays. Runs one expression after the plugin is
 * loaded and prints its value as JSON: php wordpress.php '{"option":…,"can":…}' 'social_feed_server()'
 */

define( 'ABSPATH', __DIR__ );
$world   = json_decode( $argv[1], true );
$hooks   = array();
$scripts = array();

function add_action( $name, $callback ) { $GLOBALS['hooks'][ $name ][] = $callback; }
function add_filter( $name, $callback ) { $GLOBALS['hooks'][ $name ][] = $callback; }
function add_shortcode( $name, $callback ) { $GLOBALS['hooks'][ "[$name]" ][] = $callback; }
function register_block_type( $folder, $options ) { $GLOBALS['hooks']['block'][] = $options['render_callback']; return (object) array( 'editor_script_handles' => array( 'editor' ) ); }
function wp_add_inline_script( $name, $code ) { $GLOBALS['scripts'][ $name ] = $code; }
function wp_enqueue_script( $name, $src ) { $GLOBALS['scripts'][ $name ] = $src; }
function wp_json_encode( $value ) { return json_encode( $value ); }
function get_option( $name, $otherwise ) { return $GLOBALS['world']['option'] ?? $otherwise; }
function current_user_can() { return ! empty( $GLOBALS['world']['can'] ); }
function __( $text ) { return $text; }
function esc_html( $text ) { return htmlspecialchars( $text, ENT_QUOTES ); }
function esc_attr( $text ) { return htmlspecialchars( $text, ENT_QUOTES ); }
function esc_url( $url ) { return htmlspecialchars( esc_url_raw( $url ), ENT_QUOTES ); }
function esc_url_raw( $url ) { return preg_match( '#^https?://[^\s<>"]+$#i', $url ) ? $url : ''; }
function wp_parse_url( $url, $part ) { return parse_url( $url, $part ); }

require dirname( __DIR__, 2 ) . '/integrations/wordpress/social-feed.php';

foreach ( $hooks['init'] as $callback ) {
	$callback();
}
/** As WordPress calls what was hooked: the value through every filter, or the shortcode's own answer. */
function call( $name, ...$values ) {
	foreach ( $GLOBALS['hooks'][ $name ] as $callback ) {
		$values[0] = $callback( ...$values );
	}
	return $values[0];
}

echo json_encode( eval( "return {$argv[2]};" ), JSON_UNESCAPED_SLASHES | JSON_THROW_ON_ERROR );
