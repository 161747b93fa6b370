using System.Diagnostics;
using System.Text.Json.Nodes;
using AgentNotebook.Tool.Tests.Support;

namespace AgentNotebook.Tool.Tests;

/// <summary>Notebooks are published as pages, as Markdown and as programs.</summary>
public sealed class ExportTests : IDisposable
{
    private readonly ScratchFolder _scratch = new();

    [Fact]
    public async Task each_format_is_written_beside_the_notebook_and_what_is_lost_is_said()
    {
        NotebookFile.Write(_scratch.Path, "a.ipynb", "1 + 1", "#!state");
        foreach (var format in new[] { "html", "md" })
        {
            var result = await ToolProcess.RunAsync(_scratch.Path, "export", "a.ipynb", "--to", format);
            Assert.Equal((0, $"Wrote a.{format}."), (result.ExitCode, result.Output));
            Assert.Contains($"agentnb: a.{format} does not hold all of the notebook:\n  there are no outputs", result.Errors);
        }

        var program = await ToolProcess.RunAsync(_scratch.Path, "export", "a.ipynb", "--output", "b.cs");
        Assert.Equal((0, "Wrote b.cs."), (program.ExitCode, program.Output));
        Assert.Contains("cells[1]: #!state, which only a notebook has", program.Errors);
        Assert.Equal(["a.html", "a.ipynb", "a.md", "b.cs"], Directory.GetFileSystemEntries(_scratch.Path).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task a_polyglot_notebook_is_exported_too()
    {
        File.WriteAllText(_scratch.File("a.dib"), "#!markdown\n\n# Title\n\n#!fsharp\n\nlet x = 1\n");
        Assert.Equal(0, (await ToolProcess.RunAsync(_scratch.Path, "export", "a.dib", "--to", "md")).ExitCode);
        Assert.Equal("# Title\n\n```fsharp\nlet x = 1\n```\n", File.ReadAllText(_scratch.File("a.md")));
    }

    [Theory]
    [InlineData(1, "a.html: there is a file already", "export", "a.ipynb", "--to", "html")]
    [InlineData(1, "broken.ipynb", "export", "broken.ipynb", "--to", "html", "--overwrite")]
    [InlineData(1, "at most 10 of one output are exported", "export", "large.ipynb", "--to", "html", "--max-output", "10B")]
    [InlineData(2, "--to takes html, md or cs, not 'pdf'", "export", "a.ipynb", "--to", "pdf")]
    [InlineData(2, "Say what the notebook is to become", "export", "a.ipynb")]
    [InlineData(2, "'a.txt' ends in neither", "export", "a.ipynb", "--output", "a.txt")]
    [InlineData(2, "--output names the notebook itself", "export", "a.ipynb", "--to", "html", "--output", "a.ipynb", "--overwrite")]
    [InlineData(2, "Did you mean '--overwrite'", "export", "a.ipynb", "--to", "html", "--overwrit")]
    public async Task what_goes_wrong_is_said_and_changes_nothing(int exitCode, string said, params string[] args)
    {
        NotebookFile.Write(_scratch.Path, "a.ipynb", "1");
        var large = JsonNode.Parse(File.ReadAllText(_scratch.File("a.ipynb")))!;
        large["cells"]![0]!["outputs"] = new JsonArray(new JsonObject { ["output_type"] = "stream", ["name"] = "stdout", ["text"] = "eleven char" });
        File.WriteAllText(_scratch.File("large.ipynb"), large.ToJsonString());
        File.WriteAllText(_scratch.File("broken.ipynb"), "{");
        File.WriteAllText(_scratch.File("a.html"), "before");
        var there = Directory.GetFiles(_scratch.Path).Order().Select(file => (file, File.ReadAllText(file))).ToList();

        var result = await ToolProcess.RunAsync(_scratch.Path, args);

        Assert.Equal(exitCode, result.ExitCode);
        Assert.Contains(said, result.Errors);
        Assert.Equal(there, Directory.GetFiles(_scratch.Path).Order().Select(file => (file, File.ReadAllText(file))));
    }

    [Fact]
    public async Task a_program_prints_with_dotnet_run_what_the_notebook_showed()
    {
        NotebookFile.Write(
            _scratch.Path,
            "book.ipynb",
            ("using System.Globalization;\nint total;\nint Twice(int n) => 2 * n + later;\nvar later = 1;\nTwice(3)", []),
            ("record Point(int X, int Y) { public double Length => Math.Sqrt(X * X + Y * Y); }\nstatic int Doubled(this int n) => n * 2;\nenum Kind { A, B }", []),
            ("var p = new Point(3, 4);\nawait Task.Delay(1);\ndisplay(p.Length);\nKind.B.Display();\n5.Doubled()", []),
            ("for (var i = 0; i < 3; i++) total += i;\nConsole.WriteLine($\"total {total}\");", []),
            ("var total = \"redefined\";\nvar i = 7;\nint Twice(string s) => 2 * s.Length;\n(Twice(total), total, i)", []),
            ("Environment.CurrentManagedThreadId > 0 ? throw new InvalidOperationException(\"on purpose\") : 1", ["raises-exception"]),
            ("class Point { public int Z = 9; }\nnew Point().Z", []),
            ("from i in Enumerable.Range(0, 25) where i > 1 select i * 0.5", []),
            ("(object)null", []),
            ("new DateTime(2026, 1, 2, 3, 4, 5)", []),
            ("var text = @\"two\nlines\" + \"\"\"\n    raw\n      text\n    \"\"\";\ntext", []),
            ("System.Text.Json.JsonSerializer.Serialize(new[] { 1.5, 2 })", []),
            ("1234567.891.ToString(\"N1\")", []));
        Assert.Equal(0, (await ToolProcess.RunAsync(_scratch.Path, "run", "book.ipynb")).ExitCode);
        Assert.Equal(0, (await ToolProcess.RunAsync(_scratch.Path, "export", "book.out.ipynb", "--output", "book.cs")).ExitCode);

        Assert.Equal((Shown(_scratch.File("book.out.ipynb")), "InvalidOperationException: on purpose\n"), await RunProgramAsync("book.cs"));
    }

    [Fact]
    public async Task a_program_with_imports_recursion_and_closures_prints_the_same_too()
    {
        File.WriteAllText(_scratch.File("helper.csx"), "double Mean(IEnumerable<double> numbers) => numbers.Sum() / count++;\nvar count = 2;");
        NotebookFile.Write(
            _scratch.Path,
            "book.ipynb",
            "#load \"helper.csx\"\n(Mean([1.0, 2.0]), count)",
            "count += 10;\nint Fibonacci(int n) => n < 2 ? n : Fibonacci(n - 1) + Fibonacci(n - 2);\nvar squares = new Dictionary<int, Func<int>>();\nfor (var i = 0; i < 3; i++) { var i3 = i; squares[i] = () => i3 * i3 + count; }",
            "#!time\nforeach (var (number, square) in squares) Console.WriteLine($\"{number}: {square()}\");\nEnumerable.Range(0, 10).Select(Fibonacci).ToArray()",
            "async Task<string> LaterAsync(string text) { await Task.Yield(); return text + count; }\nawait LaterAsync(\"later \")",
            "if (int.TryParse(\"12\", out var number)) Console.WriteLine(number);\nvar (x, y) = (number, 1);\nx + y",
            "interface IShape { double Area { get; } }\nrecord Square(double Side) : IShape { public double Area => Side * Side; }\nnew IShape[] { new Square(2), new Square(3) }.Sum(shape => shape.Area)",
            "static IEnumerable<int> Count(int to) { for (var i = 0; i < to; i++) yield return i; }\nstring.Join(\",\", Count(3))");
        Assert.Equal(0, (await ToolProcess.RunAsync(_scratch.Path, "run", "book.ipynb")).ExitCode);
        Assert.Equal(0, (await ToolProcess.RunAsync(_scratch.Path, "export", "book.out.ipynb", "--output", "book.cs")).ExitCode);

        var shown = string.Concat(Shown(_scratch.File("book.out.ipynb")).Split('\n').Where(line => line.Length > 0 && !line.StartsWith("Wall time", StringComparison.Ordinal)).Select(line => line + "\n"));
        Assert.Equal((shown, ""), await RunProgramAsync("book.cs"));
    }

    private static string Shown(string notebook)
    {
        var texts = JsonNode.Parse(File.ReadAllText(notebook))!["cells"]!.AsArray()
            .SelectMany(cell => cell!["outputs"]!.AsArray())
            .Where(output => output!["output_type"]!.GetValue<string>() != "error")
            .Select(output => output!["text"] ?? output["data"]!["text/plain"])
            .Select(text => text is JsonArray lines ? string.Concat(lines.Select(line => line!.GetValue<string>())) : text!.GetValue<string>());
        return string.Concat(texts.Select(text => text.TrimEnd('\n') + "\n"));
    }

    private async Task<(string Output, string Errors)> RunProgramAsync(string file)
    {
        using var run = Process.Start(new ProcessStartInfo("dotnet", ["run", file]) { WorkingDirectory = _scratch.Path, RedirectStandardOutput = true, RedirectStandardError = true })!;
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(3));
        var (output, errors) = (run.StandardOutput.ReadToEndAsync(), run.StandardError.ReadToEndAsync());
        await run.WaitForExitAsync(patience.Token);
        Assert.True(run.ExitCode == 0, await output + await errors);
        return (await output, await errors);
    }

    public void Dispose() => _scratch.Dispose();
}
