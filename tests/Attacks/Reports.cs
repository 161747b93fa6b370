using System.Collections.Concurrent;
using AgentNotebook.Execution;

namespace AgentNotebook.Attacks;

/// <summary>Every level and user is run once, when it is first asked for; at most two at a time.</summary>
internal static class Reports
{
    private static readonly SemaphoreSlim _two = new(2);
    private static readonly ConcurrentDictionary<(SandboxLevel, User), Lazy<Task<AttackReport>>> _reports = new();
    private static readonly ConcurrentDictionary<(SandboxLevel, User), Lazy<string?>> _unavailable = new();

    internal static Task<AttackReport> OfAsync(SandboxLevel level, User user) =>
        _reports.GetOrAdd((level, user), key => new Lazy<Task<AttackReport>>(() => RunAsync(key.Item1, key.Item2))).Value;

    /// <summary>Why a level cannot be had; <see langword="null"/> when it can. An attacker that fails is no missing level: the tests then run, and tell.</summary>
    internal static string? Unavailable(SandboxLevel level, User user) =>
        _unavailable.GetOrAdd((level, user), key => new Lazy<string?>(() => Try(key.Item1, key.Item2))).Value;

    private static string? Try(SandboxLevel level, User user)
    {
        if (!OperatingSystem.IsLinux())
        {
            return "The attacks are written for Linux.";
        }

        if (user == User.Root && !Privileges.IsRoot)
        {
            return "Not run as root.";
        }

        return Task.Run(() => AttackerProcess.RunAsync("try", level, user)).GetAwaiter().GetResult().Single().Unavailable;
    }

    private static async Task<AttackReport> RunAsync(SandboxLevel level, User user)
    {
        await _two.WaitAsync();
        try
        {
            var messages = await AttackerProcess.RunAsync("run", level, user);
            return new AttackReport(
                messages.Select(message => message.Unavailable).FirstOrDefault(reason => reason is not null),
                messages.Select(message => message.Record).OfType<AttackRecord>().ToDictionary(record => record.Probe),
                messages.SelectMany(message => message.Leftovers ?? []).ToList());
        }
        finally
        {
            _two.Release();
        }
    }
}
