namespace AgentNotebook.Kernel.Zmtp;

/// <summary>A two-way stream of bytes to one peer. Disposing it, also from another thread and more than once, ends what is under way.</summary>
internal interface IWire : IDisposable
{
    /// <returns>Bytes read; 0 when the peer sends no more.</returns>
    ValueTask<int> ReceiveAsync(Memory<byte> buffer);

    /// <summary>Sends all segments in one piece where it can, and tries to do so before it returns. One call at a time.</summary>
    ValueTask SendAsync(List<ArraySegment<byte>> segments);

    /// <summary>Tells the peer that nothing more will be sent.</summary>
    void EndSending();
}
