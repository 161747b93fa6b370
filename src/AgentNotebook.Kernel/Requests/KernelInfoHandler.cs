using AgentNotebook.Kernel.Messaging;

namespace AgentNotebook.Kernel.Requests;

/// <summary><c>kernel_info_request</c>: what the kernel is. Answered before a notebook is open.</summary>
internal sealed class KernelInfoHandler : IRequestHandler
{
    private const string Site = "https://learn.microsoft.com/dotnet/csharp/";

    public string Type => "kernel_info_request";

    public Task HandleAsync(KernelRequest request, CancellationToken cancellationToken) => request.ReplyOkAsync(writer =>
    {
        writer.WriteString("protocol_version", MessageEncoder.ProtocolVersion);
        writer.WriteString("implementation", "agentnb");
        writer.WriteString("implementation_version", KernelVersion.Text);
        writer.WriteString("banner", $"AgentNotebook {KernelVersion.Text}: C# on .NET {Environment.Version}. '#!lsmagic' lists the magics; 'Name?' explains a name.");
        writer.WriteBoolean("debugger", false);
        writer.WriteStartArray("supported_features");
        writer.WriteEndArray();
        writer.WriteStartArray("help_links");
        writer.WriteStartObject();
        writer.WriteString("text", "C#");
        writer.WriteString("url", Site);
        writer.WriteEndObject();
        writer.WriteEndArray();
        writer.WriteStartObject("language_info");
        writer.WriteString("name", "C#");
        writer.WriteString("version", "14.0");
        writer.WriteString("mimetype", "text/x-csharp");
        writer.WriteString("file_extension", ".cs");
        writer.WriteString("pygments_lexer", "csharp");
        // The classic notebook knows C# by this name alone.
        writer.WriteString("codemirror_mode", "text/x-csharp");
        writer.WriteString("nbconvert_exporter", "script");
        writer.WriteEndObject();
    });
}
