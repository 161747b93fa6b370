using System.Text.Json;
using AgentNotebook.Tool.Tests.Support;

namespace AgentNotebook.Tool.Tests;

public sealed class CommandLineTests : IDisposable
{
    private readonly ScratchFolder _scratch = new();

    [Fact]
    public async Task the_version_is_printed()
    {
        var result = await ToolProcess.RunAsync(_scratch.Path, "--version");
        Assert.Equal(0, result.ExitCode);
        Assert.Matches(@"^\d+\.\d+\.\d+", result.Output);
    }

    [Fact]
    public async Task help_names_every_command()
    {
        var result = await ToolProcess.RunAsync(_scratch.Path, "--help");
        Assert.Equal(0, result.ExitCode);
        Assert.All(["run", "sessions", "doctor", "bench"], command => Assert.Contains(command, result.Output));
    }

    [Theory]
    [InlineData("runn", "notebook.ipynb")]
    [InlineData("run", "--nonsense")]
    [InlineData("run")]
    [InlineData("bench", "repairs")]
    [InlineData("run", "x.ipynb", "--inplace", "--output", "y.ipynb")]
    [InlineData("run", "x.ipynb", "--parameters", "novalue")]
    public async Task a_wrong_command_line_exits_with_2_and_says_on_stderr_what_is_right(params string[] args)
    {
        var result = await ToolProcess.RunAsync(_scratch.Path, args);
        Assert.Equal(2, result.ExitCode);
        Assert.StartsWith("agentnb: ", result.Errors);
        Assert.Empty(result.Output);
    }

    [Theory]
    [InlineData("--ouput", "--output")]
    [InlineData("--paramters", "--parameters")]
    public async Task a_misspelled_option_is_answered_with_the_nearest(string typed, string meant)
    {
        var result = await ToolProcess.RunAsync(_scratch.Path, "run", "x.ipynb", typed, "y");
        Assert.Equal(2, result.ExitCode);
        Assert.Contains($"There is no option '{typed}'. Did you mean '{meant}'?", result.Errors);
    }

    [Fact]
    public async Task doctor_tries_each_part_and_reports_as_json()
    {
        var result = await ToolProcess.RunAsync(_scratch.Path, "doctor", "--json");
        Assert.Equal(0, result.ExitCode);
        using var report = JsonDocument.Parse(result.Output);
        var parts = report.RootElement.GetProperty("parts");
        // Whether there is a container to speak of is the machine's affair.
        Assert.Equal(["runtime", "worker", "memory", "sessions"], parts.EnumerateArray().Select(finding => finding.GetProperty("part").GetString()).Where(part => part != "container"));
        Assert.All(parts.EnumerateArray(), finding => Assert.True(finding.GetProperty("works").GetBoolean(), finding.ToString()));
    }

    [Fact]
    public async Task doctor_tries_each_level_of_the_sandbox_and_says_how_to_get_what_is_missing()
    {
        var result = await ToolProcess.RunAsync(_scratch.Path, "doctor", "--json");
        using var report = JsonDocument.Parse(result.Output);
        var levels = report.RootElement.GetProperty("sandbox");
        Assert.Equal(["isolated", "confined", "filtered"], levels.EnumerateArray().Select(level => level.GetProperty("level").GetString()));
        Assert.All(levels.EnumerateArray(), level =>
        {
            var layers = level.GetProperty("layers").EnumerateArray().ToList();
            Assert.NotEmpty(layers);
            if (level.GetProperty("works").GetBoolean())
            {
                Assert.Contains(layers, layer => layer.GetProperty("name").GetString() == "canary" && layer.GetProperty("isActive").GetBoolean());
            }
            else
            {
                Assert.Contains(layers, layer => !layer.GetProperty("isActive").GetBoolean() && layer.GetProperty("remedy").GetString() != "");
            }
        });
        Assert.Equal(levels.EnumerateArray().First(level => level.GetProperty("works").GetBoolean()).GetProperty("level").GetString(), report.RootElement.GetProperty("strongest").GetString());
    }

