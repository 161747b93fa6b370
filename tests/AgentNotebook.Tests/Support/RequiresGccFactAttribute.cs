using System.Diagnostics;

namespace AgentNotebook.Tests.Support;

/// <summary>A test that builds a small C library; skipped, with the way to get it, where there is no C compiler.</summary>
public sealed class RequiresGccFactAttribute : FactAttribute
{
    private static readonly Lazy<string?> Missing = new(FindMissing);

    public RequiresGccFactAttribute() => Skip = Missing.Value;

    private static string? FindMissing()
    {
        if (!OperatingSystem.IsLinux())
        {
            return "The stub library is built for Linux only.";
        }

        try
        {
            using var process = Process.Start(new ProcessStartInfo("gcc", "--version") { RedirectStandardOutput = true, RedirectStandardError = true })!;
            process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0 ? null : "gcc is installed but does not run; see 'gcc --version'.";
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return "gcc is not installed; get it by 'apt-get install gcc' (Debian, Ubuntu) or 'dnf install gcc' (Fedora).";
        }
    }
}
