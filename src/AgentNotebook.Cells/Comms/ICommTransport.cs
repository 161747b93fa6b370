namespace AgentNotebook.Cells.Comms;

/// <summary>Carries what comms say to the front ends. A host with front ends implements it.</summary>
/// <remarks>Jupyter's custom messages: https://jupyter-client.readthedocs.io/en/stable/messaging.html#custom-messages.</remarks>
public interface ICommTransport
{
    /// <summary>Tells the front ends that a comm is open.</summary>
    /// <param name="commId">Names the comm.</param>
    /// <param name="target">Names what shall handle it there.</param>
    /// <param name="dataJson">A JSON value.</param>
    void Open(string commId, string target, string dataJson);

    /// <summary>Sends a message on a comm.</summary>
    /// <param name="commId">Names the comm.</param>
    /// <param name="dataJson">A JSON value.</param>
    /// <param name="buffers">Binary data beside it.</param>
    void Send(string commId, string dataJson, IReadOnlyList<ReadOnlyMemory<byte>> buffers);

    /// <summary>Tells the front ends that a comm is closed.</summary>
    /// <param name="commId">Names the comm.</param>
    void Close(string commId);
}
