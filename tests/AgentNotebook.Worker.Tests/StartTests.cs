using System.Diagnostics;
using AgentNotebook.Execution;
using AgentNotebook.Execution.Frames;

namespace AgentNotebook.Worker.Tests;

public class StartTests
{
    [Theory]
    [InlineData]
    [InlineData("much")]
    [InlineData("None", "Compute", "-5")]
    [InlineData("7", "Compute", "0")]
    [InlineData("None", "Everything", "0")]
    public async Task a_worker_started_by_hand_says_what_it_is_for(params string[] arguments)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!, ["exec", typeof(MethodNames).Assembly.Location, .. arguments]) { RedirectStandardError = true };
        using var worker = Process.Start(start)!;

        Assert.Contains("started by the AgentNotebook library", await worker.StandardError.ReadToEndAsync(), StringComparison.Ordinal);
        await worker.WaitForExitAsync();
        Assert.Equal(2, worker.ExitCode);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task a_worker_whose_parent_never_sends_a_program_ends_with_the_pipe(bool isLocked)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!, ["exec", typeof(MethodNames).Assembly.Location, "None", "Compute", "0"]) { RedirectStandardInput = true, RedirectStandardOutput = true };
        using var worker = Process.Start(start)!;
        var frames = new FrameReader(worker.StandardOutput.BaseStream, FrameCaps.OfStart);
        Assert.Equal(FrameKind.Warmed, (await frames.ReadAsync())!.Value.Kind);
        if (isLocked)
        {
            await new FrameWriter(worker.StandardInput.BaseStream).WriteAsync(FrameKind.Lock, new LockMessage(0, 0, 0).Encode(), CancellationToken.None);
            var ready = ReadyMessage.Decode((await frames.ReadAsync())!.Value.Payload);
            Assert.Equal((ReadyMessage.ProtocolVersion, SandboxLevel.None), (ready.Version, ready.Level));
            Assert.All(ready.Steps, step => Assert.Equal(0, step.Error));
        }

        worker.StandardInput.Close();

        await worker.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(20));
        Assert.Equal(0, worker.ExitCode);
    }
}
