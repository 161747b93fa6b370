using AgentNotebook.Cells.Comms;
using AgentNotebook.Kernel.Messaging;

namespace AgentNotebook.Kernel.Requests;

/// <summary>Carries what the notebook's comms say to the front ends.</summary>
/// <param name="iopub">Where it is published.</param>
/// <param name="parent">The header of the request that is being handled; empty between requests.</param>
internal sealed class CommChannel(IopubChannel iopub, Func<ReadOnlyMemory<byte>> parent) : ICommTransport
{
    public void Open(string commId, string target, string dataJson) => iopub.Publish("comm_open", parent(), writer =>
    {
        writer.WriteString("comm_id", commId);
        writer.WriteString("target_name", target);
        writer.WritePropertyName("data");
        writer.WriteRawValue(dataJson);
    });

    public void Send(string commId, string dataJson, IReadOnlyList<ReadOnlyMemory<byte>> buffers) => iopub.Publish(
        "comm_msg",
        parent(),
        writer =>
        {
            writer.WriteString("comm_id", commId);
            writer.WritePropertyName("data");
            writer.WriteRawValue(dataJson);
        },
        buffers: buffers);

    public void Close(string commId) => iopub.Publish("comm_close", parent(), writer =>
    {
        writer.WriteString("comm_id", commId);
        writer.WriteStartObject("data");
        writer.WriteEndObject();
    });
}
