using System.Text;

namespace AgentNotebook.Kernel.Tests.Zmtp;

/// <summary>The topics that a PUB was asked for, in order, and a way to wait for them.</summary>
internal sealed class TopicLog
{
    private readonly Lock _gate = new();
    private readonly List<string> _topics = [];
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    internal void Add(ReadOnlyMemory<byte> topic)
    {
        lock (_gate)
        {
            _topics.Add(Encoding.ASCII.GetString(topic.Span));
            _changed.TrySetResult();
            _changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    /// <summary>Waits until these topics, in any order, were asked for.</summary>
    internal async Task UntilAsync(params string[] topics)
    {
        var expected = topics.Order(StringComparer.Ordinal).ToArray();
        while (true)
        {
            Task changed;
            lock (_gate)
            {
                if (_topics.Order(StringComparer.Ordinal).SequenceEqual(expected))
                {
                    return;
                }

                changed = _changed.Task;
            }

            await changed.WaitAsync(TimeSpan.FromSeconds(30));
        }
    }
}
