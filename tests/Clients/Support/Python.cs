using System.Collections.Concurrent;
using System.Diagnostics;

namespace AgentNotebook.Clients.Support;

/// <summary>Debian's Python, for which Jupyter's programs are packaged; another may stand before it on the path.</summary>
internal static class Python
{
    /// <summary>Its path.</summary>
    public const string Path = "/usr/bin/python3";

    private static readonly Dictionary<string, string> _packages = new()
    {
        ["jupyter_client"] = "python3-jupyter-client",
        ["jupyter_kernel_test"] = "python3-jupyter-kernel-test",
        ["nbclient"] = "python3-nbclient",
        ["jupyter_console"] = "jupyter-console",
        ["jupyter_server"] = "jupyter-server",
        ["notebook"] = "jupyter-notebook",
        ["zmq"] = "python3-zmq",
        ["ipykernel"] = "python3-ipykernel",
    };

    private static readonly ConcurrentDictionary<string, bool> _present = new();

    /// <summary>Why a test that needs modules cannot run; <see langword="null"/> when it can.</summary>
    public static string? Missing(params string[] modules)
    {
        if (!File.Exists(Path))
        {
            return $"There is no {Path}; Debian's package python3 brings it.";
        }

        var missing = modules.Where(module => !_present.GetOrAdd(module, Has)).ToList();
        return missing.Count == 0 ? null : $"{Path} has no {string.Join(", ", missing)}: apt-get install {string.Join(' ', missing.Select(module => _packages.GetValueOrDefault(module, module)))}";
    }

    private static bool Has(string module)
    {
        using var python = Process.Start(new ProcessStartInfo(Path, ["-c", $"import {module}"]) { RedirectStandardError = true })!;
        python.StandardError.ReadToEnd();
        python.WaitForExit();
        return python.ExitCode == 0;
    }
}
