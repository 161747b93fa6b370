namespace AgentNotebook.Kernel.Zmtp;

/// <summary>The topics of one subscriber, each with the number of times it was asked for (RFC 37, "The Publish-Subscribe Pattern": additive, not idempotent).</summary>
internal sealed class SubscriptionSet(ZmtpOptions options)
{
    private readonly Lock _gate = new();
    private readonly List<Entry> _entries = [];
    private int _bytes;

    /// <returns>Whether the topic is new to this peer.</returns>
    /// <exception cref="ZmtpException">The peer has asked for too many.</exception>
    internal bool Add(ReadOnlyMemory<byte> topic)
    {
        lock (_gate)
        {
            var index = Find(topic.Span, out var found);
            if (found)
            {
                // Counting stops where no peer gets by honest means.
                _entries[index] = _entries[index] with { Count = Math.Min(_entries[index].Count, int.MaxValue - 1) + 1 };
                return false;
            }

            if (_entries.Count == options.MaxSubscriptionsPerPeer || _bytes + topic.Length > options.MaxSubscriptionBytesPerPeer)
            {
                throw new ZmtpException($"more than {options.MaxSubscriptionsPerPeer:N0} subscriptions or {options.MaxSubscriptionBytesPerPeer:N0} bytes of topics");
            }

            _entries.Insert(index, new Entry(topic, 1));
            _bytes += topic.Length;
            return true;
        }
    }

    /// <summary>Takes one of equal subscriptions back; one that was never made is passed over.</summary>
    internal void Remove(ReadOnlySpan<byte> topic)
    {
        lock (_gate)
        {
            var index = Find(topic, out var found);
            if (!found)
            {
                return;
            }

            var count = _entries[index].Count - 1;
            if (count > 0)
            {
                _entries[index] = _entries[index] with { Count = count };
                return;
            }

            _entries.RemoveAt(index);
            _bytes -= topic.Length;
        }
    }

    /// <summary>Whether a message whose first frame is this one is wanted: a binary comparison with its start (RFC 29, "The PUB Socket Type").</summary>
    internal bool Matches(ReadOnlySpan<byte> frame)
    {
        lock (_gate)
        {
            foreach (var entry in _entries)
            {
                if (frame.StartsWith(entry.Topic.Span))
                {
                    return true;
                }
            }

            return false;
        }
    }

    // Sorted, so that a stranger's thousand topics are found in ten steps; the empty one comes first and ends the search at once.
    private int Find(ReadOnlySpan<byte> topic, out bool found)
    {
        int low = 0, high = _entries.Count;
        while (low < high)
        {
            var middle = (low + high) / 2;
            var order = _entries[middle].Topic.Span.SequenceCompareTo(topic);
            if (order == 0)
            {
                found = true;
                return middle;
            }

            (low, high) = order < 0 ? (middle + 1, high) : (low, middle);
        }

        found = false;
        return low;
    }

    private readonly record struct Entry(ReadOnlyMemory<byte> Topic, int Count);
}
