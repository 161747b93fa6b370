using AgentNotebook.Display;
using AgentNotebook.Polyglot.Engine;

namespace AgentNotebook.Polyglot.Tests;

/// <summary>What a cell showed.</summary>
internal sealed class CellRecord
{
    private readonly List<(string Id, MimeBundle Bundle, bool IsUpdate)> _shown = [];

    public IReadOnlyList<(string Id, MimeBundle Bundle, bool IsUpdate)> Shown
    {
        get
        {
            lock (_shown)
            {
                return [.. _shown];
            }
        }
    }

    public string Printed { get; private set; } = "";

    public string Errors { get; private set; } = "";

    /// <summary>What the cell failed with; <see langword="null"/> when it did not.</summary>
    public string? Failure { get; private set; }

    public string Texts => string.Join('\n', Shown.Select(one => one.Bundle.Data[MimeBundle.Text]));

    public EngineCell Cell(string code, CancellationToken stop, Action<CellRecord>? shown = null) => new()
    {
        Code = code,
        Display = (bundle, id) => Add(bundle, id, false, shown),
        Update = (bundle, id) => Add(bundle, id, true, shown),
        Print = (text, isError) => _ = isError ? Errors += text : Printed += text,
        Fail = message => Failure = message,
        AtEnd = action => action(),
        Stop = stop,
    };

    private void Add(MimeBundle bundle, string id, bool isUpdate, Action<CellRecord>? shown)
    {
        lock (_shown)
        {
            _shown.Add((id, bundle, isUpdate));
        }

        shown?.Invoke(this);
    }
}
