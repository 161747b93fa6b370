using System.Threading.Channels;
using AgentNotebook.Kernel.Zmtp;

namespace AgentNotebook.Kernel.Tests.Zmtp;

/// <summary>A wire without a socket: the test says what the peer says, hears what it is sent, and can stop taking it.</summary>
internal sealed class MemoryWire : IWire
{
    private readonly Channel<byte[]> _said = Channel.CreateUnbounded<byte[]>();
    private readonly Lock _gate = new();
    private readonly MemoryStream _heard = new();
    private readonly TaskCompletionSource _ended = New();
    private TaskCompletionSource _change = New();
    private TaskCompletionSource? _blocked;
    private byte[] _rest = [];

    /// <summary>Ends when the peer is told that nothing more will come.</summary>
    internal Task Ended => _ended.Task;

    /// <summary>Bytes that were read of what the peer said.</summary>
    internal int Taken { get; private set; }

    internal bool IsDisposed { get; private set; }

    internal byte[] Heard
    {
        get
        {
            lock (_gate)
            {
                return _heard.ToArray();
            }
        }
    }

    internal void Say(byte[] bytes) => _said.Writer.TryWrite(bytes);

    internal void Block() => _blocked = New();

    internal void Unblock() => _blocked!.SetResult();

    internal async Task UntilHeardAsync(int bytes)
    {
        while (true)
        {
            Task change;
            lock (_gate)
            {
                if (_heard.Length >= bytes)
                {
                    Assert.Equal(bytes, _heard.Length);
                    return;
                }

                change = _change.Task;
            }

            await change.WaitAsync(TimeSpan.FromSeconds(30));
        }
    }

    public async ValueTask<int> ReceiveAsync(Memory<byte> buffer)
    {
        while (_rest.Length == 0)
        {
            if (!await _said.Reader.WaitToReadAsync())
            {
                return 0;
            }

            _rest = await _said.Reader.ReadAsync();
        }

        var count = Math.Min(_rest.Length, buffer.Length);
        _rest.AsMemory(0, count).CopyTo(buffer);
        _rest = _rest[count..];
        Taken += count;
        return count;
    }

    public async ValueTask SendAsync(List<ArraySegment<byte>> segments)
    {
        if (_blocked is { } blocked)
        {
            await blocked.Task;
        }

        ObjectDisposedException.ThrowIf(IsDisposed || Ended.IsCompleted, this);
        lock (_gate)
        {
            foreach (var segment in segments)
            {
                _heard.Write(segment);
            }

            _change.SetResult();
            _change = New();
        }
    }

    /// <summary>The peer takes leave as soon as it is told that this was all.</summary>
    public void EndSending()
    {
        _ended.TrySetResult();
        _said.Writer.TryComplete();
    }

    public void Dispose()
    {
        IsDisposed = true;
        _said.Writer.TryComplete();
        _blocked?.TrySetResult();
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
