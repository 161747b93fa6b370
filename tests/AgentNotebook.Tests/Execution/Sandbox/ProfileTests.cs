using AgentNotebook.Execution;
using AgentNotebook.Execution.Workers;

namespace AgentNotebook.Tests.Execution.Sandbox;

public class ProfileTests
{
    [Theory]
    [AtLevel(SandboxLevel.Isolated)]
    [AtLevel(SandboxLevel.Confined)]
    public async Task profile_files_reads_below_its_roots_and_nowhere_else_and_writes_nothing(SandboxLevel level)
    {
        using var folders = new TestFolder();
        var (root, outside) = (Folder(folders, "root"), Folder(folders, "outside"));
        File.WriteAllText(Path.Combine(root, "data.txt"), "seen");
        File.WriteAllText(Path.Combine(outside, "secret.txt"), "secret");
        File.CreateSymbolicLink(Path.Combine(root, "link.txt"), Path.Combine(outside, "secret.txt"));
        var sandbox = new SandboxOptions { MinimumLevel = level, MaximumLevel = level, Profile = SandboxProfile.Files, ReadRoots = [root] };

        var outcome = await RunAsync(sandbox, $$"""
            {{Attempt}}
            new[]
            {
                Try(() => File.ReadAllText("{{root}}/data.txt")),
                Try(() => Directory.GetFiles("{{root}}").Length.ToString()),
                Try(() => File.ReadAllText("{{root}}/link.txt")),
                Try(() => File.ReadAllText("{{root}}/../outside/secret.txt")),
                Try(() => File.ReadAllText("/etc/passwd")),
                Try(() => { File.WriteAllText("{{root}}/new.txt", "x"); return "wrote"; }),
                Try(() => { File.Delete("{{root}}/data.txt"); return "deleted"; }),
            }
            """);

        Assert.Equal((Verdict.Completed, level, SandboxProfile.Files), (outcome.Verdict, outcome.Level, outcome.Profile));
        Assert.Equal("""["seen","2",null,null,null,null,null]""", outcome.ResultJson);
        Assert.Equal(["data.txt", "link.txt"], Directory.EnumerateFiles(root).Select(Path.GetFileName).Order());
    }

    [Theory]
    [AtLevel(SandboxLevel.Isolated)]
    [AtLevel(SandboxLevel.Confined)]
    public async Task profile_extract_writes_below_its_staging_folder_and_nowhere_else(SandboxLevel level)
    {
        using var folders = new TestFolder();
        var (staging, outside) = (Folder(folders, "staging"), Folder(folders, "outside"));
        Directory.CreateSymbolicLink(Path.Combine(staging, "way-out"), outside);
        var sandbox = new SandboxOptions { MinimumLevel = level, MaximumLevel = level, Profile = SandboxProfile.Extract, StagingFolder = staging };

        var outcome = await RunAsync(sandbox, $$"""
            {{Attempt}}
            new[]
            {
                Try(() => { Directory.CreateDirectory("{{staging}}/a/b"); File.WriteAllText("{{staging}}/a/b/c.txt", "x"); return "wrote"; }),
                Try(() => { File.Move("{{staging}}/a/b/c.txt", "{{staging}}/a/d.txt"); return "moved"; }),
                Try(() => { File.CreateSymbolicLink("{{staging}}/a/link", "d.txt"); return "linked"; }),
                Try(() => { File.SetUnixFileMode("{{staging}}/a/d.txt", UnixFileMode.UserRead); return "mode"; }),
                Try(() => { File.WriteAllText("{{staging}}/way-out/x.txt", "x"); return "out by a link"; }),
                Try(() => { File.WriteAllText("{{staging}}/../outside/x.txt", "x"); return "out by dots"; }),
                Try(() => { File.WriteAllText("{{outside}}/x.txt", "x"); return "out"; }),
                Try(() => { File.WriteAllText("/tmp/agentnb-out.txt", "x"); return "tmp"; }),
                Try(() => File.ReadAllText("/etc/passwd")),
            }
            """);

        Assert.Equal((Verdict.Completed, level, SandboxProfile.Extract), (outcome.Verdict, outcome.Level, outcome.Profile));
        Assert.Equal("""["wrote","moved","linked","mode",null,null,null,null,null]""", outcome.ResultJson);
        Assert.Equal("x", File.ReadAllText(Path.Combine(staging, "a", "d.txt")));
        Assert.Empty(Directory.EnumerateFileSystemEntries(outside));
        Assert.False(File.Exists("/tmp/agentnb-out.txt"));
    }

    [Theory]
    [InlineData(SandboxProfile.Files)]
    [InlineData(SandboxProfile.Extract)]
    public async Task a_profile_with_paths_is_refused_at_filtered(SandboxProfile profile)
    {
        using var folder = new TestFolder();
        var sandbox = new SandboxOptions { MaximumLevel = SandboxLevel.Filtered, Profile = profile };
        await using var runner = new WorkerRunner(new WorkerRunnerOptions
        {
            Sandbox = profile == SandboxProfile.Files ? sandbox with { ReadRoots = [folder.Path] } : sandbox with { StagingFolder = folder.Path },
        });

        var refused = await Assert.ThrowsAsync<SandboxUnavailableException>(() => runner.PrepareAsync(CancellationToken.None));

        Assert.Contains("needs at least level 'confined'", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/proc/self")]
    [InlineData("/sys")]
    [InlineData("relative")]
    [InlineData("/not/there")]
    public void a_root_that_would_show_the_machine_is_refused(string root)
    {
        var sandbox = new SandboxOptions { Profile = SandboxProfile.Files, ReadRoots = [root] };

        var refused = Assert.Throws<ArgumentException>(() => new WorkerRunner(new WorkerRunnerOptions { Sandbox = sandbox }));

        Assert.Contains(root, refused.Message, StringComparison.Ordinal);
    }

    private const string Attempt = "string? Try(Func<string> attempt) { try { return attempt(); } catch (Exception) { return null; } }";

    private static string Folder(TestFolder folders, string name) => Directory.CreateDirectory(Path.Combine(folders.Path, name)).FullName;

    private static async Task<GuestOutcome> RunAsync(SandboxOptions sandbox, string code)
    {
        await using var runner = new WorkerRunner(new WorkerRunnerOptions { Sandbox = sandbox, Pool = new WorkerPoolOptions { Spares = 0 } });
        return await runner.RunAsync(Guests.Compile(code), Guests.Limits, CancellationToken.None);
    }
}
