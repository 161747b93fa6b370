using System.Diagnostics;
using AgentNotebook.Tests.Support;
using AgentNotebook.Tool.Tests.Support;

namespace AgentNotebook.Tool.Tests;

/// <summary><c>tests/gpu-check.sh</c> where there is no GPU: it says so, and does not say that anything was checked.</summary>
public sealed class GpuCheckTests : IDisposable
{
    private readonly ScratchFolder _scratch = new();

    private static string Script => Path.Combine(Lesson.Repository, "tests", "gpu-check.sh");

    [LinuxFact]
    public async Task without_nvidia_smi_it_is_skipped_with_the_reason_and_a_code_of_its_own()
    {
        var result = await RunAsync();
        Assert.Equal((77, "skipped: no GPU: nvidia-smi is not here"), (result.ExitCode, result.Output.Trim()));
    }

    [LinuxFact]
    public async Task a_driver_that_finds_no_device_is_a_skip_in_the_drivers_words()
    {
        Fake("echo 'NVIDIA-SMI has failed because it could not communicate with the NVIDIA driver.'; exit 9");
        var result = await RunAsync();
        Assert.Equal((77, "skipped: no GPU: nvidia-smi says: NVIDIA-SMI has failed because it could not communicate with the NVIDIA driver."), (result.ExitCode, result.Output.Trim()));
    }

    [LinuxFact]
    public async Task with_a_gpu_and_nothing_packed_beside_it_it_says_how_to_pack()
    {
        Fake("echo 'GPU 0: Some Card (UUID: GPU-0)'");
        var result = await RunAsync();
        Assert.Equal(2, result.ExitCode);
        Assert.Contains("pack DIR", result.Errors, StringComparison.Ordinal);
    }

    [LinuxFact]
    public async Task another_word_is_wrong_usage() => Assert.Equal(2, (await RunAsync("chek")).ExitCode);

    public void Dispose() => _scratch.Dispose();

    private void Fake(string answer)
    {
        var file = _scratch.File("nvidia-smi");
        File.WriteAllText(file, $"#!/bin/sh\n{answer}\n");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    // Without the machine's own path: what is not faked is not there.
    private async Task<(int ExitCode, string Output, string Errors)> RunAsync(params string[] arguments)
    {
        foreach (var tool in new[] { "bash", "sh", "dirname", "head", "grep", "uname", "ls" })
        {
            if (!File.Exists(_scratch.File(tool)))
            {
                File.CreateSymbolicLink(_scratch.File(tool), new[] { $"/bin/{tool}", $"/usr/bin/{tool}" }.First(File.Exists));
            }
        }

        var start = new ProcessStartInfo("/bin/bash", [Script, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["PATH"] = _scratch.Path;
        using var process = Process.Start(start)!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return (process.ExitCode, await output, await errors);
    }
}
