using AgentNotebook.Execution;

namespace AgentNotebook.Cells.Tests.AgentRuns;

public class RunReadsTests
{
    [Fact]
    public async Task a_run_reads_the_folders_it_was_given_also_when_it_goes_on_and_nothing_else_does()
    {
        await using var notebook = new NotebookFolder(SandboxLevel.Isolated);
        var data = Directory.CreateDirectory(Path.Combine(notebook.Path, "data")).FullName;
        File.WriteAllText(Path.Combine(data, "n.txt"), "41");
        var read = $"int.Parse(File.ReadAllText(\"{data}/n.txt\"))";
        notebook.Playbook("model.yaml", read, $"1 + {read}");
        await notebook.StartAsync();
        var run = "#!agent-run --model script:model.yaml --reads data --check \"result == 42\" --max-iterations 0\nRead.";
        var error = await notebook.Fail(run);
        if (!await notebook.CanRead())
        {
            Assert.Contains("confined", error.Message);
            Assert.Empty(notebook.Runs);
            return;
        }

        Assert.Equal(("41", SandboxProfile.Files), (notebook.Runs[0].Attempts[0].Outcome!.ResultJson, notebook.Runs[0].Attempts[0].Outcome!.Profile));
        await notebook.StartAsync();
        await notebook.Run("#!agent-resume");
        Assert.Equal("42", await notebook.Value("result"));

        await notebook.Fail(run.Replace("--reads data ", "", StringComparison.Ordinal));
        Assert.Equal(Verdict.Refused, notebook.Runs[1].Attempts[0].Outcome!.Verdict);
    }

    [Theory]
    [InlineData(SandboxLevel.Isolated, "absent", "there is no such folder")]
    [InlineData(SandboxLevel.Isolated, "/proc", "/proc")]
    [InlineData(SandboxLevel.None, ".", "at least level confined")]
    public async Task a_folder_that_no_guest_may_read_is_refused_with_its_place_and_leaves_no_run(SandboxLevel strongest, string folder, string why)
    {
        await using var notebook = new NotebookFolder(strongest);
        await notebook.StartAsync();
        var error = await notebook.Fail($"#!agent-run --reads {folder}\n1");

        Assert.Equal(1, error.Line);
        Assert.Contains(why, error.Message);
        Assert.DoesNotContain("Parameter", error.Message);
        Assert.Empty(notebook.Runs);
    }
}
