using AgentNotebook.Kernel.Zmtp;

namespace AgentNotebook.Kernel.Tests.Zmtp;

/// <summary>A socket's side of the protocol over bytes in memory.</summary>
internal sealed class Listening(SocketKind kind, ZmtpOptions options)
{
    private readonly ReceiveBudget _budget = new(options.MaxHeldBytes);
    private readonly SubscriptionSet _subscriptions = new(options);

    internal PeerProtocol Protocol { get; private set; } = null!;

    /// <summary>Bytes that were never given back to the budget.</summary>
    internal long Leaked => _budget.Taken;

    /// <summary>Hears bytes in pieces of at most so many as asked for, until they end or the protocol refuses them.</summary>
    /// <returns>What was understood, and the refusal if there was one.</returns>
    internal (List<PeerEvent> Events, ZmtpException? Refusal) Hear(ReadOnlySpan<byte> bytes, Func<int> nextPiece)
    {
        Protocol = new PeerProtocol(kind, options, _budget);
        List<PeerEvent> events = [];
        var limit = bytes.Length;
        try
        {
            while (!bytes.IsEmpty)
            {
                var buffer = Protocol.Buffer;
                Assert.False(buffer.IsEmpty);
                var count = Math.Min(Math.Min(buffer.Length, bytes.Length), Math.Max(1, nextPiece()));
                bytes[..count].CopyTo(buffer.Span);
                bytes = bytes[count..];
                Protocol.Advance(count);
                while (Protocol.TryNext(out var next))
                {
                    Assert.True(events.Count < limit, "more events than bytes");
                    events.Add(next);
                    Take(next);
                }
            }

            return (events, null);
        }
        catch (ZmtpException refusal)
        {
            return (events, refusal);
        }
        finally
        {
            Protocol.Drop();
        }
    }

    private void Take(PeerEvent next)
    {
        _budget.GiveBack(next.Charge);
        if (next.Kind == PeerEventKind.Subscribe)
        {
            _subscriptions.Add(next.Data);
        }
        else if (next.Kind == PeerEventKind.Cancel)
        {
            _subscriptions.Remove(next.Data.Span);
        }
    }
}
