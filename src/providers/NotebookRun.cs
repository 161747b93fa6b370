using System.Diagnostics;

namespace AgentNotebook.Providers.Tests;

/// <summary>A notebook that refers to a provider as it was built, run by the real tool.</summary>
internal static class NotebookRun
{
    // Where a test project lies: src/providers/NAME.Tests/bin/CONFIGURATION/net10.0.
    private static readonly string _output = AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar);
    private static readonly string _framework = Path.GetFileName(_output);
    private static readonly string _configuration = Path.GetFileName(Path.GetDirectoryName(_output)!);
    private static readonly string _providers = Path.GetFullPath(Path.Combine(_output, "../../../.."));

    /// <summary>Runs a cell after one with the references.</summary>
    /// <param name="provider">Name of the provider's project.</param>
    /// <param name="cell">The second cell.</param>
    /// <param name="packages">Assemblies of the provider's packages whose types a cell meets; a reference to the provider's package brings them by itself.</param>
    /// <returns>The notebook with its outputs, as JSON.</returns>
    public static string Output(string provider, string cell, params string[] packages)
    {
        var folder = Directory.CreateTempSubdirectory("agentnb-provider-").FullName;
        try
        {
            var built = Path.Combine(_providers, provider, "bin", _configuration, _framework);
            var references = string.Concat(packages.Prepend(provider).Select(name => $"#r \"{Path.Combine(built, name + ".dll")}\"\n"));
            File.WriteAllText(Path.Combine(folder, "uses.dib"), $"#!csharp\n\n{references}\n#!csharp\n\n{cell}\n");
            var start = new ProcessStartInfo(
                Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet",
                [Path.Combine(_providers, "..", "AgentNotebook.Tool", "bin", _configuration, _framework, "agentnb.dll"), "run", "uses.dib", "--output", "out.ipynb"])
            {
                WorkingDirectory = folder,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            };
            using var process = Process.Start(start)!;
            var errors = process.StandardError.ReadToEndAsync();
            var said = process.StandardOutput.ReadToEnd() + errors.Result;
            process.WaitForExit();
            Assert.True(process.ExitCode == 0, said);
            return File.ReadAllText(Path.Combine(folder, "out.ipynb"));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
