using System.Diagnostics;

namespace AgentNotebook.Crashes.Layer;

/// <summary>The library faults.c, compiled once a test run.</summary>
internal static class FaultLayer
{
    private static readonly Lazy<(string? Library, string? WhyNot)> Built = new(Build);

    /// <summary>Why there is none here, and the way to get it; null when there is one.</summary>
    public static string? WhyNot => Built.Value.WhyNot;

    public static string Library => Built.Value.Library ?? throw new InvalidOperationException(WhyNot);

    private static (string?, string?) Build()
    {
        if (!OperatingSystem.IsLinux())
            return (null, "the file layer that fails on demand is built for Linux only");
        var library = Path.Combine(Directory.CreateTempSubdirectory("agentnotebook-faults-").FullName, "faults.so");
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(Path.GetDirectoryName(library)!, recursive: true);
        try
        {
            using var compiler = Process.Start(new ProcessStartInfo("gcc",
                ["-shared", "-fPIC", "-O1", "-Wall", "-Wextra", "-Werror", "-Wno-format-truncation", "-o", library, Path.Combine(AppContext.BaseDirectory, "faults.c"), "-ldl", "-lpthread"])
            {
                RedirectStandardError = true,
            })!;
            var errors = compiler.StandardError.ReadToEnd();
            compiler.WaitForExit();
            return compiler.ExitCode == 0 ? (library, null) : throw new InvalidOperationException(errors);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return (null, "gcc is not installed; get it by 'apt-get install gcc libc6-dev' (Debian, Ubuntu) or 'dnf install gcc' (Fedora)");
        }
    }
}
