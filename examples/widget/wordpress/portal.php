<?php
/*
 * Stands for WordPress in the example: the functions that the plugin calls, and a theme's page of a
 * post. It is the router of `php -S`; portals.py lays the plugin and its folder beside it.
 */

define('ABSPATH', __DIR__ . '/');
const YEAR_IN_SECONDS = 365 * 24 * 60 * 60;

// As wp_magic_quotes does.
$_GET = array_map(fn($value) => is_string($value) ? addslashes($value) : $value, $_GET);
$_COOKIE = array_map(fn($value) => is_string($value) ? addslashes($value) : $value, $_COOKIE);
$_SERVER['REQUEST_URI'] = addslashes($_SERVER['REQUEST_URI']);

$hooks = [];
function add_filter($name, $function, $priority = 10) {
    global $hooks;
    $hooks[$name][$priority][] = $function;
}
function add_action($name, $function, $priority = 10) {
    add_filter($name, $function, $priority);
}
function apply_filters($name, $value = '') {
    global $hooks;
    $all = $hooks[$name] ?? [];
    ksort($all);
    foreach (array_merge(...$all) as $function) {
        $value = $function($value);
    }
    return $value;
}
function wp_unslash($value) {
    return is_string($value) ? stripslashes($value) : $value;
}
function esc_html($text) {
    return htmlspecialchars($text, ENT_QUOTES);
}
function esc_attr($text) {
    return htmlspecialchars($text, ENT_QUOTES);
}
function esc_url($url) {
    return str_replace(['&', "'", '"', '<', '>'], ['&#038;', '&#039;', '', '', ''], $url);
}
function add_query_arg($name, $value, $url) {
    [$path, $query] = explode('?', $url, 2) + [1 => ''];
    $others = array_filter(explode('&', $query), fn($pair) => $pair !== '' && strpos($pair, "$name=") !== 0);
    return $path . '?' . implode('&', [...$others, "$name=$value"]);
}
function plugins_url($path, $file) {
    return '/wp-content/plugins/readable/' . $path;
}
function get_locale() {
    return 'vi';
}
function is_singular() {
    return true;
}
function in_the_loop() {
    return true;
}
function is_main_query() {
    return true;
}
function get_the_ID() {
    return (int) ($_GET['p'] ?? 1);
}

require __DIR__ . '/readable.php';

$path = parse_url($_SERVER['REQUEST_URI'], PHP_URL_PATH);
$file = __DIR__ . '/' . str_replace('/wp-content/plugins/readable/', '', $path);
if (strpos($path, '/wp-content/plugins/readable/readable/') === 0 && strpos($path, '..') === false && is_file($file)) {
    $types = ['css' => 'text/css', 'js' => 'text/javascript', 'woff2' => 'font/woff2'];
    header('Content-Type: ' . ($types[pathinfo($file, PATHINFO_EXTENSION)] ?? 'application/octet-stream'));
    readfile($file);
    return;
}
// A strict host's; the style below is the theme's own.
header("Content-Security-Policy: default-src 'self'; style-src 'self' 'unsafe-inline'; "
    . "require-trusted-types-for 'script'; trusted-types 'none'");
apply_filters('init');
$id = get_the_ID();
?>
<!DOCTYPE html>
<html <?php echo apply_filters('language_attributes', 'lang="vi"'); ?>>
<head>
<meta charset="UTF-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Tin <?php echo $id; ?></title>
<?php apply_filters('wp_head'); ?>
<style>.entry-content > * { max-width: 645px; margin: 0 auto 28px; } .entry-content p { font-size: 15px; line-height: 1.1; }</style>
</head>
<body class="post-template-default single single-post single-format-standard wp-embed-responsive">
<main class="wp-block-group"><article class="post type-post hentry">
<h1 class="wp-block-post-title">Tin <?php echo $id; ?></h1>
<div class="entry-content wp-block-post-content is-layout-constrained">
<?php echo apply_filters('the_content', '<p class="wp-block-paragraph">Quyết định 946/QĐ-UBND của tỉnh.</p>'); ?>
</div>
</article>
<nav class="post-navigation"><a href="/?p=<?php echo 3 - $id; ?>" rel="next">Tin tiếp theo</a></nav></main>
</body>
</html>
