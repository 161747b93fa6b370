using AgentNotebook.Execution.Frames;

namespace AgentNotebook.Archives.Extracting;

/// <summary>A report on its way out of the sandbox. Who reads it believes nothing: counts and lengths are checked, names are checked anew, what is on the disk is compared.</summary>
internal static class ReportMessage
{
    private const long NoTime = long.MinValue;
    private const int MaximumRefusals = 1000;
    private const int MaximumText = 4096;

    internal static byte[] Encode(ExtractionReport report)
    {
        var writer = new PayloadWriter().Text(report.Format).Long(report.Bytes).Bool(report.Written).Int(report.Refusals.Count);
        foreach (var refusal in report.Refusals)
        {
            writer.Int((int)refusal.Rule).Text(refusal.Entry).Long(refusal.Offset).Text(refusal.Message);
        }

        writer.Int(report.Entries.Count);
        foreach (var entry in report.Entries)
        {
            writer.Text(entry.Path).Int((int)entry.Kind).Long(entry.Bytes).Int((int)entry.Mode).Long(entry.Modified?.UtcTicks ?? NoTime);
            if (entry.LinkTarget is { } target)
            {
                writer.Bool(true).Text(target);
            }
            else
            {
                writer.Bool(false);
            }
        }

        return writer.ToArray();
    }

    /// <exception cref="FrameException">It holds together badly.</exception>
    internal static ExtractionReport Decode(ReadOnlyMemory<byte> message, ExtractionLimits limits)
    {
        var reader = new PayloadReader(message);
        var (format, bytes, written) = (Short(reader), reader.Long(), reader.Bool());
        var refusals = new ArchiveRefusal[reader.Count(MaximumRefusals)];
        for (var index = 0; index < refusals.Length; index++)
        {
            var rule = (ArchiveRule)reader.Int();
            refusals[index] = Enum.IsDefined(rule) ? new ArchiveRefusal(rule, Short(reader), reader.Long(), Short(reader)) : throw new FrameException("a refusal by no rule");
        }

        var entries = new ExtractedEntry[reader.Count(limits.Entries)];
        for (var index = 0; index < entries.Length; index++)
        {
            entries[index] = Entry(reader);
        }

        reader.End();
        return new ExtractionReport { Format = format, Bytes = bytes, Written = written, Refusals = refusals, Entries = entries };
    }

    private static ExtractedEntry Entry(PayloadReader reader)
    {
        var (path, kind, bytes, mode, ticks) = (Short(reader), (EntryKind)reader.Int(), reader.Long(), reader.Int(), reader.Long());
        return Enum.IsDefined(kind) && bytes >= 0 && (mode & ~0x1ED) == 0 && (ticks == NoTime || (ticks >= 0 && ticks <= DateTimeOffset.MaxValue.UtcTicks))
            ? new ExtractedEntry(path, kind, bytes, (UnixFileMode)mode, ticks == NoTime ? null : new DateTimeOffset(ticks, TimeSpan.Zero), reader.Bool() ? Short(reader) : null)
            : throw new FrameException("an entry that cannot be");
    }

    private static string Short(PayloadReader reader) => reader.Text() is { Length: <= MaximumText } text ? text : throw new FrameException("a text that is too long");
}
