using System.Text.RegularExpressions;
using AgentNotebook.Cells;
using AgentNotebook.Display;
using AgentNotebook.Kernel.Messaging;
using AgentNotebook.Kernel.Outputs;

namespace AgentNotebook.Kernel.Requests;

/// <summary>
/// A cell of nothing but a name and a question mark, such as <c>Console.WriteLine?</c>, which is no C#: the front end shows what the name
/// is in its pager, as users of Jupyter know it from other kernels.
/// </summary>
/// <param name="engine">Knows the names.</param>
/// <param name="name">The name.</param>
internal sealed partial class PageRequest(CellEngine engine, string name)
{
    /// <summary>The name that a cell asks about; <see langword="null"/> when it is an ordinary cell.</summary>
    public static string? NameIn(string code) => code.Length <= 500 && Question().Match(code) is { Success: true } match ? match.Groups["name"].Value : null;

    /// <summary>Replies with a page about the name.</summary>
    public async Task ReplyAsync(KernelRequest request, int count, CancellationToken cancellationToken)
    {
        var page = await engine.Language.InspectAsync(name, name.Length, detailLevel: 1, cancellationToken)
            ?? MimeBundle.FromText($"'{name}' is not known here. A variable is known once its cell has run; a type once its namespace is named by a using.");
        await request.ReplyOkAsync(writer =>
        {
            writer.WriteNumber("execution_count", count);
            writer.WriteStartArray("payload");
            writer.WriteStartObject();
            writer.WriteString("source", "page");
            MimeJson.Write(writer, page);
            writer.WriteNumber("start", 0);
            writer.WriteEndObject();
            writer.WriteEndArray();
            writer.WriteStartObject("user_expressions");
            writer.WriteEndObject();
        });
    }

    [GeneratedRegex(@"^\s*(\?\s*)?(?<name>#![\w-]+|@?[\w.]+(<[\w.,\s<>]*>)?)\s*(?(1)|\?{1,2})\s*$")]
    private static partial Regex Question();
}
