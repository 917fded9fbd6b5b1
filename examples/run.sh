#!/usr/bin/env bash
# Makes the large-text page and the large-print pictures of examples/article.html.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/../.ci/environment.sh"

install_project
let_others_install

article=examples/article.html
out=examples/out
mkdir -p "$out"
.venv/bin/readable html "$article" --standalone -o "$out/article.html"
for percent in 100 200 400; do
    .venv/bin/readable image "$article" -o "$out/pages-$percent" --scale "$percent%"
done

echo "The page:     $root/$out/article.html"
for percent in 100 200 400; do
    echo "Pictures:     $root/$out/pages-$percent/index.html ($percent%)"
done
