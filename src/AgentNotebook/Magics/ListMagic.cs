using System.Net;
using AgentNotebook.Display;

namespace AgentNotebook.Magics;

/// <summary><c>#!lsmagic</c>: lists the magics.</summary>
internal static class ListMagic
{
    /// <param name="catalog">The catalog to list; asked when the magic runs, because the magic is itself in it.</param>
    public static MagicDeclaration Declare(Func<MagicCatalog> catalog) => new(
        "#!lsmagic",
        "Lists the magics.",
        [],
        (invocation, _) =>
        {
            var magics = catalog().All;
            var width = magics.Max(magic => magic.Name.Length);
            var text = string.Join('\n', magics.Select(magic => $"{magic.Name.PadRight(width)}  {magic.Summary}"));
            var rows = string.Concat(magics.Select(magic => $"<tr><td><code>{WebUtility.HtmlEncode(magic.Name)}</code></td><td>{WebUtility.HtmlEncode(magic.Summary)}</td></tr>"));
            invocation.Notebook.Display(MimeBundle.FromHtml(
                $"<table><thead><tr><th>Magic</th><th>What it does</th></tr></thead><tbody>{rows}</tbody></table>",
                text + "\n\nEach explains itself with -h."));
            return Task.CompletedTask;
        });
}
