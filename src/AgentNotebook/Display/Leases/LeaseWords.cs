using System.Globalization;
using AgentNotebook.Display.RunCard;
using AgentNotebook.Display.Svg;
using AgentNotebook.Gpu.Leases;

namespace AgentNotebook.Display.Leases;

/// <summary>A lease's report in words, which picture and text share.</summary>
internal static class LeaseWords
{
    /// <summary>Holders, failures and devices shown.</summary>
    internal const int MostItems = 20;

    private const int LongestText = 300;

    internal static string Name(LeaseReport report) => Untrusted.Line(report.Name, 100);

    /// <summary>What it came to, in a few words.</summary>
    internal static string Verdict(LeaseReport report) => report switch
    {
        { IsBack: null } => "Not measured",
        { IsBack: false } => "Not all of it came back",
        { Memory.TakenBytes: 0 } => Freed(report) is null ? "Nothing was taken" : "Memory came back",
        _ => "Memory came back",
    };

    /// <summary>Figures of all devices together.</summary>
    internal static string Figures(LeaseReport report) => report.Memory is not { } memory
        ? "A device did not answer when the lease began or ended, or its mark is gone: what it took cannot be told."
        : $"{ByteSize.Text(memory.BeforeBytes)} before, {ByteSize.Text(memory.PeakBytes)} at its peak, {ByteSize.Text(memory.AfterBytes)} after";

    /// <summary>What is missing and what that is held to.</summary>
    internal static string? Missing(LeaseReport report) => report is { IsBack: false, Memory: { } memory }
        ? string.Create(CultureInfo.InvariantCulture, $"Of {ByteSize.Text(memory.TakenBytes)} taken, {ByteSize.Text(memory.LeftBytes)} did not come back; up to {ByteSize.Text(report.ToleranceBytes)} would have counted as back.")
        : null;

    /// <summary>What came back of what was in use before, if it is more than a little.</summary>
    internal static string? Freed(LeaseReport report) => report.Memory is { } memory && memory.BeforeBytes - memory.AfterBytes > report.ToleranceBytes
        ? $"{ByteSize.Text(memory.BeforeBytes - memory.AfterBytes)} of what was in use before it came back, too."
        : null;

    /// <summary>What was measured, and what it is a measure of.</summary>
    internal static string Title(LeaseReport report) =>
        Untrusted.Line(report.Title, 100) + (report.IsGpu ? "" : ", no GPU was measured");

    internal static string? Budget(LeaseReport report) => report.BudgetBytes is not { } budget
        ? null
        : report.IsOverBudget ? $"More than its budget of {ByteSize.Text(budget)} was used." : $"It stayed within its budget of {ByteSize.Text(budget)}.";

    /// <summary>Why nobody is named, where that is so.</summary>
    internal static string? NobodyKnown(LeaseReport report) => report is { IsBack: false, Holders.Count: 0 }
        ? report.TrackedCount == 0
            ? "Nothing was tracked, so nobody can be named: hand over what takes memory with lease.Track(…), or lease.Watch(…) for what cannot be disposed."
            : "Nothing that was tracked is still there: what holds the rest was not tracked, or is the runtime itself."
        : null;

    internal static string Holder(LeaseHolder holder)
    {
        var size = holder.Bytes is { } bytes ? $", {ByteSize.Text(bytes)}" : "";
        var type = holder.Type.Length == 0 ? "" : $" ({Untrusted.Line(holder.Type, 100)}{size})";
        return $"{Untrusted.Line(holder.Name, 100)}{(type.Length == 0 ? size : type)}";
    }

    internal static string Reason(LeaseHolder holder) => Untrusted.Line(holder.Reason, LongestText);

    internal static string Failure(LeaseFailure failure) => $"{Step(failure.Step)} {Untrusted.Line(failure.What, 100)}: {Untrusted.Line(failure.Message, LongestText)}";

    internal static string Allocator(LeaseAllocator allocator)
    {
        var kept = allocator.Statistics is { } statistics
            ? $"{ByteSize.Text(statistics.AllocatedBytes)} allocated, {ByteSize.Text(statistics.ReservedBytes)} taken from the driver"
            : "tells nothing of what it keeps";
        return $"{Untrusted.Line(allocator.Name, 60)}: {kept}.{(allocator.Limitation.Length == 0 ? "" : $" {Untrusted.Line(allocator.Limitation, LongestText)}")}";
    }

    internal static string Tracked(LeaseReport report) => report.TrackedCount switch
    {
        0 => "nothing was tracked",
        var count => $"{RunFacts.Count(count, "object was", "objects were")} tracked",
    };

    private static string Step(LeaseStep step) => step switch
    {
        LeaseStep.EndInner => "Ending",
        LeaseStep.Dispose => "Disposing",
        LeaseStep.Collect => "Collecting:",
        LeaseStep.EmptyCache => "Emptying the cache of",
        LeaseStep.Synchronize => "Synchronizing",
        _ => "Measuring",
    };
}
