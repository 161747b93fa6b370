using System.Diagnostics;

namespace AgentNotebook.Cells.Tests.Packages;

/// <summary>A test that downloads packages from the sources of this machine.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class FeedFactAttribute : FactAttribute
{
    private static readonly Lazy<string?> _missing = new(() =>
    {
        using var process = Process.Start(new ProcessStartInfo("dotnet", ["package", "search", "Newtonsoft.Json", "--exact-match", "--take", "1", "--format", "json"]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var output = process.StandardOutput.ReadToEndAsync();
        var answered = process.WaitForExit(TimeSpan.FromSeconds(60));
        if (!answered)
        {
            process.Kill(entireProcessTree: true);
        }

        return answered && output.Result.Contains("\"newtonsoft.json\"", StringComparison.OrdinalIgnoreCase)
            ? null
            : "No package source of this machine has Newtonsoft.Json ('dotnet nuget list source' lists them); connect to https://api.nuget.org/v3/index.json, or add a source that has it.";
    });

    public FeedFactAttribute() => Skip = _missing.Value;
}
