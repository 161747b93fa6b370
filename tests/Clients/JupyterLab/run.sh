#!/usr/bin/env bash
# JupyterLab 4.6 in a browser against the kernel of this build, as a person sees it. Run by hand: it takes npm's packages (470 MB) and a minute or two.
# Needs Debian's jupyter-server and chromium, and Node 20 with npm.
# Usage: run.sh DIR   DIR keeps the packages for the next time. Pictures are kept below artifacts/screenshots.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../../.." && pwd)
mkdir -p "${1:?usage: run.sh DIR}" "$root/artifacts/screenshots"
dir=$(cd "$1" && pwd)
work=$(mktemp -d)
server=
trap '[ -z "$server" ] || { kill "$server"; wait "$server" || true; }; rm -rf "$work"' EXIT

cp "$here"/*.mjs "$here"/*.py "$here"/package.json "$here"/../Node/browser.mjs "$dir"/
cd "$dir"
# Later 4.6 versions are not complete in the registry: some packages name others that are not there.
[ -d node_modules ] || npm install --ignore-scripts --no-audit --no-fund --before=2026-10-15
node build.mjs

dotnet build "$root/src/AgentNotebook.Tool" -v q --nologo
export JUPYTER_DATA_DIR="$work/data" JUPYTER_CONFIG_DIR="$work/config" JUPYTER_RUNTIME_DIR="$work/runtime" XDG_DATA_HOME="$work/share" JUPYTER_PLATFORM_DIRS=1
dotnet "$root/src/AgentNotebook.Tool/bin/Debug/net10.0/agentnb.dll" jupyter install --path "$work/data/kernels"
mkdir "$work/notebooks"
cp "$here/../Notebooks/tour.ipynb" "$work/notebooks/"
cp "$root/src/AgentNotebook.Kernel/Specs/logo-64x64.png" "$work/notebooks/picture.png"

token=only-for-this-run
(cd "$work/notebooks" && PYTHONPATH="$dir" exec /usr/bin/python3 -m jupyter_server --no-browser --allow-root --ip=127.0.0.1 --port=18888 \
  --ServerApp.token=$token --ServerApp.jpserver_extensions='{"lab_server": True}') >"$work/server.log" 2>&1 &
server=$!
until url=$(grep -om1 'http://127\.0\.0\.1:[0-9]*' "$work/server.log"); do
  kill -0 "$server" || { cat "$work/server.log"; exit 1; }
  sleep 0.2
done

status=0
NODE_PATH="$dir/node_modules" node drive.mjs "$url" "$token" "$root/artifacts/screenshots" || status=$?
[ $status -eq 0 ] || tail -20 "$work/server.log"
exit $status
