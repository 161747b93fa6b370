using System.Text.Json.Nodes;
using AgentNotebook.Cells;
using AgentNotebook.Display;
using AgentNotebook.Magics;
using AgentNotebook.Tests.Shared;

namespace AgentNotebook.Documents.Tests;

public class RunningTests
{
    [Fact]
    public async Task outputs_counts_and_state_go_from_cell_to_cell_into_the_document()
    {
        var document = NotebookText.Of("var x = 1;", "  ", "Console.WriteLine(\"a\");\nConsole.Write(\"b\");\nConsole.Error.Write(\"c\");\nx + 1");
        var result = await Run(document);
        Assert.True(result.Succeeded);
        Assert.Equal((2, 0), (result.CellsRun, result.CellsNotRun));
        Assert.Equal("[]", document.Cells[0].OutputsText());
        Assert.Equal([1, null, 2], document.Cells.Select(cell => cell.ExecutionCount));
        Assert.Equal(
            """[{"name":"stdout","output_type":"stream","text":["a\n","b"]},{"name":"stderr","output_type":"stream","text":["c"]},{"data":{"text/plain":["2"]},"execution_count":2,"metadata":{},"output_type":"execute_result"}]""",
            document.Cells[2].OutputsText());
    }

    [Fact]
    public async Task an_update_changes_the_stored_output_in_its_place_also_from_a_later_cell()
    {
        var document = NotebookText.Of("var shown = display(1); Console.Write(\"after\"); shown.Update(2);", "shown.Update(3);");
        await Run(document);
        Assert.Equal(
            """[{"data":{"text/plain":["3"]},"metadata":{},"output_type":"display_data"},{"name":"stdout","output_type":"stream","text":["after"]}]""",
            document.Cells[0].OutputsText());
        Assert.Equal("[]", document.Cells[1].OutputsText());
    }

    [Fact]
    public async Task json_is_stored_as_json_and_text_as_lines_and_images_as_one_string()
    {
        var document = NotebookText.Of("""display(new MimeBundle(new Dictionary<string, string> { ["text/plain"] = "a\nb", ["application/x+json"] = "{\"k\":[1]}", ["application/json"] = "no json", ["image/svg+xml"] = "<svg>\n</svg>", ["image/png"] = "AAAA\nBBBB" }));""");
        await Run(document);
        Assert.True(JsonNode.DeepEquals(
            JsonNode.Parse("""{"application/json":"no json","application/x+json":{"k":[1]},"image/png":"AAAA\nBBBB","image/svg+xml":["<svg>\n","</svg>"],"text/plain":["a\n","b"]}"""),
            document.Cells[0].Outputs[0]!["data"]));
    }

    [Fact]
    public async Task the_first_error_ends_the_run_and_later_cells_lose_their_old_outputs()
    {
        var document = NotebookText.Of("1", "\nthrow new Exception(\"bang\");", "2");
        var progress = new RecordedProgress();
        var result = await Run(document, progress: progress);
        Assert.False(result.Succeeded);
        Assert.Equal((1, 2, 2, 1), (result.FailedCell!.Index, result.Failure!.Error!.Line, result.CellsRun, result.CellsNotRun));
        Assert.Equal("""[{"ename":"Exception","evalue":"bang","output_type":"error","traceback":["System.Exception: bang","   at the cell line 2"]}]""", document.Cells[1].OutputsText());
        Assert.Equal("[]", document.Cells[2].OutputsText());
        Assert.Null(document.Cells[2].ExecutionCount);
        Assert.Equal(["start 0 1/3", "display 1", "finish 0 ok", "start 1 2/3", "finish 1 Exception", "not run 2"], progress.Calls);
    }

    [Fact]
    public async Task a_cell_tagged_raises_exception_may_fail()
    {
        var document = NotebookText.Of(("throw new Exception();", ["raises-exception"]), ("1", []));
        Assert.True((await Run(document)).Succeeded);
        Assert.Contains("\"error\"", document.Cells[0].OutputsText());
        Assert.Contains("execute_result", document.Cells[1].OutputsText());
    }

    [Fact]
    public async Task parameters_go_into_a_cell_of_their_own_and_a_second_run_replaces_it()
    {
        var document = NotebookText.Of(("var n = 1;\nvar s = \"a\"; double[] xs = [];", ["parameters"]), ("$\"{n} {s} {xs.Sum()}\"", []));
        Assert.True((await Run(document, new NotebookRunOptions { Parameters = [NotebookParameter.Parse("n=7"), NotebookParameter.Parse("xs=[0.5,1]")] })).Succeeded);
        Assert.Contains("7 a 1.5", document.Cells[2].OutputsText());
        Assert.Equal("// Parameters\nn = 7;\nxs = new double[] { 0.5d, 1d };", document.Cells[1].Source);
        Assert.Equal(["injected-parameters"], document.Cells[1].Tags);
        Assert.Equal("injected-parameters", document.Cells[1].Id);

        document = NotebookDocument.Parse(document.ToBytes(), "again");
        await Run(document, new NotebookRunOptions { Parameters = [NotebookParameter.Parse("s=b")] });
        Assert.Equal(3, document.Cells.Count);
        Assert.Contains("1 b 0", document.Cells[2].OutputsText());
    }

