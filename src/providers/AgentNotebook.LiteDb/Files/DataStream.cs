using AgentNotebook.LiteDb.Pages;
using Microsoft.Win32.SafeHandles;

namespace AgentNotebook.LiteDb.Files;

/// <summary>The data file as LiteDB sees it. It can be changed only by a checkpoint: LiteDB marks a file it finds damaged, and one that is refused stays as it is.</summary>
internal sealed class DataStream(string path, SafeFileHandle file) : PageStream
{
    /// <summary>Whether a checkpoint is under way.</summary>
    public bool MayWrite { get; set; }

    // A page that was cut off by a crash stands whole in the log.
    public override long Length => RandomAccess.GetLength(file) / LogFile.PageBytes * LogFile.PageBytes;

    public override void Flush()
    {
        if (MayWrite)
            DiskSync.Flush(file);
    }

    public override void SetLength(long value) => throw new NotSupportedException("LiteDB does not cut its data file.");

    /// <summary>Reads a page.</summary>
    /// <returns>What is wrong with it, to follow its name; null for nothing.</returns>
    public string? FaultOf(long page, Span<byte> buffer)
    {
        for (var done = 0; done < buffer.Length;)
        {
            var read = RandomAccess.Read(file, buffer[done..], page * LogFile.PageBytes + done);
            if (read == 0)
                return "lies behind the end of the file";
            done += read;
        }

        return PageGuard.Fault(buffer)
            ?? (PageGuard.NumberOf(buffer) != page ? $"says that it is page {PageGuard.NumberOf(buffer)}" : null);
    }

    protected override void ReadPage(long page, Span<byte> buffer)
    {
        if (FaultOf(page, buffer) is { } fault)
            throw new DamagedPageException(path, page, fault);
    }

    protected override void WritePage(long page, ReadOnlySpan<byte> buffer)
    {
        // No IOException: LiteDB would try again for a minute.
        if (!MayWrite)
            throw new NotSupportedException($"{path} is written by a checkpoint alone.");
        RandomAccess.Write(file, buffer, page * LogFile.PageBytes);
    }
}
