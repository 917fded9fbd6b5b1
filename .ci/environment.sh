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

# Whether what is also written in C can be built here.
can_compile() {
    .venv/bin/python - <<'EOF' 2>/dev/null
import os, shlex, subprocess, sys, sysconfig
compiler = shlex.split(os.environ.get("CC") or sysconfig.get_config_var("CC") or "cc")
flags = ["-I", sysconfig.get_path("include"), "-fsyntax-only", "-xc", "-"]
told = subprocess.run([*compiler, *flags], input=b"#include <Python.h>\n", capture_output=True)
sys.exit(told.returncode)
EOF
}

is_compiled() {
    env -u READABLE_PURE_PYTHON .venv/bin/python -c \
        'import sys; from readable.speedups import compiled; sys.exit(compiled is None)' 2>/dev/null
}

# install_project [EXTRAS]: the project, editable, and what pyproject.toml asks for. Done again
# only when pyproject.toml has changed, the project has moved, or what is in C is not built though it
# can be.
install_project() {
    local extras=${1:-} wanted
    make_venv
    mkdir -p "$HOME"
    wanted=$({ printf '%s\n' "$root" && cat pyproject.toml; } | sha256sum)
    if [ "$(cat ".venv/installed$extras" 2>/dev/null)" != "$wanted" ] ||
        { ! is_compiled && can_compile; }; then
        say "Installing the project's Python packages into .venv"
        .venv/bin/python -m pip install --quiet --disable-pip-version-check -e ".$extras" ||
            stop "pip could not install what pyproject.toml asks for: its reasons stand above."
        # An installation with extras holds the plain one too.
        printf '%s\n' "$wanted" | tee ".venv/installed$extras" >.venv/installed
        is_compiled || say "Without a C compiler and Python's headers: the same, but slower."
    fi
}

let_others_install() { exec {environment_lock}<&-; }
