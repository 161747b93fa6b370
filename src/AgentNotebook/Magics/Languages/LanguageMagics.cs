using System.Net;
using AgentNotebook.Display;

namespace AgentNotebook.Magics.Languages;

/// <summary>The languages a cell may be in: C#, which runs, and those that are shown.</summary>
internal static class LanguageMagics
{
    public static IReadOnlyList<MagicDeclaration> All { get; } =
    [
        new("#!csharp", "The lines after it are C#.", [], (_, _) => Task.CompletedTask) { IsLanguage = true, Aliases = ["#!c#", "#!C#", "#!cs"] },
        Shown("#!html", "HTML", body => MimeBundle.FromSource(MimeBundle.Html, body)),
        Shown("#!markdown", "Markdown", body => MimeBundle.FromSource(MimeBundle.Markdown, body)) with { Aliases = ["#!md"] },
        Shown("#!javascript", "JavaScript", body => MimeBundle.FromSource(MimeBundle.JavaScript, body)) with { Aliases = ["#!js"], Summary = "Hands the lines after it to the front end, which runs them if it runs scripts at all." },
        Shown("#!mermaid", "a Mermaid diagram", body => new MimeBundle(new Dictionary<string, string>
        {
            [MimeBundle.Mermaid] = body,
            [MimeBundle.Html] = $"<pre>{WebUtility.HtmlEncode(body)}</pre>",
            [MimeBundle.Text] = body,
        })),
    ];

    private static MagicDeclaration Shown(string name, string language, Func<string, MimeBundle> show) => new(
        name,
        $"Shows the lines after it as {language}.",
        [],
        (invocation, _) =>
        {
            if (!string.IsNullOrWhiteSpace(invocation.Body))
            {
                invocation.Notebook.Display(show(invocation.Body.TrimEnd()));
            }

            return Task.CompletedTask;
        })
    {
        HasBody = true,
        BodyHelp = $"{language}, to the next line such as #!csharp, or to the end of the cell",
        IsLanguage = true,
    };
}
