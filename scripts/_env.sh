# shellcheck shell=sh
# Sourced by the other scripts, which then call `prepare [EXTRA]`: it makes .venv beside the project, or brings it up
# to date after pyproject.toml changed, and sets $root and $bin. All that it prints goes to stderr. POSIX sh.
#
# .venv belongs to these scripts. A first set-up that was cut short leaves .venv/unfinished; the next run starts over.

root=$(dirname -- "$(dirname -- "$(readlink -f -- "$0")")")
venv=$root/.venv
bin=$venv/bin

say() { printf 'mtdetect: %s\n' "$*" >&2; }

fail() {
    say "$*"
    exit 2
}

runs() { "$@" >/dev/null 2>&1; }

prepare() { # [EXTRA]
    is_current "${1-}" && return
    find_python
    # Two first runs at once must not write one .venv. The lock goes with the last process that holds descriptor 9.
    exec 9<"$root/pyproject.toml"
    "$python" -c 'import fcntl; fcntl.flock(9, fcntl.LOCK_EX)'
    is_current "${1-}" || set_up "${1-}" >&2 </dev/null ||
        fail ".venv could not be prepared, for the reason above: mend it and try again, or delete $venv to start afresh"
    exec 9<&-
}

is_current() { [ -x "$bin/python" ] && [ "$(cat -- "$venv/installed$1" 2>/dev/null)" = "$(wanted)" ]; }

# What an install depends on; the path too, because the console scripts in .venv name it.
wanted() { printf '%s\n' "$root" && cat -- "$root/pyproject.toml" "$root/locks/dev.txt"; }

# Sets $python. A name on PATH is no proof: a version manager's shim may stand for nothing. The real path outlives an
# active virtual environment, and a `python3` that moves on to the next version.
find_python() {
    found=
    for name in python3 python3.14 python3.13 python3.12 python3.11; do
        python=$("$name" -c 'import os, sys; print(os.path.realpath(sys.executable) * (sys.version_info >= (3, 11)))' \
            2>/dev/null) || continue
        [ -n "$python" ] || continue
        can_make_venv && return
        found=$python
    done
    [ -z "$found" ] ||
        fail "$found has neither ensurepip nor pip: install virtualenv, uv or (Debian, Ubuntu) python3-venv, and try again"
    fail "no Python 3.11 or later on PATH: install one (Debian, Ubuntu: apt-get install python3-venv) and try again"
}

# Debian's Python has no ensurepip until python3-venv is installed; any pip, virtualenv or uv makes up for it.
has_ensurepip() { runs "$python" -c 'import ensurepip, venv'; }
has_pip() { runs "$1" -m pip --version; }
has() { runs command -v "$1"; }
can_make_venv() { has_ensurepip || has_pip "$python" || has virtualenv || has uv; }

set_up() { # EXTRA
    is_sound || {
        say "making .venv with $("$python" --version) (about a minute, only this time)"
        make_venv || return
    }
    say "installing mtdetect and what it needs into .venv"
    if [ "${1-}" = dev ]; then
        # The libraries of the lock and no others, so that all who test, test with the same.
        install --require-hashes --requirement "$root/locks/dev.txt" &&
            install --no-deps --no-build-isolation --editable "$root" || return
    else
        install --editable "$root${1:+[$1]}" || return
    fi
    # Where Python is told to write no byte code (PYTHONDONTWRITEBYTECODE), every start would compile all modules.
    "$bin/python" -m compileall -q "$root/mtdetect" || return
    wanted >"$venv/installed"
    wanted >"$venv/installed$1"
    rm -f -- "$venv/unfinished"
}

is_sound() {
    [ ! -e "$venv/unfinished" ] && runs "$bin/python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' &&
        { has_pip "$bin/python" || has_pip "$python" || has uv; }
}

make_venv() {
    rm -rf -- "$venv" && mkdir -- "$venv" && : >"$venv/unfinished" || return
    if has_ensurepip; then
        "$python" -m venv "$venv"
    elif has_pip "$python"; then
        "$python" -m venv --without-pip "$venv"
    elif has virtualenv; then
        virtualenv --quiet --python "$python" "$venv"
    else
        uv venv --quiet --allow-existing --python "$python" "$venv"
    fi
}

install() {
    if has_pip "$bin/python"; then
        "$bin/python" -m pip --disable-pip-version-check install -qq "$@"
    elif has_pip "$python"; then
        "$python" -m pip --disable-pip-version-check --python "$bin/python" install -qq "$@"
    else
        uv pip install --quiet --python "$bin/python" "$@"
    fi
}
