using System.ComponentModel;
using System.Diagnostics;
using System.Text;

namespace AgentNotebook.Tool.Grids.Engines.Clusters;

/// <summary>Runs one of a cluster's own programs: arguments as a list, answer and time bounded.</summary>
internal static class OutsideProgram
{
    /// <summary>Runs it to its end.</summary>
    /// <param name="program">Its name, found on PATH.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <returns>What it said; <see langword="null"/> when there is no such program.</returns>
    /// <exception cref="ClusterException">It takes too long or says too much.</exception>
    public static async Task<ProgramAnswer?> RunAsync(string program, IReadOnlyList<string> arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        Process process;
        try
        {
            process = Process.Start(start)!;
        }
        catch (Win32Exception)
        {
            return null;
        }

        using (process)
        using (var limit = new CancellationTokenSource(ClusterLimits.Answer))
        {
            try
            {
                process.StandardInput.Close();
                var errors = ReadAsync(process.StandardError, limit.Token);
                var output = await ReadAsync(process.StandardOutput, limit.Token);
                await process.WaitForExitAsync(limit.Token);
                return new ProgramAnswer(process.ExitCode, output, await errors);
            }
            catch (OperationCanceledException exception)
            {
                Kill(process);
                throw new ClusterException($"{program} did not answer within {ClusterLimits.Answer.TotalSeconds:0} s and was ended. Is the cluster's controller there? The same command asks again.", exception);
            }
            catch (InvalidDataException exception)
            {
                Kill(process);
                throw new ClusterException($"{program} said more than {ClusterLimits.AnswerLength:N0} characters and was ended.", exception);
            }
        }
    }

    /// <summary>Runs a program that has to be there.</summary>
    /// <param name="program">Its name.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="whence">What it comes with, in words.</param>
    /// <exception cref="ClusterException">There is no such program, it takes too long or says too much.</exception>
    public static async Task<ProgramAnswer> DemandAsync(string program, IReadOnlyList<string> arguments, string whence) =>
        await RunAsync(program, arguments) ?? throw new ClusterException($"There is no program '{program}' here. {whence}") { NothingRuns = true };

    private static async Task<string> ReadAsync(StreamReader reader, CancellationToken limit)
    {
        var text = new StringBuilder();
        var buffer = new char[4096];
        for (int count; (count = await reader.ReadAsync(buffer, limit)) > 0;)
        {
            text.Append(buffer, 0, count);
            if (text.Length > ClusterLimits.AnswerLength)
            {
                throw new InvalidDataException();
            }
        }

        return text.ToString();
    }

    private static void Kill(Process process)
    {
        try
        {
            process.Kill(entireProcessTree: true);
        }
        catch (InvalidOperationException)
        {
            // It has ended.
        }
    }
}
