using System.Diagnostics;

namespace AgentNotebook.Kernel.Tests.Zmtp;

/// <summary>A test against libzmq, through Debian's Python; skipped, with the way to get it, where it is missing.</summary>
public sealed class LibzmqFactAttribute : FactAttribute
{
    internal const string Python = "/usr/bin/python3";

    private static readonly Lazy<string?> Missing = new(FindMissing);

    public LibzmqFactAttribute() => Skip = Missing.Value;

    private static string? FindMissing()
    {
        const string Way = "libzmq's Python binding is not installed; get it by 'apt-get install python3-zmq' (Debian, Ubuntu).";
        if (!File.Exists(Python))
        {
            return Way;
        }

        using var process = Process.Start(new ProcessStartInfo(Python, ["-c", "import zmq"]) { RedirectStandardError = true })!;
        process.StandardError.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? null : Way;
    }
}
