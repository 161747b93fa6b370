using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;

namespace AgentNotebook.Tool.Grids.Engines.Local;

/// <summary>A member in a process of its own: when it is killed or crashes, nothing else stops.</summary>
internal static partial class MemberProcess
{
    /// <summary>Runs a member to its end.</summary>
    /// <param name="arguments">The tool's arguments.</param>
    /// <param name="advanced">Is told which share of its cells has run, from 0 to 1.</param>
    /// <param name="stop">Lets it come to rest: closes its standard input, which it watches. So it also stops when this process is killed.</param>
    /// <param name="kill">Kills it.</param>
    /// <returns>Its exit code, and the end of what it wrote to standard error.</returns>
    public static async Task<(int ExitCode, string Errors)> RunAsync(IEnumerable<string> arguments, Action<double> advanced, CancellationToken stop, CancellationToken kill)
    {
        var start = new ProcessStartInfo(OwnProgram.Command[0], [.. OwnProgram.Command.Skip(1), .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        using var grace = CancellationTokenSource.CreateLinkedTokenSource(kill);
        await using var killing = grace.Token.Register(() => Kill(process));
        await using var stopping = stop.Register(() =>
        {
            process.StandardInput.Close();
            grace.CancelAfter(GridLimits.StopGrace);
        });
        var errors = TailAsync(process.StandardError);
        while (await process.StandardOutput.ReadLineAsync(CancellationToken.None) is { } line)
        {
            if (CellLine().Match(line) is { Success: true } cell && int.Parse(cell.Groups[2].Value) is > 0 and var total)
            {
                // The line is written when a cell begins, and once more with a word when it has ended.
                advanced(Math.Clamp((int.Parse(cell.Groups[1].Value) - (cell.Groups[3].Success ? 0.0 : 1.0)) / total, 0, 1));
            }
        }

        await process.WaitForExitAsync(CancellationToken.None);
        return (process.ExitCode, await errors);
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

    private static async Task<string> TailAsync(StreamReader reader)
    {
        var text = new StringBuilder();
        var buffer = new char[4096];
        for (int count; (count = await reader.ReadAsync(buffer)) > 0;)
        {
            text.Append(buffer, 0, count);
            text.Remove(0, Math.Max(0, text.Length - GridLimits.MessageLength));
        }

        return text.ToString();
    }

    // What RunProgress writes of a cell.
    [GeneratedRegex(@"^cell (\d{1,6})/(\d{1,6})  (?:(ok|failed, as it may|FAILED)\b)?")]
    private static partial Regex CellLine();
}
