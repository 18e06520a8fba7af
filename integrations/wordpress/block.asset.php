<?php
/**
 * What the block's script needs of WordPress.
 *
 * @package social-feed
 */

return array(
	'dependencies' => array( 'wp-blocks', 'wp-block-editor', 'wp-components', 'wp-element', 'wp-i18n' ),
	'version'      => '0.1.0',
);
