using System.Text;
using AgentNotebook.Display.RunCard;
using AgentNotebook.Display.Svg;
using AgentNotebook.Gpu.Leases;

namespace AgentNotebook.Display.Leases;

/// <summary>Writes a lease's report as plain text.</summary>
internal static class LeaseText
{
    internal static string Write(LeaseReport report)
    {
        var text = new StringBuilder($"Lease {LeaseWords.Name(report)}: {Lower(LeaseWords.Verdict(report))} ({LeaseWords.Tracked(report)})\n{LeaseWords.Title(report)}: {LeaseWords.Figures(report)}");
        Line(LeaseWords.Missing(report) ?? LeaseWords.Freed(report));
        Line(LeaseWords.Budget(report));
        Line(LeaseWords.NobodyKnown(report));
        if (report.Devices.Count > 1)
        {
            List("", report.Devices.Select(device => $"{device.Device.Index}: {Untrusted.Line(device.Device.Name, 100)}: {Amount(device.Before)} before, {Amount(device.Peak)} at its peak, {Amount(device.After)} after"));
        }

        List("Held by:", report.Holders.Select(holder => $"{LeaseWords.Holder(holder)}. {LeaseWords.Reason(holder)}"));
        List("Went wrong at its end:", report.Failures.Select(LeaseWords.Failure));
        List("Allocators:", report.Allocators.Select(LeaseWords.Allocator));
        return text.ToString();

        void Line(string? line) => text.Append(line is null ? "" : $"\n{line}");

        void List(string heading, IEnumerable<string> items)
        {
            var all = items.ToList();
            if (all.Count == 0)
            {
                return;
            }

            Line(heading.Length == 0 ? null : heading);
            all.Take(LeaseWords.MostItems).ToList().ForEach(item => Line($"  {item}"));
            if (all.Count > LeaseWords.MostItems)
            {
                Line($"  … and {all.Count - LeaseWords.MostItems} more");
            }
        }
    }

    private static string Amount(Gpu.MemoryReading? reading) => reading is { } read ? ByteSize.Text(read.UsedBytes) : "no answer";

    private static string Lower(string words) => char.ToLowerInvariant(words[0]) + words[1..];
}