    [Theory]
    [InlineData("parameters", "stepz=1", "Did you mean 'steps'?")]
    [InlineData("parameters", "other=1", "It declares: steps, list.")]
    [InlineData("none", "steps=1", "no code cell has the tag 'parameters'")]
    public async Task a_parameter_that_the_notebook_does_not_have_is_refused_before_anything_runs(string tag, string parameter, string message)
    {
        var document = NotebookText.Of(("int steps = 1; list = 5;", [tag]));
        var before = document.ToBytes();
        var refused = await Assert.ThrowsAsync<NotebookException>(() => Run(document, new NotebookRunOptions { Parameters = [NotebookParameter.Parse(parameter)] }));
        Assert.Contains(message, refused.Message);
        Assert.Equal(before, document.ToBytes());
    }

    [Fact]
    public async Task a_cell_without_a_language_is_refused_before_anything_runs_and_the_option_is_the_way_out()
    {
        var document = NotebookText.Read("""{"cells":[{"cell_type":"markdown","source":"x"},{"cell_type":"code","source":"1"}],"nbformat":4,"nbformat_minor":4}""");
        Assert.Contains("cells[1] has no language", (await Assert.ThrowsAsync<NotebookException>(() => Run(document))).Message);
        Assert.True((await Run(document, new NotebookRunOptions { Language = "csharp" })).Succeeded);
    }

    [Fact]
    public async Task a_notebook_that_puts_out_too_much_fails_and_what_was_collected_is_saved()
    {
        using var folder = new TemporaryFolder();
        var document = NotebookText.Of("Console.Write(new string('x', 600));", "while (true) Console.WriteLine(\"more\");", "1");
        var result = await Run(document, new NotebookRunOptions { MaxOutputBytes = 1_000 }, savePath: folder.File("out.ipynb"));
        Assert.Equal(CellError.OutputLimitExceeded, result.Failure!.Error!.Name);
        Assert.Contains("1,000 bytes together", result.Failure.Error.Message);
        Assert.False(result.Failure.Interrupted);
        var saved = NotebookDocument.Load(folder.File("out.ipynb"));
        Assert.Contains(new string('x', 600), saved.Cells[0].OutputsText());
        Assert.Contains("--max-output", saved.Cells[1].OutputsText());
        Assert.InRange(saved.ToBytes().Length, 600, 4_000);
    }

    [Fact]
    public async Task an_interrupted_run_ends_and_saves_what_it_has()
    {
        using var folder = new TemporaryFolder();
        using var stop = new CancellationTokenSource();
        var document = NotebookText.Of("1", "Console.WriteLine(\"begun\"); await Task.Delay(-1);", "2");
        var result = await Run(document, savePath: folder.File("out.ipynb"), progress: new RecordedProgress { WhenPrinted = stop.Cancel }, stop: stop.Token);
        Assert.True(result.Failure!.Interrupted);
        var saved = NotebookDocument.Load(folder.File("out.ipynb"));
        Assert.Contains("execute_result", saved.Cells[0].OutputsText());
        Assert.Contains("begun", saved.Cells[1].OutputsText());
        Assert.Contains("Interrupted", saved.Cells[1].OutputsText());
        Assert.Equal("[]", saved.Cells[2].OutputsText());
    }

    private static async Task<NotebookRunResult> Run(
        NotebookDocument document, NotebookRunOptions? options = null, INotebookProgress? progress = null, string? savePath = null, CancellationToken stop = default)
    {
        using var scratch = new ScratchServices();
        await using var engine = new CellEngine(scratch.Services, new MagicCatalog([]));
        return await new NotebookRunner(engine, options, progress).RunAsync(document, savePath, stop);
    }

    private sealed class RecordedProgress : INotebookProgress
    {
        public List<string> Calls { get; } = [];

        public Action WhenPrinted { get; init; } = () => { };

        public void CellStarted(NotebookCell cell, int number, int total) => Calls.Add($"start {cell.Index} {number}/{total}");

        public void CellPrinted(NotebookCell cell, string name, string text)
        {
            Calls.Add($"print {text}");
            WhenPrinted();
        }

        public void CellDisplayed(NotebookCell cell, MimeBundle bundle) => Calls.Add($"display {bundle.Data[MimeBundle.Text]}");

        public void CellFinished(NotebookCell cell, CellResult result, TimeSpan elapsed, bool failureAllowed) => Calls.Add($"finish {cell.Index} {result.Error?.Name ?? "ok"}");

        public void CellNotRun(NotebookCell cell) => Calls.Add($"not run {cell.Index}");
    }
}
