using System.ComponentModel;
using System.Diagnostics;

namespace AgentNotebook.Tool.Bench.Unpack;

/// <summary>Another program that unpacks archives.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Program">The program.</param>
/// <param name="Arguments">Its arguments, of the archive and the folder.</param>
internal sealed record Unpacker(string Name, string Program, Func<string, string, string[]> Arguments)
{
    private const string PythonCode = "import sys, tarfile; tarfile.open(sys.argv[1]).extractall(sys.argv[2], filter='data')";

    public static Unpacker Tar { get; } = new("GNU tar", "tar", (file, folder) => ["-xf", file, "-C", folder]);

    public static Unpacker Unzip { get; } = new("unzip", "unzip", (file, folder) => ["-q", file, "-d", folder]);

    public static Unpacker Python { get; } = new("Python tarfile, filter='data'", "python3", (file, folder) => ["-c", PythonCode, file, folder]);

    /// <summary>Unpacks once.</summary>
    /// <returns>How long it took; <see langword="null"/> when the program is not there, or failed.</returns>
    public async Task<TimeSpan?> RunAsync(string file, string folder, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(Program) { RedirectStandardError = true, RedirectStandardOutput = true };
        Array.ForEach(Arguments(file, folder), start.ArgumentList.Add);
        try
        {
            var clock = Stopwatch.StartNew();
            using var process = Process.Start(start)!;
            var said = Task.WhenAll(process.StandardError.ReadToEndAsync(cancellationToken), process.StandardOutput.ReadToEndAsync(cancellationToken));
            await process.WaitForExitAsync(cancellationToken);
            var time = clock.Elapsed;
            await said;
            return process.ExitCode == 0 ? time : null;
        }
        catch (Win32Exception)
        {
            return null;
        }
    }
}
