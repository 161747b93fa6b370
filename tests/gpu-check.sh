#!/usr/bin/env bash
# The checks of GPU memory that need a GPU. Made for a machine that has one and no SDK:
#
#   tests/gpu-check.sh pack DIR    where the SDK is: puts the tool, the runtime and this script into DIR (about 250 MB), to be copied
#   DIR/gpu-check.sh               where the GPU is: runs the checks
#
# 1. What the probe reads agrees with nvidia-smi, for each device.
# 2. A child of #!sandbox --profile gpu that allocates 8 GiB shows in the curve, and its end gives all of it back.
#
# Exit code 0: all held. 1: one did not. 2: called wrongly. 77: skipped, there is no GPU here.
# GPU_CHECK_GIB is how much the child takes (8); GPU_CHECK_SHARE is the share by which figures may differ, in percent (1).
set -uo pipefail

here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
gib="${GPU_CHECK_GIB:-8}"
share="${GPU_CHECK_SHARE:-1}"

skip() {
  echo "skipped: no GPU: $1"
  exit 77
}

wrong() {
  echo "$1" >&2
  exit 2
}

pack() {
  local folder="${1:-}" root version name
  [ -n "$folder" ] || wrong "gpu-check.sh pack DIR: name the folder."
  [ ! -e "$folder" ] || [ -z "$(ls -A "$folder")" ] || wrong "$folder is not empty: name another folder."
  command -v dotnet >/dev/null || wrong "The .NET SDK is not here, and packing needs it."
  mkdir -p "$folder"
  dotnet publish "$here/../src/AgentNotebook.Tool" -c Release -o "$folder/agentnb" --nologo -v q || exit 1
  # The runtime as it is installed here: guests are started by a dotnet host of their own, which a single-file program has not.
  root="$(dirname "$(readlink -f "$(command -v dotnet)")")"
  mkdir -p "$folder/dotnet/shared"
  cp "$root/dotnet" "$folder/dotnet/"
  cp -r "$root/host" "$folder/dotnet/"
  for name in Microsoft.NETCore.App Microsoft.AspNetCore.App; do
    version="$(ls "$root/shared/$name" | grep '^10\.' | sort -V | tail -n 1)"
    [ -n "$version" ] || wrong "$name 10 is not in $root/shared: install the SDK of .NET 10."
    mkdir -p "$folder/dotnet/shared/$name"
    cp -r "$root/shared/$name/$version" "$folder/dotnet/shared/$name/"
  done
  cp "${BASH_SOURCE[0]}" "$folder/gpu-check.sh"
  echo "Packed into $folder. Copy it to the machine with the GPU and run gpu-check.sh there."
}

