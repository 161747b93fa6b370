using System.Globalization;
using AgentNotebook.Archives;

namespace AgentNotebook.Tool.Reports;

/// <summary>What <c>agentnb unpack --json</c> prints.</summary>
internal sealed class UnpackReport(ExtractionReport report, ExtractionRequest request)
{
    public string Archive => request.Archive;

    public string? Destination => request.ListOnly || request.KeepGoing ? null : request.Destination;

    public ArchivePolicy Policy => request.Policy;

    public bool Succeeded => report.Succeeded;

    public bool Written => report.Written;

    public string Format => report.Format;

    public string Level => report.Level.ToString().ToLowerInvariant();

    public long Bytes => report.Bytes;

    public double ElapsedMilliseconds => Math.Round(report.Elapsed.TotalMilliseconds, 1);

    public long PeakMemoryBytes => report.PeakMemoryBytes;

    public IEnumerable<object> Refusals => report.Refusals.Select(refusal => new
    {
        refusal.Rule,
        Demands = ArchiveRules.InWords(refusal.Rule),
        refusal.Entry,
        Offset = refusal.Offset < 0 ? (long?)null : refusal.Offset,
        refusal.Message,
    });

    public IEnumerable<object> Entries => report.Entries.Select(entry => new
    {
        entry.Path,
        entry.Kind,
        entry.Bytes,
        Mode = entry.Kind == EntryKind.File ? Convert.ToString((int)entry.Mode, 8).PadLeft(4, '0') : null,
        Modified = entry.Modified?.ToString("o", CultureInfo.InvariantCulture),
        entry.LinkTarget,
    });
}
