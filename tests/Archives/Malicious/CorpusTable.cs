using System.Text;

namespace AgentNotebook.Archives.Tests.Malicious;

/// <summary>The table of the README: what each archive tries, and the rule it is refused by.</summary>
internal static class CorpusTable
{
    /// <summary>When it is 1, the table is written anew.</summary>
    internal const string WriteVariable = "AGENTNOTEBOOK_WRITE_TABLE";

    private const string Begin = "<!-- table -->";

    /// <summary>The table as it stands in the README.</summary>
    internal static string Written()
    {
        var text = File.ReadAllText(Readme());
        return text[text.IndexOf(Begin, StringComparison.Ordinal)..];
    }

    /// <summary>The table as the corpus is.</summary>
    internal static string Current()
    {
        var table = new StringBuilder($"{Begin}\n\n{MaliciousCases.All.Count} archives.\n\n| archive | what it tries | source | refused for |\n|---|---|---|---|\n");
        foreach (var malicious in MaliciousCases.All.Values)
        {
            table.Append($"| `{malicious.Name}` | {malicious.What} | {malicious.Source} | {string.Join(" or ", malicious.Rules.Select(rule => $"`{rule}`"))} |\n");
        }

        return table.ToString();
    }

    internal static void Write()
    {
        var text = File.ReadAllText(Readme());
        File.WriteAllText(Readme(), text[..text.IndexOf(Begin, StringComparison.Ordinal)] + Current());
    }

    // The sources' own folder: the table is part of them.
    private static string Readme()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "AgentNotebook.Archives.Tests.csproj")))
            {
                return Path.Combine(folder.FullName, "README.md");
            }
        }

        throw new InvalidOperationException($"AgentNotebook.Archives.Tests.csproj is in no folder above {AppContext.BaseDirectory}.");
    }
}
