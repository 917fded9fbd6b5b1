# Makes the project's own environment; sourced by examples/run.sh and tests/run.sh.
# It needs bash and Python 3.11 or newer. The rest goes into .venv or comes from Debian.

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cd "$root"

say() { printf '%s\n' "$*" >&2; }
stop() {
    say "$*"
    exit 1
}

# Two runs at once would install over each other: the second waits for the first.
# The lock is this file itself, so nothing is left behind.
exec {environment_lock}<"$root/.ci/environment.sh"
command -v flock >/dev/null && flock "$environment_lock"

# pip, npm and the browser keep caches under HOME; where there is none, .venv holds them.
if [ ! -d "${HOME:-}" ] || [ ! -w "$HOME" ]; then
    export HOME="$root/.venv/home"
fi

debian_is_up_to_date=
install_from_debian() {
    local as_root=()
    command -v apt-get >/dev/null || return 1
    if [ "$(id -u)" -ne 0 ]; then
        command -v sudo >/dev/null || return 1
        as_root=(sudo)
    fi
    say "Installing from Debian: $*"
    if [ -z "$debian_is_up_to_date" ]; then
        # apt waits for dpkg's lock, but not for the lock on its lists. Old lists will often do.
        "${as_root[@]}" apt-get -qq update ||
            { sleep 20 && "${as_root[@]}" apt-get -qq update; } || true
        debian_is_up_to_date=yes
    fi
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -qq -y \
        -o DPkg::Lock::Timeout=900 --no-install-recommends install "$@" >/dev/null
}

find_python() {
    local name path
    for name in python3.13 python3.12 python3.11 python3; do
        # Every one on the PATH: the first may be a version manager's, with nothing behind it.
        while IFS= read -r path; do
            if "$path" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
                printf '%s\n' "$path"
                return
            fi
        done < <(type -aP "$name")
    done
    return 1
}

make_venv() {
    local python package
    .venv/bin/python -c 'import pip, sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null &&
        return
    python=$(find_python) ||
        stop "Python 3.11 or newer is needed. Install it (Debian 12: python3) and run this again."
    if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
        package=$("$python" -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])')
        install_from_debian "$package" || install_from_debian python3-venv || true
        "$python" -c 'import ensurepip, venv' 2>/dev/null ||
            stop "$python cannot make a virtual environment. Install $package and run this again."
    fi
    "$python" -m venv --clear .venv
}

# Whether there is what a part in C is built with.
can_compile() {
    [ -n "$(find_compiler)" ] && .venv/bin/python -c \
        'import os, sys, sysconfig; sys.exit(not os.path.exists(sysconfig.get_path("include") + "/Python.h"))'
}

find_compiler() { command -v cc || command -v gcc || command -v clang; }

# install_project [EXTRAS]: the project, editable, and what pyproject.toml asks for. Done again
# only when pyproject.toml or a source in C has changed, there is a compiler now, or the project has
# moved.
install_project() {
    local extras=${1:-} wanted
    make_venv
    mkdir -p "$HOME"
    wanted=$(
        {
            printf '%s\n' "$root" "$(find_compiler)"
            cat pyproject.toml readable/speedups/*.[ch] readable/speedups/building.py
        } | sha256sum
    )
    if [ "$(cat ".venv/installed$extras" 2>/dev/null)" != "$wanted" ]; then
        say "Installing the project's Python packages into .venv"
        .venv/bin/python -m pip install --quiet --disable-pip-version-check -e ".$extras" ||
            stop "pip could not install what pyproject.toml asks for: its reasons stand above."
        # An installation with extras holds the plain one too.
        printf '%s\n' "$wanted" | tee ".venv/installed$extras" >.venv/installed
    fi
}

let_others_install() { exec {environment_lock}<&-; }