# The notebook of the checks. Its cells throw where a check does not hold, and then the tool ends with 1.
notebook() {
  cat <<'JSON'
{
 "cells": [
  {"cell_type": "code", "id": "probe", "execution_count": null, "metadata": {}, "outputs": [], "source": [
   "using AgentNotebook.Gpu;\n",
   "using System.Diagnostics;\n",
   "\n",
   "var share = double.Parse(Environment.GetEnvironmentVariable(\"GPU_CHECK_SHARE\")) / 100;\n",
   "var gib = long.Parse(Environment.GetEnvironmentVariable(\"GPU_CHECK_GIB\"));\n",
   "var probe = MemoryProbes.Detect();\n",
   "Console.WriteLine($\"{probe.Title} {probe.Explanation}\");\n",
   "if (!probe.IsGpu) throw new Exception(\"nvidia-smi is here, and the probe found no GPU.\");\n",
   "\n",
   "long[][] Smi()\n",
   "{\n",
   "    using var process = Process.Start(new ProcessStartInfo(\"nvidia-smi\", \"--query-gpu=memory.used,memory.total --format=csv,noheader,nounits\") { RedirectStandardOutput = true });\n",
   "    var lines = process.StandardOutput.ReadToEnd().Split('\\n', StringSplitOptions.RemoveEmptyEntries);\n",
   "    process.WaitForExit();\n",
   "    return lines.Select(line => line.Split(',').Select(text => long.Parse(text.Trim()) << 20).ToArray()).ToArray();\n",
   "}\n",
   "\n",
   "var told = Smi();\n",
   "if (told.Length != probe.Devices.Count) throw new Exception($\"nvidia-smi names {told.Length} devices, the probe {probe.Devices.Count}.\");\n",
   "for (var device = 0; device < told.Length; device++)\n",
   "{\n",
   "    // Another process may move meanwhile: the nearest of a few pairs counts. nvidia-smi rounds to MiB.\n",
   "    var nearest = Enumerable.Range(0, 10).Select(_ => { var smi = Smi()[device][0]; return (Smi: smi, Probe: probe.Read(device)?.UsedBytes ?? -1); }).MinBy(pair => Math.Abs(pair.Smi - pair.Probe));\n",
   "    Console.WriteLine($\"device {device} {probe.Devices[device].Name}: in use {nearest.Probe >> 20} MiB by the probe, {nearest.Smi >> 20} MiB by nvidia-smi; total {probe.Devices[device].TotalBytes >> 20} and {told[device][1] >> 20} MiB\");\n",
   "    if (Math.Abs(nearest.Probe - nearest.Smi) > Math.Max(2 << 20, share * nearest.Smi)) throw new Exception(\"They do not agree on what is in use.\");\n",
   "    if (Math.Abs(probe.Devices[device].TotalBytes - told[device][1]) > share * told[device][1]) throw new Exception(\"They do not agree on the total.\");\n",
   "}"
  ]},
  {"cell_type": "code", "id": "watch", "execution_count": null, "metadata": {}, "outputs": [], "source": [
   "// Beside the notebook's own curve: figures to judge by.\n",
   "var before = probe.Read(0).Value;\n",
   "var (peak, peakOfOurs, watching) = (0L, 0L, true);\n",
   "var watch = System.Threading.Tasks.Task.Run(async () =>\n",
   "{\n",
   "    while (watching)\n",
   "    {\n",
   "        var read = probe.Read(0);\n",
   "        (peak, peakOfOurs) = (Math.Max(peak, read?.UsedBytes ?? 0), Math.Max(peakOfOurs, read?.OursBytes ?? 0));\n",
   "        await System.Threading.Tasks.Task.Delay(20);\n",
   "    }\n",
   "});"
  ]},
  {"cell_type": "code", "id": "child", "execution_count": null, "metadata": {}, "outputs": [], "source": [
   "#!sandbox --profile gpu --variable gib --timeout 5m --memory 4GiB\n",
   "using System.Runtime.InteropServices;\n",
   "\n",
   "[DllImport(\"libcuda.so.1\")] static extern int cuInit(uint flags);\n",
   "[DllImport(\"libcuda.so.1\")] static extern int cuDeviceGet(out int device, int ordinal);\n",
   "[DllImport(\"libcuda.so.1\")] static extern int cuCtxCreate_v2(out nint context, uint flags, int device);\n",
   "[DllImport(\"libcuda.so.1\")] static extern int cuMemAlloc_v2(out ulong address, nuint bytes);\n",
   "[DllImport(\"libcuda.so.1\")] static extern int cuMemsetD8_v2(ulong address, byte value, nuint count);\n",
   "[DllImport(\"libcuda.so.1\")] static extern int cuCtxSynchronize();\n",
   "\n",
   "static void Demand(string call, int answer)\n",
   "{\n",
   "    if (answer != 0) throw new Exception($\"{call} answered {answer}\");\n",
   "}\n",
   "\n",
   "Demand(\"cuInit\", cuInit(0));\n",
   "Demand(\"cuDeviceGet\", cuDeviceGet(out var device, 0));\n",
   "Demand(\"cuCtxCreate\", cuCtxCreate_v2(out _, 0, device));\n",
   "Demand(\"cuMemAlloc\", cuMemAlloc_v2(out var address, (nuint)(gib << 30)));\n",
   "Demand(\"cuMemsetD8\", cuMemsetD8_v2(address, 1, (nuint)(gib << 30)));\n",
   "Demand(\"cuCtxSynchronize\", cuCtxSynchronize());\n",
   "\n",
   "// Held long enough to be seen, and never freed: the end of the process is the release.\n",
   "System.Threading.Thread.Sleep(2000);\n",
   "\"allocated\""
  ]},
  {"cell_type": "code", "id": "judge", "execution_count": null, "metadata": {}, "outputs": [], "source": [
   "watching = false;\n",
   "await watch;\n",
   "var after = probe.Read(0).Value;\n",
   "long wanted = gib << 30;\n",
   "Console.WriteLine($\"device 0: {before.UsedBytes >> 20} MiB before, {peak >> 20} at the peak ({peakOfOurs >> 20} of it ours), {after.UsedBytes >> 20} after\");\n",
   "if (peak - before.UsedBytes < (1 - share) * wanted) throw new Exception($\"The child's {gib} GiB do not show.\");\n",
   "if (after.UsedBytes - before.UsedBytes > share * wanted) throw new Exception(\"The end of the child did not give all of it back.\");\n",
   "Console.WriteLine(\"It shows, and it came back.\");"
  ]},
  {"cell_type": "code", "id": "curve", "execution_count": null, "metadata": {}, "outputs": [], "source": ["#!gpu-mem --since \"GPU child begins\""]}
 ],
 "metadata": {"kernelspec": {"display_name": "C# (AgentNotebook)", "language": "csharp", "name": "agentnb"}, "language_info": {"name": "csharp"}},
 "nbformat": 4,
 "nbformat_minor": 5
}
JSON
}

run() {
  local scratch said
  [ "$(uname -s)" = Linux ] || skip "the checks are written for Linux"
  command -v nvidia-smi >/dev/null || skip "nvidia-smi is not here"
  said="$(nvidia-smi --list-gpus 2>&1)" || skip "nvidia-smi says: $(head -n 1 <<<"$said")"
  grep -q '^GPU ' <<<"$said" || skip "nvidia-smi names none: $(head -n 1 <<<"$said")"
  [ -f "$here/agentnb/agentnb.dll" ] || wrong "$here/agentnb is not here: make the folder with 'gpu-check.sh pack DIR', copy it whole, and run the script in it."
  echo "$said"
  nvidia-smi --query-gpu=driver_version,memory.total,memory.used --format=csv
  scratch="$(mktemp -d)"
  trap 'rm -rf "$scratch"' EXIT
  notebook >"$scratch/gpu-check.ipynb"
  export GPU_CHECK_GIB="$gib" GPU_CHECK_SHARE="$share" DOTNET_ROOT="$here/dotnet" DOTNET_NOLOGO=1
  if (cd "$scratch" && "$here/dotnet/dotnet" "$here/agentnb/agentnb.dll" run gpu-check.ipynb --store "$scratch/sessions.db"); then
    cp "$scratch/gpu-check.out.ipynb" "$here/" && echo "passed: the executed checks, with the curve, are in $here/gpu-check.out.ipynb"
  else
    cp "$scratch/gpu-check.out.ipynb" "$here/" 2>/dev/null
    echo "failed: see above, and $here/gpu-check.out.ipynb"
    exit 1
  fi
}

case "${1:-run}" in
  run) run ;;
  pack) pack "${2:-}" ;;
  *) wrong "gpu-check.sh takes 'pack DIR' or nothing, not '$1'." ;;
esac
