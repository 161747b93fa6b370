using AgentNotebook.Clients.Support;
using AgentNotebook.Documents;
using AgentNotebook.Documents.Exporting;

namespace AgentNotebook.Clients;

/// <summary>Exported pages in a browser, without a network, in light and in dark. What was seen is kept as pictures below artifacts/screenshots.</summary>
public class ExportedPageTests
{
    [BrowserFact]
    public async Task every_lesson_opens_complete_and_shuts_nobody_out()
    {
        using var folder = new JupyterFolder();
        var names = Directory.GetFiles(Path.Combine(Repository.Root, "notebooks"), "*.ipynb").Where(file => !file.EndsWith(".out.ipynb", StringComparison.Ordinal)).Order(StringComparer.Ordinal).ToList();
        Assert.NotEmpty(names);
        names.ForEach(name => Export(name, folder));

        await PassesAsync(folder, [.. names.Select(name => Path.GetFileNameWithoutExtension(name))]);
    }

    [BrowserFact]
    public async Task a_page_of_a_hostile_notebook_runs_nothing_and_loads_nothing()
    {
        using var folder = new JupyterFolder();
        Export(Repository.File("Notebooks", "hostile.ipynb"), folder);

        await PassesAsync(folder, "hostile");
    }

    private static void Export(string notebook, JupyterFolder folder) =>
        NotebookExporter.Export(NotebookDocument.Load(notebook), ExportFormat.Html, Path.Combine(folder.Work, Path.ChangeExtension(Path.GetFileName(notebook), ".html")));

    private static async Task PassesAsync(JupyterFolder folder, params string[] names)
    {
        var result = await folder.RunAsync("node", TimeSpan.FromMinutes(6), [Repository.File("Node", "pages", "audit.mjs"), new Uri(folder.Work).AbsoluteUri, string.Join(',', names), Repository.Screenshots]);

        Assert.True(result.ExitCode == 0, result.ToString());
        Assert.DoesNotContain("FAILED", result.Output);
    }
}
