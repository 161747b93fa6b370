using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;

namespace AgentNotebook.Cells.Packages;

/// <summary>Runs the SDK's restore in a process that ends when nobody waits for it any more.</summary>
internal static partial class RestoreProcess
{
    private const int MostOutput = 1 << 20;
    private const int MostProblems = 5;

    /// <summary>Restores a project.</summary>
    /// <param name="project">The project.</param>
    /// <param name="limit">How long it may take.</param>
    /// <param name="cancellationToken">Kills it.</param>
    /// <exception cref="RestoreFailedException">It did not succeed, or took too long.</exception>
    public static async Task RunAsync(RestoreProject project, TimeSpan limit, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(DotnetSdk.Find(), ["restore", project.File, "--nologo", "--verbosity", "quiet", "-nodeReuse:false", "-tl:off"])
        {
            WorkingDirectory = project.Folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // A host that a build started hands down that build's own settings.
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)).ToList())
        {
            start.Environment.Remove(name);
        }

        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        start.Environment["DOTNET_NOLOGO"] = "1";
        start.Environment["DOTNET_CLI_USE_MSBUILD_SERVER"] = "0";
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(limit);
        try
        {
            var output = await Task.WhenAll(ReadAsync(process.StandardOutput, timeout.Token), ReadAsync(process.StandardError, timeout.Token));
            await process.WaitForExitAsync(timeout.Token);
            if (process.ExitCode != 0)
            {
                throw Failure(output[0] + "\n" + output[1]);
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new RestoreFailedException($"Finding the packages took longer than {limit.TotalSeconds:N0} s and was given up. See whether the sources answer ('dotnet nuget list source' lists them).");
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }

    /// <summary>The beginning of what it says; the rest is read and dropped, so that it does not wait.</summary>
    private static async Task<string> ReadAsync(StreamReader reader, CancellationToken cancellationToken)
    {
        var text = new StringBuilder();
        var buffer = new char[4096];
        for (int count; (count = await reader.ReadAsync(buffer, cancellationToken)) > 0;)
        {
            text.Append(buffer, 0, Math.Min(count, MostOutput - text.Length));
        }

        return text.ToString();
    }

    private static RestoreFailedException Failure(string output)
    {
        var problems = Problem().Matches(output).Select(match => (Code: match.Groups[1].Value, Text: match.Groups[2].Value.Trim())).Distinct().ToList();
        if (problems.Count == 0)
        {
            var said = output.Trim();
            return new RestoreFailedException($"Finding the packages failed: {(said.Length == 0 ? "the SDK gave no reason" : said[..Math.Min(said.Length, 1000)])}");
        }

        var wayOut = problems[0].Code switch
        {
            "NU1100" or "NU1101" => " Look at the name, or name a source that has it: #i \"nuget: https://…/index.json\" or a NuGet.config beside the notebook.",
            "NU1102" or "NU1103" => " Ask for a version that is there, or for 1.* or *-*.",
            "NU1301" or "NU1302" or "NU1801" => " See whether the source answers ('dotnet nuget list source' lists them); a NuGet.config beside the notebook can name others.",
            "NU1202" or "NU1213" => " Ask for a version of it for .NET, or for another package.",
            "NU1107" or "NU1605" or "NU1608" => " Ask for versions that go together, on lines of one cell.",
            _ => "",
        };
        return new RestoreFailedException(
            string.Join('\n', problems.Take(MostProblems).Select(problem => $"{problem.Code}: {problem.Text}")) + wayOut,
            PackageName().Match(problems[0].Text) is { Success: true } name ? name.Groups[1].Value : null);
    }

    // file : error NU1101: text [project]
    [GeneratedRegex(@"\berror ((?:NU|NETSDK|MSB)\d+): (.+?)(?: \[[^\]]*\])?\r?$", RegexOptions.Multiline)]
    private static partial Regex Problem();

    [GeneratedRegex(@"(?:package|for|resolve) '?([A-Za-z0-9_]+(?:[.-][A-Za-z0-9_]+)*)")]
    private static partial Regex PackageName();
}
