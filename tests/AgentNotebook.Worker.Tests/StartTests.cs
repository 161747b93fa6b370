using System.Diagnostics;

namespace AgentNotebook.Worker.Tests;

public class StartTests
{
    [Theory]
    [InlineData]
    [InlineData("much")]
    [InlineData("-5")]
    public async Task a_worker_started_by_hand_says_what_it_is_for(params string[] arguments)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!, ["exec", typeof(MethodNames).Assembly.Location, .. arguments]) { RedirectStandardError = true };
        using var worker = Process.Start(start)!;

        Assert.Contains("started by the AgentNotebook library", await worker.StandardError.ReadToEndAsync(), StringComparison.Ordinal);
        await worker.WaitForExitAsync();
        Assert.Equal(2, worker.ExitCode);
    }

    [Fact]
    public async Task a_worker_whose_parent_never_sends_a_program_ends_with_the_pipe()
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!, ["exec", typeof(MethodNames).Assembly.Location, (256 << 20).ToString(System.Globalization.CultureInfo.InvariantCulture)]) { RedirectStandardInput = true, RedirectStandardOutput = true };
        using var worker = Process.Start(start)!;
        var ready = new byte[6];
        await worker.StandardOutput.BaseStream.ReadExactlyAsync(ready);

        worker.StandardInput.Close();

        await worker.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(10));
        Assert.Equal([1, 0, 0, 0, 2, 1], ready);
        Assert.Equal(0, worker.ExitCode);
    }
}
