using System.Diagnostics;

namespace AgentNotebook.LiteDb.Tests;

/// <summary>A test that watches or disturbs a process's system calls, and is skipped with the reason where that cannot be done.</summary>
internal sealed class StraceFactAttribute : FactAttribute
{
    private static readonly Lazy<string?> WhyNot = new(Try);

    public StraceFactAttribute() => Skip = WhyNot.Value;

    private static string? Try()
    {
        if (!OperatingSystem.IsLinux())
            return "system calls are counted with strace, on Linux";
        try
        {
            using var process = Process.Start(new ProcessStartInfo("strace", ["-e", "trace=none", "true"]) { RedirectStandardError = true })!;
            var error = process.StandardError.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0 ? null : $"strace cannot be used here: {error.Trim()}";
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            return $"strace is not here: {e.Message}";
        }
    }
}
