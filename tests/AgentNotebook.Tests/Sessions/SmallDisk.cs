using System.Diagnostics;

namespace AgentNotebook.Tests.Sessions;

/// <summary>A file system in memory of 1 MiB, which can be filled up or made read-only.</summary>
internal sealed class SmallDisk : IDisposable
{
    private readonly ScratchFolder _folder = new();

    public SmallDisk()
    {
        if (Run("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", Path) is { } error)
            throw new InvalidOperationException(error);
    }

    /// <summary>Why none can be made here; null when one can.</summary>
    public static string? WhyNot { get; } = Try();

    public string Path => _folder.Path;

    public string File(string name) => _folder.File(name);

    public void MakeReadOnly() => Assert.Null(Run("mount", "-o", "remount,ro", Path));

    public void Dispose()
    {
        // Lazily: a connection that a failed test left open must not keep the mount.
        Run("umount", "-l", Path);
        _folder.Dispose();
    }

    private static string? Try()
    {
        try
        {
            new SmallDisk().Dispose();
            return null;
        }
        catch (Exception e) when (e is InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            return e.Message;
        }
    }

    private static string? Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
        var error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? null : error.Trim();
    }
}
