<?php
/*
 * Plugin Name: Readable
 * Description: Larger and smaller text for every post.
 *
 * Beside this file stands the folder that `readable assets -o readable` writes.
 */

defined('ABSPATH') || exit;

add_action('wp_head', function () {
    $url = esc_url(plugins_url('readable/', __FILE__));
    // In the head and not deferred: the reader's size is there before anything is painted.
    echo '<link rel="stylesheet" href="' . $url . 'toolbar.css">';
    echo '<script src="' . $url . 'toolbar.js"></script>';
}, 1);

add_filter('the_content', function ($content) {
    if (!is_singular() || !in_the_loop() || !is_main_query()) {
        return $content;
    }
    $id = 'readable-' . get_the_ID();
    return '<readable-toolbar for="' . $id . '"></readable-toolbar>'
        . '<div id="' . $id . '">' . $content . '</div>';
});
