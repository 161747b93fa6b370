using AgentNotebook.Clients.Support;

namespace AgentNotebook.Clients;

public class NbclientTests
{
    [JupyterFact("nbclient")]
    public async Task sixty_cells_put_out_what_they_say()
    {
        var cells = await ExecuteAsync(Repository.File("Notebooks", "sixty-cells.ipynb"));

        Assert.Equal(60, cells.Count);
        Assert.All(cells, cell => Assert.True(
            cell.Outputs.Count == cell.Expected.Count && cell.Outputs.Zip(cell.Expected).All(pair => pair.First.Matches(pair.Second)),
            $"cell '{cell.Id}' has to put out\n{string.Join('\n', cell.Expected)}\nand put out\n{string.Join('\n', cell.Outputs)}"));
    }

    [JupyterFact("nbclient")]
    public async Task the_quickstart_runs_as_it_does_in_the_tool()
    {
        var lessons = Path.Combine(Repository.Root, "notebooks");

        var cells = await ExecuteAsync(Path.Combine(lessons, "01-quickstart.ipynb"), Path.Combine(lessons, "stubborn.yaml"));

        var stored = ExecutedCell.ReadAll(Path.Combine(lessons, "01-quickstart.ipynb"));
        Assert.Equal(Shape(stored), Shape(cells));
        Assert.Contains("Run run-1: Succeeded", Cell(cells, "pendulum").Text);
        Assert.Equal(Cell(stored, "analysis").Text, Cell(cells, "analysis").Text);
    }

    private static ExecutedCell Cell(IEnumerable<ExecutedCell> cells, string id) => cells.Single(cell => cell.Id == id);

    // What each cell puts out, without what differs from run to run.
    private static IEnumerable<string> Shape(IEnumerable<ExecutedCell> cells) =>
        cells.Select(cell => $"{cell.Id}: {string.Join(", ", cell.Outputs.Select(output => $"{output.Kind} {string.Join("+", output.Content.Keys.Order())}"))}");

    private static async Task<IReadOnlyList<ExecutedCell>> ExecuteAsync(string notebook, params string[] beside)
    {
        using var jupyter = new JupyterFolder();
        foreach (var file in beside)
        {
            File.Copy(file, Path.Combine(jupyter.Work, Path.GetFileName(file)));
        }

        var executed = Path.Combine(jupyter.Work, "executed.ipynb");
        var result = await jupyter.RunScriptAsync("execute", TimeSpan.FromMinutes(4), notebook, executed);
        Assert.True(result.ExitCode == 0, result.ToString());
        return ExecutedCell.ReadAll(executed);
    }
}
