using System.Runtime.InteropServices;
using AgentNotebook.Execution.Processes;
using AgentNotebook.Execution.Seccomp;
using AgentNotebook.Tests.Support;

namespace AgentNotebook.Tests.Execution.Processes;

public class LauncherThreadTests
{
    private const int BadDescriptor = 9;

    [LinuxFact]
    public void a_system_call_is_made_on_the_thread_and_its_answer_comes_back()
    {
        using var thread = new LauncherThread("test launcher");

        Assert.Equal((Environment.ProcessId, 0), thread.Call(Number(SystemCall.getpid)));
        var own = (int)thread.Call(Number(SystemCall.gettid)).Returned;
        Assert.Equal("test launcher", File.ReadAllText($"/proc/self/task/{own}/comm").Trim());
        Assert.Equal(own, thread.Call(Number(SystemCall.gettid)).Returned);
    }

    [LinuxFact]
    public void the_error_of_a_system_call_comes_back_and_the_next_call_has_none()
    {
        using var thread = new LauncherThread("test launcher");

        Assert.Equal((-1, BadDescriptor), thread.Call(Number(SystemCall.close), 1_000_000));
        Assert.Equal(0, thread.Call(Number(SystemCall.getpid)).Error);
    }

    [LinuxFact]
    public void many_threads_can_ask_at_once()
    {
        using var thread = new LauncherThread("test launcher");
        var wrong = 0;

        Parallel.For(0, 1000, n =>
        {
            if (thread.Call(Number(SystemCall.close), 1_000_000 + n) != (-1, BadDescriptor) || thread.Call(Number(SystemCall.getpid)).Returned != Environment.ProcessId)
            {
                Interlocked.Increment(ref wrong);
            }
        });

        Assert.Equal(0, wrong);
    }

    [LinuxFact]
    public void disposing_ends_the_thread_and_may_be_repeated()
    {
        var thread = new LauncherThread("test launcher");
        var own = (int)thread.Call(Number(SystemCall.gettid)).Returned;

        thread.Dispose();
        thread.Dispose();

        Assert.True(SpinWait.SpinUntil(() => !Directory.Exists($"/proc/self/task/{own}"), TimeSpan.FromSeconds(10)));
        Assert.Throws<ObjectDisposedException>(() => thread.Call(Number(SystemCall.getpid)));
    }

    private static nint Number(SystemCall call) => (nint)SystemCallTable.Number(RuntimeInformation.ProcessArchitecture, call)!.Value;
}