    [Fact]
    public async Task sessions_are_listed_shown_and_verified()
    {
        NotebookFile.Write(_scratch.Path, "sums.ipynb", "#!agent-run --check \"result == 42\"\n6 * 7");
        var run = await ToolProcess.RunAsync(_scratch.Path, "run", "sums.ipynb");
        Assert.True(run.ExitCode == 0, run.Errors);

        var list = await ToolProcess.RunAsync(_scratch.Path, "sessions", "list", "--json");
        using var listed = JsonDocument.Parse(list.Output);
        Assert.Equal("sums", Assert.Single(listed.RootElement.EnumerateArray()).GetProperty("name").GetString());

        var show = await ToolProcess.RunAsync(_scratch.Path, "sessions", "show", "sums", "--json");
        using var shown = JsonDocument.Parse(show.Output);
        Assert.Equal("succeeded", shown.RootElement.GetProperty("runs")[0].GetProperty("state").GetString());

        var text = await ToolProcess.RunAsync(_scratch.Path, "sessions", "show", "sums");
        Assert.Contains("Reflecting → Succeeded", text.Output);

        var page = await ToolProcess.RunAsync(_scratch.Path, "sessions", "show", "sums", "--html", "sums.html");
        Assert.Equal("Wrote sums.html.", page.Output.Trim());
        Assert.Contains("Succeeded on attempt 1", File.ReadAllText(_scratch.File("sums.html")));
        var again = await ToolProcess.RunAsync(_scratch.Path, "sessions", "show", "sums", "--html", "sums.html");
        Assert.Equal(1, again.ExitCode);
        Assert.Contains("Replace it with --overwrite", again.Errors);
        Assert.Equal(0, (await ToolProcess.RunAsync(_scratch.Path, "sessions", "show", "sums", "--html", "sums.html", "--overwrite")).ExitCode);

        var verify = await ToolProcess.RunAsync(_scratch.Path, "sessions", "verify");
        Assert.Equal(0, verify.ExitCode);
        Assert.Contains("intact", verify.Output);
    }

    [Fact]
    public async Task a_session_that_is_not_there_is_named()
    {
        NotebookFile.Write(_scratch.Path, "one.ipynb", "1");
        await ToolProcess.RunAsync(_scratch.Path, "run", "one.ipynb");
        var result = await ToolProcess.RunAsync(_scratch.Path, "sessions", "show", "two");
        Assert.Equal(1, result.ExitCode);
        Assert.Contains("two", result.Errors);
    }

    [Theory]
    [InlineData("sessions", "list")]
    [InlineData("run", "one.ipynb")]
    public async Task a_store_of_an_unknown_kind_is_refused_with_what_there_is_and_how_to_get_more(params string[] command)
    {
        NotebookFile.Write(_scratch.Path, "one.ipynb", "1");
        var result = await ToolProcess.RunAsync(_scratch.Path, [.. command, "--store", "nowhere:x.db"]);
        Assert.Equal(1, result.ExitCode);
        foreach (var part in new[] { "'nowhere:'", "sqlite", "AGENTNOTEBOOK_PROVIDERS", "dotnet publish", "'sqlite:nowhere:x.db'" })
            Assert.Contains(part, result.Errors);
        Assert.Equal([_scratch.File("one.ipynb")], Directory.GetFileSystemEntries(_scratch.Path));
    }

    [Fact]
    public async Task looking_into_a_store_that_is_not_there_makes_none()
    {
        var result = await ToolProcess.RunAsync(_scratch.Path, "sessions", "list", "--store", "absent.db");
        Assert.Equal(1, result.ExitCode);
        Assert.Contains("absent.db", result.Errors);
        Assert.False(File.Exists(_scratch.File("absent.db")));
    }

    public void Dispose() => _scratch.Dispose();
}
