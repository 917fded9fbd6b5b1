<?php
/*
 * Plugin Name: Readable
 * Description: Larger and smaller text for every post, with and without JavaScript.
 * Requires PHP: 7.4
 *
 * Beside this file stands the folder that `readable assets -o readable` writes.
 */

defined('ABSPATH') || exit;

/** What `readable assets` says of its files: their digests, the sizes, the words. */
function readable_known() {
    static $known;
    return $known ??= json_decode(file_get_contents(__DIR__ . '/readable/toolbar.json'), true);
}

/** What the reader chose, value by field: as the address says, or else the cookie. */
function readable_chosen() {
    $said = wp_unslash($_GET['readable'] ?? $_COOKIE['readable'] ?? '');
    parse_str(is_string($said) ? substr($said, 0, 4096) : '', $given);
    $sizes = array_map('strval', readable_known()['ladder']);
    // A value becomes an attribute and part of the cookie: short, and of plain characters.
    $fits = fn($value, $field) => is_string($value)
        && preg_match('/^[a-z_]{1,30}$/D', $field) && preg_match('/^[a-z0-9.-]{1,30}$/D', $value)
        && ($field !== 'scale' || ($value !== '100' && in_array($value, $sizes, true)));
    return array_slice(array_filter($given, $fits, ARRAY_FILTER_USE_BOTH), 0, 12);
}

function readable_scale($chosen) {
    return (int) ($chosen['scale'] ?? 100);
}

/** The address of this page that asks for a size. */
function readable_link($chosen, $scale) {
    $wanted = $scale === 100 ? array_diff_key($chosen, ['scale' => 0]) : ['scale' => $scale] + $chosen;
    // Two slashes at its beginning would be another host.
    $address = '/' . ltrim(wp_unslash($_SERVER['REQUEST_URI']), '/\\');
    return add_query_arg('readable', rawurlencode(http_build_query($wanted)), $address);
}

/** The bar for the box with that id; its links work without JavaScript. */
function readable_bar($id) {
    $chosen = readable_chosen();
    $scale = readable_scale($chosen);
    $ladder = readable_known()['ladder'];
    $at = array_search($scale, $ladder, true);
    $language = strpos(get_locale(), 'en') === 0 ? 'en' : 'vi';
    $words = array_map(fn($word) => esc_html($word[$language]), readable_known()['words']);
    $ends = ['smaller' => $ladder[$at - 1] ?? null, 'larger' => $ladder[$at + 1] ?? null,
        'reset' => $scale === 100 ? null : 100];
    $links = [];
    foreach ($ends as $part => $to) {
        $where = $to === null ? 'role="link" aria-disabled="true"'
            : 'rel="nofollow" href="' . esc_url(readable_link($chosen, $to)) . '"';
        $links[$part] = "<a part=\"$part\" $where>{$words[$part]}</a>";
    }
    $size = "{$words['size']} $scale\u{a0}%"
        . ($ends['larger'] === null ? ", {$words['largest']}" : '')
        . ($ends['smaller'] === null ? ", {$words['smallest']}" : '');
    return "<readable-toolbar for=\"$id\" cookie lang=\"$language\" role=\"group\""
        . " aria-label=\"{$words['size']}\">{$links['smaller']}<span part=\"size\">$size</span>"
        . "{$links['larger']}{$links['reset']}</readable-toolbar>";
}

add_action('init', function () {
    if (isset($_GET['readable'])) {
        $kept = http_build_query(readable_chosen());
        // Raw: the script reads and writes it as well.
        setrawcookie('readable', $kept, ['expires' => time() + YEAR_IN_SECONDS, 'path' => '/', 'samesite' => 'Lax']);
    }
    if (isset($_GET['readable']) || isset($_COOKIE['readable'])) {
        // One reader's size is not for the others: what caches of pages obey.
        defined('DONOTCACHEPAGE') || define('DONOTCACHEPAGE', true);
    }
    header('Vary: Cookie', false);
});

add_filter('language_attributes', function ($attributes) {
    foreach (readable_chosen() as $field => $value) {
        $value = is_numeric($value) ? $value + 0 : $value;
        $attributes .= ' data-readable-' . str_replace('_', '-', $field) . '="' . esc_attr($value) . '"';
    }
    return $attributes;
});

add_action('wp_head', function () {
    $url = esc_url(plugins_url('readable/', __FILE__));
    $digests = readable_known()['integrity'];
    // In the head and not deferred: the reader's size is there before anything is painted.
    echo "<link rel=\"stylesheet\" href=\"{$url}toolbar.css\" integrity=\"{$digests['toolbar.css']}\">"
        . "<script src=\"{$url}toolbar.js\" integrity=\"{$digests['toolbar.js']}\"></script>\n";
}, 1);

add_filter('the_content', function ($content) {
    if (!is_singular() || !in_the_loop() || !is_main_query()) {
        return $content;
    }
    $id = 'readable-' . get_the_ID();
    return readable_bar($id) . "<div id=\"$id\" class=\"readable-zoom\">$content</div>";
});
