<?php
/**
 * Everything of this test lives on one machine: WordPress asks no address there, and no port but the web's, unless
 * it is told that it may. Nobody else is asked at all.
 */

add_filter( 'http_request_host_is_external', '__return_true' );
add_filter(
	'http_allowed_safe_ports',
	function ( $ports, $host, $url ) {
		return array_merge( $ports, array( wp_parse_url( $url, PHP_URL_PORT ) ) );
	},
	10,
	3
);
add_filter(
	'pre_http_request',
	function ( $answer, $args, $url ) {
		return in_array( wp_parse_url( $url, PHP_URL_HOST ), array( '127.0.0.1', 'localhost' ), true ) ? $answer : new WP_Error( 'elsewhere', $url );
	},
	10,
	3
);
// As on a page that has another site's post as well: then WordPress listens for heights.
add_action(
	'wp_enqueue_scripts',
	function () {
		wp_enqueue_script( 'wp-embed' );
	}
);
// Nobody is written to.
add_filter( 'pre_wp_mail', '__return_true' );
