# SPDX-License-Identifier: GPL-3.0-or-later
# Shared by packaging/run, packaging/test and .ci/run: packages and builds.

ROOT="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"

BUILD_PACKAGES=(
    build-essential ccache cmake ninja-build pkg-config
    qt6-base-dev libqt6opengl6-dev qt6-charts-dev qt6-svg-dev qt6-qpa-plugins
    libdnnl-dev ocl-icd-opencl-dev libeigen3-dev
    libsqlite3-dev nlohmann-json3-dev libexpected-dev libcli11-dev zlib1g-dev libcsv-dev libmd-dev libonnx-dev libprotobuf-dev libpng-dev libjpeg-dev libsndfile1-dev
)
TEST_PACKAGES=(python3 python3-jsonschema)

say() { printf '%s\n' "$*" >&2; }

# Installs what is missing, and asks for nothing when nothing is.
install_packages() {
    command -v dpkg >/dev/null || { say "This is not a Debian system. Install: $*"; exit 2; }
    local missing=() package
    for package in "$@"; do
        dpkg -s "$package" 2>/dev/null | grep -q '^Status: install ok installed' || missing+=("$package")
    done
    [ ${#missing[@]} -eq 0 ] && return 0
    local as_root=()
    if [ "$(id -u)" -ne 0 ]; then
        command -v sudo >/dev/null || { say "These packages are missing and there is no sudo: ${missing[*]}"; say "Install them as root, then try again."; exit 2; }
        as_root=(sudo)
    fi
    say "Installing: ${missing[*]}"
    export DEBIAN_FRONTEND=noninteractive
    "${as_root[@]}" apt-get update -qq || say "The package lists could not be refreshed; trying with those that are here."
    "${as_root[@]}" apt-get install -y -qq --no-install-recommends "${missing[@]}" >&2 || {
        say "These packages could not be installed: ${missing[*]}"
        exit 2
    }
}

# build PRESET TARGET...: configures when needed and builds; quick when there is nothing to do.
build() {
    local preset="$1" folder="$ROOT/build/$1"
    shift
    cd "$ROOT"
    if [ ! -f "$folder/build.ninja" ]; then
        cmake --preset "$preset" >&2 || exit 2
    fi
    cmake --build "$folder" -- "${@:-all}" >&2
}
