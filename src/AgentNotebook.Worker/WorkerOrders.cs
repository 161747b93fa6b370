using System.Globalization;
using AgentNotebook.Execution;

namespace AgentNotebook.Worker;

/// <summary>What the library starts this program with.</summary>
/// <param name="Level">The level to reach.</param>
/// <param name="Profile">The profile to keep.</param>
/// <param name="Parent">The process whose end is the worker's own, as the worker sees it; 0 when it cannot be seen.</param>
internal sealed record WorkerOrders(SandboxLevel Level, SandboxProfile Profile, int Parent)
{
    /// <summary>The orders in <paramref name="arguments"/>; <see langword="null"/> when they are none.</summary>
    internal static WorkerOrders? Parse(string[] arguments) =>
        arguments is [var level, var profile, var parent]
            && Enum.TryParse<SandboxLevel>(level, out var known) && Enum.IsDefined(known)
            && Enum.TryParse<SandboxProfile>(profile, out var kept) && Enum.IsDefined(kept)
            && int.TryParse(parent, NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            ? new WorkerOrders(known, kept, id)
            : null;
}
