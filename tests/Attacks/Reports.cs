using System.Collections.Concurrent;
using AgentNotebook.Execution;

namespace AgentNotebook.Attacks;

/// <summary>What the attacked parent of each user printed. It is run once, when it is first asked for.</summary>
internal static class Reports
{
    /// <summary>Narrows the suite to these levels, such as <c>Isolated,None</c>.</summary>
    internal const string LevelsVariable = "AGENTNOTEBOOK_LEVELS";

    private static readonly SandboxLevel[] _all = [SandboxLevel.Isolated, SandboxLevel.Confined, SandboxLevel.Filtered, SandboxLevel.None];
    private static readonly ConcurrentDictionary<(User, SandboxProfile), Lazy<Task<IReadOnlyList<Message>>>> _runs = new();
    private static readonly ConcurrentDictionary<(SandboxLevel, User), Lazy<string?>> _unavailable = new();

    /// <summary>The levels that are to be tried, strongest first.</summary>
    internal static IReadOnlyList<SandboxLevel> Levels { get; } =
        Environment.GetEnvironmentVariable(LevelsVariable) is { Length: > 0 } names ? [.. _all.Intersect(names.Split(',').Select(Enum.Parse<SandboxLevel>))] : _all;

    /// <summary>The levels this user can have here, strongest first.</summary>
    internal static IReadOnlyList<SandboxLevel> Available(User user) => [.. Levels.Where(level => Unavailable(level, user) is null)];

    /// <summary>Those at which a profile is attacked: compute at all of them, others at the strongest there is, where what is refused is refused for the profile's sake.</summary>
    internal static IReadOnlyList<SandboxLevel> Available(User user, SandboxProfile profile) =>
        [.. Available(user).Where(level => profile == SandboxProfile.Compute || level == SandboxLevel.Isolated)];

    /// <summary>Why a level cannot be had; <see langword="null"/> when it can.</summary>
    internal static string? Unavailable(SandboxLevel level, User user) =>
        _unavailable.GetOrAdd((level, user), key => new Lazy<string?>(() => Try(key.Item1, key.Item2))).Value;

    /// <summary>What came of the probes at a level.</summary>
    internal static async Task<AttackReport> OfAsync(SandboxLevel level, User user, SandboxProfile profile = SandboxProfile.Compute)
    {
        var messages = await _runs.GetOrAdd((user, profile), key => new Lazy<Task<IReadOnlyList<Message>>>(() =>
            AttackerProcess.RunAsync(profile == SandboxProfile.Gpu ? "gpu" : "run", user, Available(user, profile).Select(each => each.ToString())))).Value;
        var own = messages.Where(message => message.Level == level).ToList();
        return new AttackReport(
            own.Select(message => message.NotRun).FirstOrDefault(reason => reason is not null),
            own.Select(message => message.Record).OfType<AttackRecord>().ToDictionary(record => record.Probe),
            own.SelectMany(message => message.Leftovers ?? []).ToList());
    }

    private static string? Try(SandboxLevel level, User user)
    {
        if (!OperatingSystem.IsLinux())
        {
            return "The attacks are written for Linux.";
        }

        if (!Levels.Contains(level))
        {
            return $"{LevelsVariable} leaves it out.";
        }

        if (user == User.Root && !Privileges.IsRoot)
        {
            return "Not run as root.";
        }

        return Task.Run(() => AttackerProcess.RunAsync("try", user, level.ToString())).GetAwaiter().GetResult().Single().NotRun;
    }
}
