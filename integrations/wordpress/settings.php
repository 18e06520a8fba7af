<?php
/**
 * The one setting, the address of the feed server, and the page it is set on.
 *
 * @package social-feed
 */

defined( 'ABSPATH' ) || exit;

const SOCIAL_FEED_OPTION = 'social_feed_server';

add_action( 'admin_init', 'social_feed_register_setting' );
add_action( 'admin_menu', 'social_feed_add_page' );

/** Ends with a slash; empty until it is set. */
function social_feed_server(): string {
	return social_feed_sanitize_server( get_option( SOCIAL_FEED_OPTION, '' ) );
}

/**
 * An http: or https: address without query, in its one spelling; anything else is none.
 *
 * @param mixed $value What somebody typed.
 */
function social_feed_sanitize_server( $value ): string {
	$url = esc_url_raw( trim( (string) $value ), array( 'http', 'https' ) );
	return wp_parse_url( $url, PHP_URL_HOST ) ? rtrim( strtok( $url, '?#' ), '/' ) . '/' : '';
}

function social_feed_register_setting(): void {
	register_setting(
		'social_feed',
		SOCIAL_FEED_OPTION,
		array(
			'type'              => 'string',
			'default'           => '',
			'sanitize_callback' => 'social_feed_sanitize_server',
		)
	);
}

function social_feed_add_page(): void {
	$title = __( 'Social Feed', 'social-feed' );
	add_options_page( $title, $title, 'manage_options', 'social-feed', 'social_feed_page' );
}

function social_feed_page(): void {
	?>
	<div class="wrap">
		<h1><?php esc_html_e( 'Social Feed', 'social-feed' ); ?></h1>
		<form method="post" action="options.php">
			<?php settings_fields( 'social_feed' ); ?>
			<table class="form-table" role="presentation">
				<tr>
					<th scope="row"><label for="social-feed-server"><?php esc_html_e( 'Feed server', 'social-feed' ); ?></label></th>
					<td>
						<input type="url" class="regular-text code" id="social-feed-server" aria-describedby="social-feed-help"
							name="<?php echo esc_attr( SOCIAL_FEED_OPTION ); ?>" value="<?php echo esc_attr( social_feed_server() ); ?>"
							placeholder="https://feeds.example.org/">
						<p class="description" id="social-feed-help">
							<?php esc_html_e( 'Where your server runs. Its keys stay there; this site never sees them.', 'social-feed' ); ?>
						</p>
					</td>
				</tr>
			</table>
			<?php submit_button(); ?>
		</form>
		<h2><?php esc_html_e( 'Three ways to show a feed', 'social-feed' ); ?></h2>
		<ul class="ul-disc">
			<li><?php esc_html_e( 'Add the block “Social Feed”.', 'social-feed' ); ?></li>
			<li><?php esc_html_e( 'Paste the address of a profile on a line of its own.', 'social-feed' ); ?></li>
			<li><?php esc_html_e( 'Write the shortcode:', 'social-feed' ); ?> <code>[social_feed handle="varindiamag"]</code></li>
		</ul>
	</div>
	<?php
}
