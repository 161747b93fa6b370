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
    [AtLevel(SandboxLevel.Isolated)]
    [AtLevel(SandboxLevel.Confined)]
    public async Task profile_gpu_opens_the_device_nodes_and_the_systems_libraries_and_nothing_else(SandboxLevel level)
    {
        using var folders = new TestFolder();
        var outside = Folder(folders, "outside");
        File.WriteAllText(Path.Combine(outside, "secret.txt"), "secret");

        // Without a GPU another device stands in for its node: one that the other profiles do not open.
        var sandbox = new SandboxOptions { MinimumLevel = level, MaximumLevel = level, Profile = SandboxProfile.Gpu, GpuNodes = ["/dev/zero"] };
        var library = Path.Combine(System.Runtime.InteropServices.RuntimeEnvironment.GetRuntimeDirectory(), "System.Private.CoreLib.dll");
        var outcome = await RunAsync(sandbox, $$"""
            {{Attempt}}
            new[]
            {
                Try(() => { using var node = new FileStream("/dev/zero", FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite, 0); node.WriteByte(1); return "opened " + node.ReadByte(); }),
                Try(() => { using var file = File.OpenRead("{{library}}"); return "read " + (char)file.ReadByte(); }),
                Try(() => System.Runtime.InteropServices.NativeLibrary.Load("libc.so.6") == 0 ? null : "loaded"),
                Try(() => { using var file = new FileStream("{{library}}", FileMode.Open, FileAccess.ReadWrite); return "a library opened to write"; }),
                Try(() => { using var node = File.OpenRead("/dev/full"); return "another device"; }),
                Try(() => File.ReadAllText("{{outside}}/secret.txt")),
                Try(() => File.ReadAllText("/etc/passwd")),
                Try(() => { File.WriteAllText("/tmp/agentnb-out.txt", "x"); return "wrote"; }),
                Try(() => { File.WriteAllText("/dev/new", "x"); return "made a node"; }),
                Try(() => { new System.Net.Sockets.Socket(System.Net.Sockets.SocketType.Stream, System.Net.Sockets.ProtocolType.Tcp).Dispose(); return "socket"; }),
                Try(() => { System.Diagnostics.Process.Start("/bin/true"); return "process"; }),
            }
            """);

        Assert.Equal((Verdict.Completed, level, SandboxProfile.Gpu), (outcome.Verdict, outcome.Level, outcome.Profile));
        Assert.Equal("""["opened 0","read M","loaded",null,null,null,null,null,null,null,null]""", outcome.ResultJson);
        Assert.False(File.Exists("/tmp/agentnb-out.txt"));
    }

    [Theory]
    [AtLevel(SandboxLevel.Isolated)]
    [AtLevel(SandboxLevel.Confined)]
    public async Task what_profile_gpu_opens_is_named_on_the_screen(SandboxLevel level)
    {
        var sandbox = new SandboxOptions { MinimumLevel = level, MaximumLevel = level, Profile = SandboxProfile.Gpu, GpuNodes = ["/dev/zero"] };
        await using var runner = new WorkerRunner(new WorkerRunnerOptions { Sandbox = sandbox, Pool = new WorkerPoolOptions { Spares = 0 } });
        Assert.Contains("the device nodes /dev/zero, which the code may open, map and control", (await runner.PrepareAsync(CancellationToken.None)).InWords, StringComparison.Ordinal);
    }

    [Fact]
    public async Task without_a_device_node_profile_gpu_is_refused_with_what_was_looked_for()
    {
        await using var runner = new WorkerRunner(new WorkerRunnerOptions { Sandbox = new SandboxOptions { Profile = SandboxProfile.Gpu, GpuNodes = [] } });
        var refused = await Assert.ThrowsAsync<SandboxUnavailableException>(() => runner.PrepareAsync(CancellationToken.None));
        Assert.All(["/dev/nvidiactl", "/dev/dri/renderD128", "/dev/kfd"], looked => Assert.Contains(looked, refused.Message, StringComparison.Ordinal));
    }

    [Fact]
    public async Task a_runner_hands_out_another_one_with_the_gpu_that_is_no_weaker()
    {
        await using var runner = new WorkerRunner(new WorkerRunnerOptions { Sandbox = new SandboxOptions { GpuNodes = ["/dev/zero"] } });
        await using var gpu = runner.WithGpu();
        Assert.Equal(SandboxProfile.Gpu, (await gpu.PrepareAsync(CancellationToken.None)).Profile);
        await using var open = new WorkerRunner(new WorkerRunnerOptions { Sandbox = new SandboxOptions { MinimumLevel = SandboxLevel.None } });
        Assert.Contains("at least level confined", Assert.Throws<ArgumentException>(open.WithGpu).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(SandboxProfile.Files)]
    [InlineData(SandboxProfile.Extract)]
    [InlineData(SandboxProfile.Gpu)]
    public async Task a_profile_with_paths_is_refused_at_filtered(SandboxProfile profile)
    {
        using var folder = new TestFolder();
        var sandbox = new SandboxOptions { MaximumLevel = SandboxLevel.Filtered, Profile = profile };
        await using var runner = new WorkerRunner(new WorkerRunnerOptions
        {
            Sandbox = profile switch
            {
                SandboxProfile.Files => sandbox with { ReadRoots = [folder.Path] },
                SandboxProfile.Extract => sandbox with { StagingFolder = folder.Path },
                _ => sandbox with { GpuNodes = ["/dev/zero"] },
            },
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
