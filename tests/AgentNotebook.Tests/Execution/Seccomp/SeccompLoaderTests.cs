using System.Runtime.InteropServices;
using AgentNotebook.Execution;
using AgentNotebook.Execution.Seccomp;
using AgentNotebook.Tests.Support;

namespace AgentNotebook.Tests.Execution.Seccomp;

public class SeccompLoaderTests
{
    private const int UnixDomain = 1;
    private const int Stream = 1;
    private const int NotPermitted = 1;
    private const int AccessDenied = 13;

    [LinuxFact]
    public void the_launcher_filter_holds_on_its_thread_and_on_no_other()
    {
        OnOwnThread(() =>
        {
            Assert.Equal(0, TrySocket());
            Install(LauncherFilter.Create(RuntimeInformation.ProcessArchitecture));
            Assert.Equal(NotPermitted, TrySocket());
            Assert.Equal(NotPermitted, Error(Unshare(0x10000000)));
            Assert.NotEqual(0, File.ReadAllText("/proc/self/status").Length);
        });
        OnOwnThread(() => Assert.Equal(0, TrySocket()));
    }

    [LinuxFact]
    public void a_thread_under_the_compute_filter_computes_and_opens_nothing() => OnOwnThread(() =>
    {
        Install(WorkerFilter.Create(RuntimeInformation.ProcessArchitecture, SandboxProfile.Compute, Environment.ProcessId));
        Assert.Equal(500_000, Enumerable.Range(0, 1000).Sum(_ => new byte[500].Length));
        GC.Collect();
        using var thread = new ManualResetEventSlim();
        new Thread(thread.Set) { Priority = ThreadPriority.BelowNormal }.Start();
        Assert.True(thread.Wait(TimeSpan.FromSeconds(30)));
        Assert.Equal(NotPermitted, Error(Open("/dev/null", 0)));
        Assert.Equal(NotPermitted, TrySocket());
        Assert.Equal(NotPermitted, Error(Kill(Environment.ProcessId, 0)));
        Assert.Equal(NotPermitted, Error(Kill(-1, 0)));
    });

    [LinuxFact]
    public void a_thread_under_the_files_filter_reads_and_does_not_write()
    {
        var file = Path.GetTempFileName();
        File.WriteAllText(file, "kept");
        try
        {
            OnOwnThread(() =>
            {
                Install(WorkerFilter.Create(RuntimeInformation.ProcessArchitecture, SandboxProfile.Files, Environment.ProcessId));
                Assert.Equal("kept", File.ReadAllText(file));
                Assert.Throws<UnauthorizedAccessException>(() => File.WriteAllText(file, "lost"));
                Assert.Equal(AccessDenied, Error(Open(file, 0x1)));
                Assert.Throws<UnauthorizedAccessException>(() => File.Delete(file));
            });
            Assert.Equal("kept", File.ReadAllText(file));
        }
        finally
        {
            File.Delete(file);
        }
    }

