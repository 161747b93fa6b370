using System.Diagnostics;

namespace AgentNotebook.Archives.Tests.Support;

/// <summary>Another program that writes archives.</summary>
internal static class Tool
{
    /// <summary>Whether a program of this name is in the search path.</summary>
    public static bool IsThere(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => folder.Length > 0 && File.Exists(Path.Combine(folder, program)));

    /// <summary>Runs a program to its end.</summary>
    /// <exception cref="InvalidOperationException">It failed; with what it said.</exception>
    public static void Run(string program, string folder, params string[] arguments)
    {
        var start = new ProcessStartInfo(program) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        // Names that are not ASCII are names of UTF-8 only where the locale says so.
        start.Environment["LC_ALL"] = "C.UTF-8";
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{program} {string.Join(' ', arguments)}: exit code {process.ExitCode}: {errors}{output.Result}");
        }
    }

    /// <summary>Runs a line of the shell, with <paramref name="arguments"/> as <c>$1</c>, <c>$2</c> and so on.</summary>
    public static void Shell(string folder, string line, params string[] arguments) => Run("sh", folder, ["-c", line, "sh", .. arguments]);
}
