using AgentNotebook.Tool.Tests.Support;

namespace AgentNotebook.Tool.Tests;

/// <summary>What a teacher does with a notebook, on the command line.</summary>
public sealed class LessonCommandTests : IDisposable
{
    private readonly ScratchFolder _scratch = new();

    [Fact]
    public async Task the_students_version_and_the_key_are_written_and_files_that_are_there_stay()
    {
        var source = File.ReadAllBytes(WriteLesson());
        var made = await ToolProcess.RunAsync(_scratch.Path, "lesson", "make", "sum.ipynb", "--key", "key/sum.ipynb");
        Assert.True(made.ExitCode == 0, made.Errors);
        Assert.Equal("Wrote sum.exercise.ipynb: 1 exercise.\nWrote key/sum.ipynb: the key.", made.Output);
        Assert.DoesNotContain("Enumerable", File.ReadAllText(_scratch.File("sum.exercise.ipynb")));
        Assert.Contains("Enumerable", File.ReadAllText(_scratch.File("key/sum.ipynb")));
        Assert.Equal(source, File.ReadAllBytes(_scratch.File("sum.ipynb")));

        File.WriteAllText(_scratch.File("sum.exercise.ipynb"), "a student's work");
        var again = await ToolProcess.RunAsync(_scratch.Path, "lesson", "make", "sum.ipynb");
        Assert.Equal(1, again.ExitCode);
        Assert.Contains("Replace it with --overwrite", again.Errors);
        Assert.Equal("a student's work", File.ReadAllText(_scratch.File("sum.exercise.ipynb")));
    }

    [Theory]
    [InlineData(2, "the students' version would replace it", "--output", "sum.ipynb")]
    [InlineData(2, "the notebook itself, which is the key already", "--key", "./sum.ipynb")]
    [InlineData(2, "where the students' version goes", "--output", "a.ipynb", "--key", "a.ipynb")]
    [InlineData(2, "does not end in .ipynb", "--output", "a.dib")]
    [InlineData(1, "its folder cannot be made", "--output", "sum.ipynb/a.ipynb")]
    public async Task places_that_cannot_be_meant_are_refused_and_nothing_is_written(int exitCode, string why, params string[] options)
    {
        var source = File.ReadAllBytes(WriteLesson());
        var refused = await ToolProcess.RunAsync(_scratch.Path, ["lesson", "make", "sum.ipynb", .. options]);
        Assert.Equal(exitCode, refused.ExitCode);
        Assert.Contains(why, refused.Errors);
        Assert.Equal([_scratch.File("sum.ipynb")], Directory.GetFileSystemEntries(_scratch.Path));
        Assert.Equal(source, File.ReadAllBytes(_scratch.File("sum.ipynb")));
    }

    [Fact]
    public async Task a_check_that_does_not_pass_ends_a_strict_run_with_1_once_everything_has_run()
    {
        WriteLesson();
        NotebookFile.Write(_scratch.Path, "wrong.ipynb", "var sum = 5;", "#!check sum --points 3\nsum == 6;", "#!check other\n1 == 1;", "sum");
        var lenient = await ToolProcess.RunAsync(_scratch.Path, "run", "wrong.ipynb");
        Assert.Equal(0, lenient.ExitCode);
        Assert.Contains("Checks: 1 of 2 passed, 0 of 3 points. Not yet: sum.", lenient.Output);
        var strict = await ToolProcess.RunAsync(_scratch.Path, "run", "wrong.ipynb", "--strict");
        Assert.Equal(1, strict.ExitCode);
        Assert.Contains("sum = 5", NotebookFile.Outputs(_scratch.File("wrong.out.ipynb")));
        Assert.Equal(0, (await ToolProcess.RunAsync(_scratch.Path, "run", "sum.ipynb", "--strict")).ExitCode);
    }

    public void Dispose() => _scratch.Dispose();

    private string WriteLesson() => NotebookFile.Write(_scratch.Path, "sum.ipynb", ("var sum = Enumerable.Range(1, 3).Sum();", ["solution"]), ("#!check sum\nsum == 6;", []));
}
