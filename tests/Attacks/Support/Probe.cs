using AgentNotebook.Execution;

namespace AgentNotebook.Attacks;

/// <summary>One attack: the code of a guest, and what its header says of it.</summary>
internal sealed record Probe
{
    /// <summary>Group and name: <c>files/read-etc-passwd</c>.</summary>
    internal required string Name { get; init; }

    /// <summary>What it tries, in one sentence.</summary>
    internal required string Attack { get; init; }

    internal required AtNone AtNone { get; init; }

    /// <summary>The verdicts it may end with where it does not get through. Empty: it answers null, throws, is refused or killed, but neither hangs nor eats memory.</summary>
    internal IReadOnlyList<Verdict> Expect { get; init; } = [];

    /// <summary>Why a filter on system calls alone cannot stop it; <see langword="null"/> for nearly every probe.</summary>
    internal string? ThroughAtFiltered { get; init; }

    /// <summary>Why no level stops it; <see langword="null"/> for nearly every probe.</summary>
    internal string? ThroughEverywhere { get; init; }

    /// <summary>Why it gets something in profile gpu, whose guests may read the system's libraries and use a device; <see langword="null"/> for nearly every probe.</summary>
    internal string? ThroughWithGpu { get; init; }

    /// <summary>What it needs to be tried at all.</summary>
    internal IReadOnlyList<Need> Needs { get; init; } = [];

    /// <summary>The helper files put before it: <c>native</c> for <c>_native.csx</c>.</summary>
    internal IReadOnlyList<string> Uses { get; init; } = [];

    internal TimeSpan WallTime { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>Whether it is made to run into its limit on time.</summary>
    internal bool IsSlow => WallTime < TimeSpan.FromSeconds(15);

    internal required string Code { get; init; }

    /// <summary>Whether this user, on this machine, has what the probe needs to get through without a sandbox.</summary>
    internal bool CanBeReal(User user) => Needs.All(need => need.IsMet(user));
}
