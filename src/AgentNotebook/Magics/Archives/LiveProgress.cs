using AgentNotebook.Archives;
using AgentNotebook.Display;

namespace AgentNotebook.Magics.Archives;

/// <summary>Shows how far an extraction is, once it takes long enough for somebody to wonder.</summary>
internal sealed class LiveProgress(MagicInvocation invocation, TimeProvider time, TimeSpan quiet) : IProgress<ExtractionProgress>
{
    private readonly string _id = $"unpack-{Guid.NewGuid():N}";
    private readonly long _start = time.GetTimestamp();
    private readonly Lock _gate = new();
    private long _percent = -1;
    private bool _ended;

    /// <inheritdoc/>
    public void Report(ExtractionProgress value)
    {
        lock (_gate)
        {
            var percent = value.ArchiveBytes == 0 ? 100 : value.BytesRead * 100 / value.ArchiveBytes;
            if (_ended || percent <= _percent || time.GetElapsedTime(_start) < quiet)
            {
                return;
            }

            var isFirst = _percent < 0;
            if (isFirst && percent >= 100)
            {
                // Nobody had to wonder.
                return;
            }

            _percent = percent;
            var text = $"{invocation.Magic.Name}: {percent} %";
            var bundle = MimeBundle.FromHtml($"<div {VolatileMark.Progress}>{text}</div>", text);
            if (isFirst)
            {
                invocation.Notebook.Display(bundle, _id);
            }
            else
            {
                invocation.Notebook.Update(_id, bundle);
            }
        }
    }

    /// <summary>Nothing is shown any more.</summary>
    internal void End()
    {
        lock (_gate)
        {
            _ended = true;
        }
    }
}
