using System.Diagnostics;
using AgentNotebook.Execution;
using AgentNotebook.Execution.Sandbox;

namespace AgentNotebook.Tests.Execution.Sandbox;

/// <summary>What this machine lacks for a level, said without the code under test.</summary>
internal static class Availability
{
    private static readonly Lazy<string?> _bubblewrap = new(() => Try(
        ["/usr/bin/bwrap", "--unshare-all", "--ro-bind", "/", "/", "/bin/true"],
        "bubblewrap is not installed; get it by 'apt-get install bubblewrap' (Debian, Ubuntu) or 'dnf install bubblewrap' (Fedora)."));

    private static readonly Lazy<string?> _oneUser = new(() => Try([.. OneUser, "/bin/true"], "unshare is not installed; get it by 'apt-get install util-linux'."));

    /// <summary>Starts a command in a user namespace that knows root alone.</summary>
    internal static string[] OneUser => ["unshare", "--user", "--map-root-user"];

    /// <summary>Why nothing can be tested that needs <see cref="OneUser"/>; <see langword="null"/> when it can.</summary>
    internal static string? MissingOneUser => OperatingSystem.IsLinux() ? _oneUser.Value : "Linux only.";

    /// <summary>Why a level cannot be tested here; <see langword="null"/> when it can.</summary>
    internal static string? Missing(SandboxLevel level) =>
        !OperatingSystem.IsLinux() ? "Linux only."
        : level == SandboxLevel.Isolated ? _bubblewrap.Value
        : level == SandboxLevel.Confined && Landlock.Version == 0 ? "The kernel offers no landlock; it needs 5.13 or later with lsm=landlock,…"
        : null;

    /// <summary>Why nothing can be tested that needs another user; <see langword="null"/> when it can.</summary>
    internal static string? MissingUser()
    {
        if (!OperatingSystem.IsLinux() || Environment.UserName != "root")
        {
            return "Only root can become another user.";
        }

        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (!OperatingSystem.IsWindows() && !folder.UnixFileMode.HasFlag(UnixFileMode.OtherExecute))
            {
                return $"Another user cannot read what lies in {folder.FullName}.";
            }
        }

        return null;
    }

    private static string? Try(string[] command, string notThere)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(command[0], command[1..]) { RedirectStandardError = true })!;
            var said = process.StandardError.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0 ? null : $"{command[0]} does not work here: {said.Trim()}";
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return notThere;
        }
    }
}
