using AgentNotebook.LiteDb.Pages;

namespace AgentNotebook.LiteDb.Files;

/// <summary>The log as LiteDB sees it: pages one behind the other. What it writes is on the disk only after <see cref="LogFile.Sync"/>.</summary>
internal sealed class LogStream(LogFile log) : PageStream
{
    public override long Length => (long)log.Pages * LogFile.PageBytes;

    /// <summary>LiteDB never asks for it where it would be needed; the store does.</summary>
    public override void Flush()
    {
    }

    public override void SetLength(long value)
    {
        if (value != 0)
            throw new NotSupportedException("LiteDB empties its log and never cuts it.");
        log.Empty();
    }

    protected override void ReadPage(long page, Span<byte> buffer)
    {
        log.Read((int)page, buffer);
        if (PageGuard.Fault(buffer) is { } fault)
            throw new DamagedPageException(log.Path, page, fault);
    }

    protected override void WritePage(long page, ReadOnlySpan<byte> buffer)
    {
        if (page != log.Pages)
            throw new NotSupportedException("LiteDB writes its log from its end on.");
        log.Append(buffer);
    }
}
