<?php
/**
 * Leaves nothing behind.
 *
 * @package social-feed
 */

defined( 'WP_UNINSTALL_PLUGIN' ) || exit;

delete_option( 'social_feed_server' );
