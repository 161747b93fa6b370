using AgentNotebook.Execution.Processes;
using AgentNotebook.Tests.Support;

namespace AgentNotebook.Tests.Execution.Processes;

public sealed class SpawnedProcessTests : IDisposable
{
    private readonly LauncherThread _launcher = new("test launcher");

    public void Dispose() => _launcher.Dispose();

    [LinuxFact]
    public void a_program_that_does_not_exist_is_named()
    {
        var error = Assert.Throws<IOException>(() => Start("/nowhere/program"));

        Assert.Equal("/nowhere/program: No such file or directory", error.Message);
    }

    [LinuxFact]
    public void a_program_that_may_not_be_executed_is_named() =>
        Assert.Equal("/etc/passwd: Permission denied", Assert.Throws<IOException>(() => Start("/etc/passwd")).Message);

    [LinuxFact]
    public void a_text_with_a_nul_starts_nothing() =>
        Assert.Contains("NUL", Assert.Throws<IOException>(() => Start("/bin/true", "a\0b")).Message, StringComparison.Ordinal);

    [LinuxFact]
    public async Task the_exit_status_is_known()
    {
        using var seven = Shell("exit 7");
        using var zero = Shell(":");

        Assert.Equal((7, 0), (await seven.Exit, await zero.Exit));
    }

    [LinuxFact]
    public async Task a_signal_that_ended_it_is_known()
    {
        using var own = Shell("kill -TERM $$");
        using var ours = Shell("read forever");
        ours.Kill();

        Assert.Equal((128 + 15, 128 + 9), (await own.Exit, await ours.Exit));
    }

    [LinuxFact]
    public async Task a_stopped_child_is_killed_all_the_same()
    {
        using var child = Shell("read forever");
        child.Stop();
        Assert.False(child.Exit.IsCompleted);

        child.Kill();

        Assert.Equal(128 + 9, await child.Exit.WaitAsync(TimeSpan.FromSeconds(10)));
        child.Kill();
        child.Stop();
    }

    [LinuxFact]
    public async Task its_three_streams_are_apart()
    {
        using var child = Shell("read line; echo \"out $line\"; echo \"err $line\" >&2; cat >&2");
        await child.Input.WriteAsync("first\nrest"u8.ToArray());
        await child.Input.DisposeAsync();

        Assert.Equal("out first\n", await Text(child.Output));
        Assert.Equal("err first\nrest", await Text(child.Error));
        Assert.Equal(0, await child.Exit);
    }

    [LinuxFact]
    public async Task its_environment_is_what_was_given_and_nothing_else()
    {
        using var child = SpawnedProcess.Start(_launcher, new SpawnCommand("/usr/bin/env", [], [("A", "1 2"), ("B", "ü=x")], "/"));

        Assert.Equal("A=1 2\nB=ü=x\n", await Text(child.Output));
    }

    [LinuxFact]
    public async Task its_arguments_and_its_folder_are_what_was_given()
    {
        using var child = SpawnedProcess.Start(_launcher, new SpawnCommand("/bin/sh", ["-c", "printf '%s|' \"$@\"; pwd", "sh", "a b", "", "ü$x*"], [], "/usr/lib"));

        Assert.Equal("a b||ü$x*|/usr/lib\n", await Text(child.Output));
    }

    [LinuxFact]
    public async Task it_has_three_descriptors_and_a_fourth_when_it_is_given_one()
    {
        using var file = File.OpenRead("/etc/passwd");
        using var three = Shell("ls /proc/$$/fd");
        using var four = SpawnedProcess.Start(_launcher, new SpawnCommand("/bin/sh", ["-c", "ls /proc/$$/fd; cat <&3"], [("PATH", "/usr/bin:/bin")], "/") { Extra = "given"u8.ToArray() });

        Assert.Equal("0\n1\n2\n", await Text(three.Output));
        Assert.Equal("0\n1\n2\n3\ngiven", await Text(four.Output));
    }

    [LinuxFact]
    public async Task it_ignores_and_blocks_no_signal_and_leads_a_session_of_its_own()
    {
        // The shell reads them itself: while it starts a program it blocks every signal, which that program would see now and then.
        using var child = Shell("while read -r line; do case $line in SigBlk*|SigIgn*) echo \"$line\";; esac; done </proc/$$/status; read -r id name state parent group session rest </proc/$$/stat; echo $session");

        var said = (await Text(child.Output)).Split('\n');

        // 32 and 33 are the C library's own.
        const ulong Internal = 0x1_8000_0000;
        Assert.Equal(["SigBlk:\t0000000000000000", $"{child.Id}", ""], [said[0], .. said[2..]]);
        Assert.Equal(0UL, ulong.Parse(said[1]["SigIgn:".Length..].Trim(), System.Globalization.NumberStyles.HexNumber, System.Globalization.CultureInfo.InvariantCulture) & ~Internal);
    }

    [LinuxFact]
    public async Task disposing_closes_its_streams_and_may_be_repeated()
    {
        var child = Shell("cat");

        child.Dispose();
        child.Dispose();

        Assert.Equal(0, await child.Exit.WaitAsync(TimeSpan.FromSeconds(10)));
    }

    [LinuxFact]
    public async Task a_hundred_children_leave_no_zombie_no_thread_and_no_descriptor()
    {
        var before = ProcessFiles.Descriptors(Environment.ProcessId).Count;
        var ids = new List<int>();
        for (var round = 0; round < 100; round++)
        {
            using var child = Start("/bin/true");
            ids.Add(child.Id);
            Assert.Equal(0, await child.Exit);
        }

        // The system keeps 15 characters of a thread's name.
        var names = ids.Select(id => $"waits for {id}").Select(name => name[..Math.Min(15, name.Length)]).ToHashSet();
        Assert.DoesNotContain(ids, ProcessFiles.IsThere);
        Assert.True(SpinWait.SpinUntil(() => !ThreadNames().Any(names.Contains), TimeSpan.FromSeconds(10)));
        Assert.InRange(ProcessFiles.Descriptors(Environment.ProcessId).Count, 0, before + 99);
    }

    private static IEnumerable<string> ThreadNames()
    {
        foreach (var thread in Directory.EnumerateDirectories("/proc/self/task"))
        {
            string name;
            try
            {
                name = File.ReadAllText(Path.Combine(thread, "comm")).Trim();
            }
            catch (IOException)
            {
                continue;
            }

            yield return name;
        }
    }

    private static async Task<string> Text(Stream stream) => await new StreamReader(stream).ReadToEndAsync();

    private SpawnedProcess Shell(string script) => SpawnedProcess.Start(_launcher, new SpawnCommand("/bin/sh", ["-c", script], [("PATH", "/usr/bin:/bin")], "/"));

    private SpawnedProcess Start(string program, params string[] arguments) => SpawnedProcess.Start(_launcher, new SpawnCommand(program, arguments, [], "/"));
}
