using AgentNotebook.Cells;
using AgentNotebook.Display;
using AgentNotebook.Kernel.Messaging;

namespace AgentNotebook.Kernel.Outputs;

/// <summary>Publishes what a cell puts out, as it comes.</summary>
/// <param name="request">The request the cell runs for.</param>
internal sealed class KernelOutput(KernelRequest request) : ICellOutput
{
    public void Stream(string name, string text) => request.Publish("stream", writer =>
    {
        writer.WriteString("name", name);
        writer.WriteString("text", text);
    });

    public void Display(MimeBundle bundle, string? displayId) => Show("display_data", bundle, displayId);

    public void Update(string displayId, MimeBundle bundle) => Show("update_display_data", bundle, displayId);

    public void Result(MimeBundle bundle, int executionCount) => request.Publish("execute_result", writer =>
    {
        writer.WriteNumber("execution_count", executionCount);
        MimeJson.Write(writer, bundle);
    }, size: MimeJson.SizeOf(bundle));

    public void Clear(bool wait) => request.Publish("clear_output", writer => writer.WriteBoolean("wait", wait));

    private void Show(string type, MimeBundle bundle, string? displayId) => request.Publish(type, writer =>
    {
        MimeJson.Write(writer, bundle);
        writer.WriteStartObject("transient");
        if (displayId is not null)
        {
            writer.WriteString("display_id", displayId);
        }

        writer.WriteEndObject();
    }, size: MimeJson.SizeOf(bundle));
}
