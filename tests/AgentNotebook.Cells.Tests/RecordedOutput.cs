using AgentNotebook.Display;

namespace AgentNotebook.Cells.Tests;

/// <summary>Keeps what a cell put out, in order, as one line of text for each call.</summary>
internal sealed class RecordedOutput : ICellOutput
{
    private readonly List<string> _calls = [];
    private readonly List<(string Call, TaskCompletionSource Came)> _awaited = [];

    public IReadOnlyList<string> Calls
    {
        get
        {
            lock (_calls)
            {
                return [.. _calls];
            }
        }
    }

    public List<MimeBundle> Bundles { get; } = [];

    public string Printed(string name) => string.Concat(Calls.Where(call => call.StartsWith(name + ":", StringComparison.Ordinal)).Select(call => call[(name.Length + 1)..]));

    /// <summary>Waits until a call has come.</summary>
    public Task UntilAsync(string call)
    {
        lock (_calls)
        {
            if (_calls.Contains(call))
            {
                return Task.CompletedTask;
            }

            var came = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _awaited.Add((call, came));
            return came.Task;
        }
    }

    public void Stream(string name, string text) => Add($"{name}:{text}");

    public void Display(MimeBundle bundle, string? displayId) => Add($"display:{bundle.Data[MimeBundle.Text]}", bundle);

    public void Update(string displayId, MimeBundle bundle) => Add($"update:{bundle.Data[MimeBundle.Text]}", bundle);

    public void Result(MimeBundle bundle, int executionCount) => Add($"result[{executionCount}]:{bundle.Data[MimeBundle.Text]}", bundle);

    public void Clear(bool wait) => Add($"clear:{wait}");

    private void Add(string call, MimeBundle? bundle = null)
    {
        lock (_calls)
        {
            _calls.Add(call);
            foreach (var (_, came) in _awaited.Where(awaited => awaited.Call == call))
            {
                came.TrySetResult();
            }

            if (bundle is not null)
            {
                Bundles.Add(bundle);
            }
        }
    }
}
