using System.ComponentModel;

namespace AgentNotebook.Attacks;

/// <summary>Who this process is.</summary>
internal static class Privileges
{
    private const int Nobody = 65534;

    internal static bool IsRoot => OperatingSystem.IsLinux() && Libc.EffectiveUser() == 0;

    /// <summary>Becomes the user the attack is to run as: for good, before anything else, and by starting this program again, so that nothing of it was ever root's.</summary>
    internal static void Become(User user, string[] arguments)
    {
        if (user == User.Root && !IsRoot)
        {
            throw new InvalidOperationException("Only root can run the suite as root.");
        }

        if (user == User.Ordinary && IsRoot)
        {
            // The runtime's own socket is named after the process, which stays the same, and only root can remove root's.
            foreach (var socket in Directory.EnumerateFiles("/tmp", $"dotnet-diagnostic-{Environment.ProcessId}-*"))
            {
                File.Delete(socket);
            }

            Demand(Libc.SetGroups(0, 0), "setgroups");
            Demand(Libc.SetGroup(Nobody, Nobody, Nobody), "setresgid");
            Demand(Libc.SetUser(Nobody, Nobody, Nobody), "setresuid");
            var host = Environment.ProcessPath!;
            Demand(Libc.Execute(host, [host, typeof(Privileges).Assembly.Location, .. arguments, null]), "execv");
        }
    }

    private static void Demand(int status, string call)
    {
        if (status != 0)
        {
            throw new Win32Exception($"{call} failed.");
        }
    }
}
