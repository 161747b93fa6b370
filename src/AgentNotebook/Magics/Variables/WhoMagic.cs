using System.Net;
using AgentNotebook.Display;

namespace AgentNotebook.Magics.Variables;

/// <summary><c>#!who</c> and <c>#!whos</c>: list the variables.</summary>
internal static class WhoMagic
{
    public static MagicDeclaration Names { get; } = new(
        "#!who",
        "Names the variables of the notebook.",
        [],
        (invocation, _) =>
        {
            var names = invocation.Notebook.Variables().Select(variable => variable.Name).ToList();
            invocation.Notebook.Print(names.Count == 0 ? "The notebook has no variables yet.\n" : string.Join('\n', names) + "\n");
            return Task.CompletedTask;
        });

    public static MagicDeclaration Values { get; } = new(
        "#!whos",
        "Lists the variables of the notebook with their types and values.",
        [],
        (invocation, stop) =>
        {
            // Reading a value runs code of the notebook's; an interrupt is looked at between two of them.
            var rows = new List<(string Name, string Type, string Value)>();
            foreach (var variable in invocation.Notebook.Variables())
            {
                stop.ThrowIfCancellationRequested();
                rows.Add((variable.Name, variable.Type, variable.Value()));
            }

            if (rows.Count == 0)
            {
                invocation.Notebook.Print("The notebook has no variables yet.\n");
                return Task.CompletedTask;
            }

            var (names, types) = (rows.Max(row => row.Name.Length), rows.Max(row => row.Type.Length));
            var text = string.Join('\n', rows.Select(row => $"{row.Name.PadRight(names)}  {row.Type.PadRight(types)}  {row.Value}"));
            var html = string.Concat(rows.Select(row => $"<tr><td><code>{Encode(row.Name)}</code></td><td><code>{Encode(row.Type)}</code></td><td>{Encode(row.Value)}</td></tr>"));
            invocation.Notebook.Display(MimeBundle.FromHtml($"<table><thead><tr><th>Variable</th><th>Type</th><th>Value</th></tr></thead><tbody>{html}</tbody></table>", text));
            return Task.CompletedTask;
        });

    private static string Encode(string text) => WebUtility.HtmlEncode(text);
}
