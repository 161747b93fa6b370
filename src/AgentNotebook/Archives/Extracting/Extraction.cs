using System.Diagnostics;
using System.Globalization;
using AgentNotebook.Archives.Judging;
using AgentNotebook.Archives.Reading;
using AgentNotebook.Archives.Reading.Decoded;

namespace AgentNotebook.Archives.Extracting;

/// <summary>Takes an archive through its reader, the policy and a target, in this process.</summary>
internal sealed class Extraction
{
    private const int BufferBytes = 256 << 10;
    private const int MaximumRefusals = 1000;

    private readonly ExtractionLimits _limits;
    private readonly IExtractionTarget? _target;
    private readonly bool _keepGoing;
    private readonly Action<long>? _progress;
    private readonly TimeProvider _time;
    private readonly long _start;
    private readonly EntryJudge _judge;
    private readonly byte[] _buffer = new byte[BufferBytes];
    private readonly List<ExtractedEntry> _entries = [];
    private readonly List<ArchiveRefusal> _refusals = [];
    private readonly List<(string Path, DateTimeOffset Modified)> _folders = [];
    private readonly List<string> _links = [];
    private string _format = "";
    private long _bytes;

    private Extraction(ArchivePolicy policy, ExtractionLimits limits, IExtractionTarget? target, bool keepGoing, Action<long>? progress, TimeProvider time)
    {
        (_limits, _target, _keepGoing, _progress, _time) = (limits, target, keepGoing, progress, time);
        (_judge, _start) = (new EntryJudge(policy, limits), time.GetTimestamp());
    }

    /// <summary>Reads an archive to its end or to its first refusal.</summary>
    /// <param name="archive">The archive; can seek.</param>
    /// <param name="policy">Which entries are taken.</param>
    /// <param name="limits">What it may come to.</param>
    /// <param name="target">Where entries go; <see langword="null"/> to read and judge only.</param>
    /// <param name="keepGoing">Whether to go on after a refusal, where the format allows it; only without a target.</param>
    /// <param name="progress">Is told how many bytes of the archive are behind, now and then.</param>
    /// <param name="time">The clock of the time limit; <see langword="null"/> for the system's.</param>
    /// <param name="local">Whose local time a zip's entries have; <see langword="null"/> for UTC.</param>
    /// <param name="decoding">Who reads it when it is nothing that is read here.</param>
    internal static ExtractionReport Run(Stream archive, ArchivePolicy policy, ExtractionLimits limits, IExtractionTarget? target, bool keepGoing = false, Action<long>? progress = null, TimeProvider? time = null, LocalTime? local = null, ArchiveDecoding? decoding = null)
    {
        Debug.Assert(!keepGoing || target is null, "What has been refused is not written.");
        var extraction = new Extraction(policy, limits, target, keepGoing, progress, time ?? TimeProvider.System);
        try
        {
            using var reader = ArchiveReader.Open(archive, limits, local, decoding);
            extraction.Take(reader);
        }
        catch (ArchiveRefusedException refused)
        {
            extraction._refusals.Add(refused.Refusal);
        }

        return extraction.Report();
    }

    private ExtractionReport Report() => new()
    {
        Format = _format,
        Entries = _entries,
        Refusals = _refusals,
        Bytes = _bytes,
        Elapsed = _time.GetElapsedTime(_start),
        Written = _target is not null && _refusals.Count == 0,
    };

    private void Take(ArchiveReader reader)
    {
        _format = reader.Format;
        while (true)
        {
            ArchiveEntry? entry = null;
            try
            {
                DemandTime();
                _progress?.Invoke(reader.BytesRead);
                entry = reader.Next();
                if (entry is null)
                {
                    break;
                }

                _judge.Count(entry.Name, entry.Offset);
                Take(reader, entry, _judge.Judge(entry));
            }
            catch (ArchiveRefusedException refused) when (GoesOn(reader, entry, refused.Refusal))
            {
                _refusals.Add(refused.Refusal);
                PassContent(reader);
            }
        }

        var links = _judge.JudgeLinks().Take(_keepGoing ? MaximumRefusals - _refusals.Count : 1).ToList();
        _refusals.AddRange(links);
        if (_refusals.Count == 0)
        {
            _target?.Complete(_folders, _links);
        }
    }

