using System.ComponentModel;

namespace AgentNotebook.Attacks;

/// <summary>Who this process is.</summary>
internal static class Privileges
{
    private const int Nobody = 65534;

    internal static bool IsRoot => OperatingSystem.IsLinux() && Libc.EffectiveUser() == 0;

    /// <summary>Becomes the user the attack is to run as: for good, before anything else.</summary>
    internal static void Become(User user)
    {
        if (user == User.Root && !IsRoot)
        {
            throw new InvalidOperationException("Only root can run the suite as root.");
        }

        if (user == User.Ordinary && IsRoot)
        {
            Demand(Libc.SetGroups(0, 0), "setgroups");
            Demand(Libc.SetGroup(Nobody, Nobody, Nobody), "setresgid");
            Demand(Libc.SetUser(Nobody, Nobody, Nobody), "setresuid");
            // A process that changed its user is closed to others of that user; one that was started by that user is not.
            Demand(Libc.ProcessControl(Libc.SetDumpable, 1, 0, 0, 0), "prctl");
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
