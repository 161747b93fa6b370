using System.Globalization;

namespace AgentNotebook.Execution.Workers;

/// <summary>The whole environment of a worker: nothing of the parent's own is passed on.</summary>
internal static class WorkerEnvironment
{
    // What the runtime itself, outside the GC heap, needs of the memory limit; measured at 40 to 50 MiB for a worker that has run a guest.
    private const long RuntimeBytes = 64L << 20;

    // 256 threads fit in the least a guest of 512 MiB can be given; the C library's own 8 MiB would stop at an eighth of that.
    private const int StackBytes = 1 << 20;

    internal static IEnumerable<(string Name, string Value)> Of(WorkerFiles files, string folder, long memoryBytes)
    {
        yield return ("DOTNET_ROOT", Path.GetDirectoryName(files.Host)!);
        yield return ("HOME", folder);
        yield return ("TMPDIR", folder);
        yield return ("TMP", folder);
        yield return ("TEMP", folder);
        yield return ("LANG", "C.UTF-8");
        yield return ("MALLOC_ARENA_MAX", "1");
        yield return ("DOTNET_EnableDiagnostics", "0");
        yield return ("DOTNET_TieredPGO", "0");
        // It would map every piece of compiled code twice, through a file in memory, which the sandbox has no call for; and it costs start-up time.
        yield return ("DOTNET_EnableWriteXorExecute", "0");
        yield return ("OPENSSL_CONF", "/dev/null");
        yield return ("DOTNET_gcConcurrent", "0");
        yield return ("DOTNET_GCHeapHardLimit", Hex(HeapBytes(memoryBytes)));
        yield return ("DOTNET_Thread_DefaultStackSize", Hex(StackBytes));
        if (OperatingSystem.IsWindows() && Environment.GetEnvironmentVariable("SystemRoot") is { } root)
        {
            // Windows loads its own libraries through it.
            yield return ("SystemRoot", root);
        }
    }

    /// <summary>The part of the memory limit the GC heap may take: below the whole, so that a guest meets an exception with a line before it is killed.</summary>
    internal static long HeapBytes(long memoryBytes) => Math.Max(memoryBytes / 2, memoryBytes - RuntimeBytes);

    private static string Hex(long value) => value.ToString("X", CultureInfo.InvariantCulture);
}