    private void Take(ArchiveReader reader, ArchiveEntry entry, JudgedEntry judged)
    {
        var made = judged.Entry;
        foreach (var folder in judged.NewFolders)
        {
            _target?.AddFolder(folder);
        }

        switch (made.Kind)
        {
            case EntryKind.Folder:
                if (judged.IsNew)
                {
                    _target?.AddFolder(made.Path);
                }

                if (made.Modified is { } modified && made.Path.Length > 0)
                {
                    _folders.Add((made.Path, modified));
                }

                break;
            case EntryKind.SymbolicLink:
                _target?.AddSymbolicLink(made.Path, made.LinkTarget!, made.Modified);
                _links.Add(made.Path);
                break;
            case EntryKind.HardLink:
                _target?.AddHardLink(made.Path, made.LinkTarget!);
                break;
            default:
                made = made with { Bytes = TakeFile(reader, entry, made) };
                break;
        }

        if (made.Path.Length > 0)
        {
            _entries.Add(made);
        }
    }

    private long TakeFile(ArchiveReader reader, ArchiveEntry entry, ExtractedEntry made)
    {
        _target?.BeginFile(made.Path, made.Mode);
        var written = 0L;
        if (entry.Sparse is { } parts)
        {
            foreach (var (offset, length) in parts)
            {
                Skip(offset - written);
                CopyFrom(reader, entry, length, ref written);
            }

            Skip(entry.DeclaredBytes - written);
        }
        else
        {
            CopyFrom(reader, entry, long.MaxValue, ref written);
        }

        _target?.EndFile(made.Modified);
        return written;

        void Skip(long bytes)
        {
            if (bytes > 0)
            {
                CountBytes(entry, written, bytes);
                _target?.Skip(bytes);
                written += bytes;
            }
        }
    }

    private void CopyFrom(ArchiveReader reader, ArchiveEntry entry, long most, ref long written)
    {
        for (var left = most; left > 0;)
        {
            var filled = Fill(reader, entry, (int)Math.Min(left, _buffer.Length), written);
            if (filled == 0)
            {
                return;
            }

            _target?.Write(_buffer.AsSpan(0, filled));
            written += filled;
            left -= filled;
            if (filled == _buffer.Length)
            {
                DemandTime();
                _progress?.Invoke(reader.BytesRead);
            }
        }
    }

    // A decompressor hands out what it has; the disk is asked once for as much as there is room for.
    private int Fill(ArchiveReader reader, ArchiveEntry entry, int most, long written)
    {
        var filled = 0;
        while (filled < most && reader.Read(_buffer.AsSpan(filled, most - filled)) is > 0 and var read)
        {
            CountBytes(entry, written + filled, read);
            filled += read;
        }

        return filled;
    }

    private void CountBytes(ArchiveEntry entry, long written, long more)
    {
        if (more > _limits.FileBytes - written)
        {
            throw TooMuch(ArchiveRule.FileTooLarge, $"It holds more than {_limits.FileBytes:N0} bytes. If it is no bomb, raise the limit (--max-file-bytes).");
        }

        if (more > _limits.TotalBytes - _bytes)
        {
            throw TooMuch(ArchiveRule.TooManyBytes, $"With it the files hold more than {_limits.TotalBytes:N0} bytes in all. If it is no bomb, raise the limit (--max-bytes).");
        }

        _bytes += more;

        ArchiveRefusedException TooMuch(ArchiveRule rule, FormattableString message) => new(rule, message.ToString(CultureInfo.InvariantCulture), EntryText.Of(entry.Name), entry.Offset);
    }

    private void DemandTime()
    {
        if (_time.GetElapsedTime(_start) > _limits.Time)
        {
            throw new ArchiveRefusedException(ArchiveRule.TimeExceeded, string.Create(CultureInfo.InvariantCulture, $"It takes more than {_limits.Time.TotalSeconds:0.###} s. If it is no bomb, raise the limit (--max-time)."));
        }
    }

    // A limit that was reached ends the reading, whatever the caller wants.
    private bool GoesOn(ArchiveReader reader, ArchiveEntry? entry, ArchiveRefusal refusal) =>
        _keepGoing && _refusals.Count + 1 < MaximumRefusals
        && refusal.Rule is not (ArchiveRule.TooManyEntries or ArchiveRule.TooManyBytes or ArchiveRule.TooManyNameBytes or ArchiveRule.RatioTooHigh or ArchiveRule.TimeExceeded)
        && (reader.CanGoOn || (entry is not null && refusal.Rule is not (ArchiveRule.Truncated or ArchiveRule.BadData or ArchiveRule.BadChecksum or ArchiveRule.TrailingData)));

    // What is refused is still counted: a bomb is one under any name.
    private void PassContent(ArchiveReader reader)
    {
        while (reader.Read(_buffer) is > 0 and var read)
        {
            if ((_bytes += read) > _limits.TotalBytes)
            {
                throw new ArchiveRefusedException(ArchiveRule.TooManyBytes, string.Create(CultureInfo.InvariantCulture, $"Its files hold more than {_limits.TotalBytes:N0} bytes in all."));
            }

            DemandTime();
        }
    }
}
