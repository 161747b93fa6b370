using AgentNotebook.Tool.Tests.Support;

namespace AgentNotebook.Tool.Tests.Grids.Kubernetes;

/// <summary>Grids handed to a stand-in for kubectl, which notes what it is asked and says what it is told to: no cluster is to be had here.</summary>
public sealed class KubernetesGridTests : IDisposable
{
    private readonly ScratchFolder _scratch = new();

    public KubernetesGridTests() => NotebookFile.Write(_scratch.Path, "book.ipynb", ("var seed = 1;", ["parameters"]), ("glue(\"seed\", seed);", []));

    [Fact]
    public async Task a_grid_is_created_shown_refused_a_second_time_and_deleted()
    {
        StandIn("""
            printf '%s\n' "$@" >> calls
            case "$1 $2" in
              "get job") printf 'job|||' ;;
              "get pods") printf '0|Running|\n1|Pending|\n' ;;
            esac
            """);
        var submitted = await AgentnbAsync("run", "book.ipynb", "--grid", "seed=1..2", "--on", "kubernetes", "--image", "agentnb:1", "--claim", "results", "--namespace", "lab");
        Assert.True(submitted.ExitCode == 0, submitted.Output + submitted.Errors);
        Assert.Contains("Kubernetes has them as job agentnb-book-", submitted.Output);
        Assert.Equal(["create", "--namespace=lab", "--output=name", $"--filename={_scratch.File("book.grid/grid.yaml")}"], Calls());
        Assert.Contains("completionMode: Indexed", File.ReadAllText(_scratch.File("book.grid/grid.yaml")));
        Assert.Contains("ENTRYPOINT", File.ReadAllText(_scratch.File("book.grid/Dockerfile")));

        var status = await AgentnbAsync("grid", "status", "book");
        Assert.Contains("1 running, 1 waiting", status.Output);
        var again = await AgentnbAsync("run", "book.ipynb", "--grid", "seed=1..2");
        Assert.Equal(1, again.ExitCode);
        Assert.Contains("they would run twice", again.Errors);
        File.Delete(_scratch.File("calls"));
        Assert.Equal(0, (await AgentnbAsync("grid", "cancel", "book")).ExitCode);
        Assert.Equal(["delete", "job,configmap"], Calls()[..2]);
    }

    [Fact]
    public async Task without_kubectl_it_is_said_what_to_run()
    {
        var result = await AgentnbAsync("run", "book.ipynb", "--grid", "seed=1..2", "--on", "kubernetes", "--image", "agentnb:1", "--claim", "results");
        Assert.True(result.ExitCode == 0, result.Output + result.Errors);
        Assert.Contains($"There is no kubectl here, so nothing runs yet. Where there is one, run: kubectl create --filename={_scratch.File("book.grid/grid.yaml")}", result.Output);
    }

    [Fact]
    public async Task what_kubernetes_refuses_is_said_and_hinders_nothing()
    {
        StandIn("printf 'error: \\033[31mforbidden\\n' >&2; exit 1");
        var refused = await AgentnbAsync("run", "book.ipynb", "--grid", "seed=1..2", "--on", "kubernetes", "--image", "agentnb:1", "--claim", "results");
        Assert.Equal(1, refused.ExitCode);
        Assert.Contains("Kubernetes did not take the job: error:", refused.Errors);
        Assert.DoesNotContain('\u001b', refused.Errors);
        var here = await AgentnbAsync("run", "book.ipynb", "--grid", "seed=1..2");
        Assert.True(here.ExitCode == 0, here.Output + here.Errors);
    }

    [Fact]
    public async Task a_program_that_never_stops_talking_is_ended()
    {
        StandIn("""
            case "$1" in
              get) while :; do printf '%04096d' 0; done ;;
            esac
            """);
        Assert.Equal(0, (await AgentnbAsync("run", "book.ipynb", "--grid", "seed=1..2", "--on", "kubernetes", "--image", "agentnb:1", "--claim", "results")).ExitCode);
        var status = await AgentnbAsync("grid", "status", "book");
        Assert.Equal(1, status.ExitCode);
        Assert.Contains("kubectl said more than 33,554,432 characters and was ended", status.Errors);
    }

    [Theory]
    [InlineData("--claim results", "needs --image")]
    [InlineData("--image agentnb:1", "needs --claim")]
    [InlineData("--image agentnb:1 --claim results --partition gpu", "--partition is about --on slurm")]
    [InlineData("--image agentnb:1 --claim results --store sessions.db", "members in containers do not see it")]
    [InlineData("--image agentnb:1 --claim results --memory lots", "--memory takes a size")]
    public async Task a_grid_that_cannot_be_handed_over_is_refused_before_anything_is_written(string options, string why)
    {
        var result = await AgentnbAsync(["run", "book.ipynb", "--grid", "seed=1..2", "--on", "kubernetes", .. options.Split(' ')]);
        Assert.Equal(2, result.ExitCode);
        Assert.Contains(why, result.Errors);
        Assert.Equal(["book.ipynb"], Directory.EnumerateFileSystemEntries(_scratch.Path).Select(Path.GetFileName));
    }

    public void Dispose() => _scratch.Dispose();

    // Only what the stand-in needs, so that a kubectl of this machine is not found.
    private Task<ToolResult> AgentnbAsync(params string[] arguments) => ToolProcess.RunWithAsync(new Dictionary<string, string> { ["PATH"] = _scratch.File("bin") }, _scratch.Path, arguments);

    private string[] Calls() => File.ReadAllLines(_scratch.File("calls"));

    private void StandIn(string script)
    {
        var file = Path.Combine(Directory.CreateDirectory(_scratch.File("bin")).FullName, "kubectl");
        File.WriteAllText(file, $"#!/bin/sh\n{script}\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }
}
