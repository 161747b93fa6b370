using System.Text.Json;

namespace AgentNotebook.Cells.Comms;

/// <summary>A line between code of the notebook and code of a front end.</summary>
public sealed class Comm
{
    private readonly CommHub _hub;

    internal Comm(CommHub hub, string id, string target) => (_hub, Id, Target) = (hub, id, target);

    /// <summary>Names the comm.</summary>
    public string Id { get; }

    /// <summary>Names what handles it on the other side.</summary>
    public string Target { get; }

    /// <summary>Whether neither side has closed it.</summary>
    public bool IsOpen { get; private set; } = true;

    /// <summary>Called with each message from the front end, between cells; what it prints and shows appears where the front end asked.</summary>
    public Action<CommMessage>? Received { get; set; }

    /// <summary>Called when the front end has closed it.</summary>
    public Action<CommMessage>? Closed { get; set; }

    /// <summary>Sends a message to the front end.</summary>
    /// <param name="data">Anything that has a JSON form.</param>
    /// <param name="buffers">Binary data beside it.</param>
    /// <exception cref="InvalidOperationException">It is closed.</exception>
    public void Send(object? data, params IReadOnlyList<ReadOnlyMemory<byte>> buffers)
    {
        if (!IsOpen)
        {
            throw new InvalidOperationException($"The comm {Id} ('{Target}') is closed.");
        }

        _hub.Transport.Send(Id, JsonSerializer.Serialize(data), buffers);
    }

    /// <summary>Closes it; once closed it stays so.</summary>
    public void Close()
    {
        if (IsOpen)
        {
            IsOpen = false;
            _hub.Forget(this);
            _hub.Transport.Close(Id);
        }
    }

    internal void CloseFromOutside(CommMessage message)
    {
        IsOpen = false;
        _hub.Forget(this);
        Closed?.Invoke(message);
    }
}