    [LinuxFact]
    public void a_thread_under_the_extract_filter_writes_and_makes_no_sockets()
    {
        var folder = Directory.CreateTempSubdirectory();
        try
        {
            OnOwnThread(() =>
            {
                Install(WorkerFilter.Create(RuntimeInformation.ProcessArchitecture, SandboxProfile.Extract, Environment.ProcessId));
                var inner = Directory.CreateDirectory(Path.Combine(folder.FullName, "inner"));
                File.WriteAllText(Path.Combine(inner.FullName, "a"), "text");
                File.Move(Path.Combine(inner.FullName, "a"), Path.Combine(inner.FullName, "b"));
                File.CreateSymbolicLink(Path.Combine(inner.FullName, "link"), "b");
                Assert.Equal(0, ChangeMode(Path.Combine(inner.FullName, "b"), 0x100));
                Assert.Equal(NotPermitted, TrySocket());
            });
            Assert.Equal("text", File.ReadAllText(Path.Combine(folder.FullName, "inner", "link")));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    // The filter of this test allows everything: were it ever to reach other threads, it would do them no harm.
    [LinuxFact]
    public void a_thread_with_a_filter_of_its_own_keeps_one_from_reaching_all()
    {
        using var filtered = new ManualResetEventSlim();
        using var done = new ManualResetEventSlim();
        var program = new FilterProgram();
        program.Return(FilterAction.Allow);
        var harmless = program.Assemble();
        var other = new Thread(() =>
        {
            _ = SeccompLoader.SetNoNewPrivileges();
            _ = SeccompLoader.Install(harmless, allThreads: false);
            filtered.Set();
            done.Wait();
        });
        other.Start();
        filtered.Wait();
        try
        {
            OnOwnThread(() =>
            {
                Assert.Equal(0, SeccompLoader.SetNoNewPrivileges());
                var status = SeccompLoader.Install(harmless, allThreads: true);
                Assert.Equal(SeccompLoader.ThreadLeftOut, status);
                Assert.Contains("a thread of the process has a filter of its own", SeccompLoader.Describe(status));
            });
        }
        finally
        {
            done.Set();
            other.Join();
        }
    }

    [LinuxFact]
    public void a_program_that_the_kernel_refuses_is_an_error_number()
    {
        const int Invalid = 22;
        OnOwnThread(() =>
        {
            Assert.Equal(0, SeccompLoader.SetNoNewPrivileges());
            Assert.Equal(Invalid, SeccompLoader.Install(new byte[8], allThreads: false));
            Assert.Contains("error 22", SeccompLoader.Describe(Invalid));
            Assert.Equal("active", SeccompLoader.Describe(0));
        });
        Assert.Throws<ArgumentException>(() => SeccompLoader.Install([], allThreads: false));
        Assert.Throws<ArgumentException>(() => SeccompLoader.Install(new byte[7], allThreads: false));
    }

    [LinuxFact]
    public void the_answers_of_the_filters_are_known_to_the_kernel_and_others_are_not()
    {
        Assert.True(SeccompLoader.IsActionAvailable(FilterAction.Allow));
        Assert.True(SeccompLoader.IsActionAvailable(FilterAction.KillProcess));
        Assert.True(SeccompLoader.IsActionAvailable(FilterAction.NotPermitted));
        Assert.False(SeccompLoader.IsActionAvailable(0x12340000));
    }

    private static void Install(byte[] program)
    {
        Assert.Equal(0, SeccompLoader.SetNoNewPrivileges());
        Assert.Equal(0, SeccompLoader.Install(program, allThreads: false));
    }

    // A filter stays for good, so each lives and dies with a thread of its own. What the thread throws is thrown where the runtime may open files again.
    private static void OnOwnThread(Action action)
    {
        System.Runtime.ExceptionServices.ExceptionDispatchInfo? thrown = null;
        var thread = new Thread(() =>
        {
            try
            {
                action();
            }
            catch (Exception exception)
            {
                thrown = System.Runtime.ExceptionServices.ExceptionDispatchInfo.Capture(exception);
            }
        });
        thread.Start();
        thread.Join();
        thrown?.Throw();
    }

    private static int TrySocket()
    {
        var descriptor = Socket(UnixDomain, Stream, 0);
        var error = Error(descriptor);
        if (error == 0)
        {
            _ = Close(descriptor);
        }

        return error;
    }

    private static int Error(int answer) => answer < 0 ? Marshal.GetLastPInvokeError() : 0;

    [DllImport("libc", EntryPoint = "socket", SetLastError = true)]
    private static extern int Socket(int domain, int type, int protocol);

    [DllImport("libc", EntryPoint = "open", SetLastError = true, CharSet = CharSet.Ansi)]
    private static extern int Open(string path, int flags);

    [DllImport("libc", EntryPoint = "close")]
    private static extern int Close(int descriptor);

    [DllImport("libc", EntryPoint = "chmod", SetLastError = true, CharSet = CharSet.Ansi)]
    private static extern int ChangeMode(string path, uint mode);

    [DllImport("libc", EntryPoint = "unshare", SetLastError = true)]
    private static extern int Unshare(int flags);

    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static extern int Kill(int process, int signal);
}
