using System.ComponentModel;
using System.Diagnostics;
using System.Security.Cryptography;

namespace AgentNotebook.Clients.Support;

/// <summary>
/// The npm packages of the Node clients. They are installed once for the user, outside the sources; another list of packages is another folder.
/// </summary>
internal static class NodePackages
{
    private static readonly TimeSpan _patience = TimeSpan.FromMinutes(5);

    private static readonly Lazy<(string? Folder, string? Missing)> _installed = new(Install);

    /// <summary>Why a test that needs them cannot run; <see langword="null"/> when it can. Installs them where they are not there yet.</summary>
    public static string? Missing => _installed.Value.Missing;

    /// <summary>The folder that holds them.</summary>
    public static string Folder => _installed.Value.Folder ?? throw new InvalidOperationException(Missing);

    private static (string? Folder, string? Missing) Install()
    {
        var lists = new[] { "package.json", "package-lock.json" }.Select(name => Repository.File("Node", name)).ToList();
        var key = Convert.ToHexStringLower(SHA256.HashData([.. lists.SelectMany(File.ReadAllBytes)]))[..16];
        var cache = Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache", "agentnb-tests");
        var folder = Path.Combine(cache, "node-" + key);
        if (Directory.Exists(folder))
        {
            return (Path.Combine(folder, "node_modules"), null);
        }

        var fresh = Directory.CreateDirectory(Path.Combine(cache, $".node-{key}-{Environment.ProcessId}"));
        try
        {
            lists.ForEach(list => File.Copy(list, Path.Combine(fresh.FullName, Path.GetFileName(list)), overwrite: true));
            if (Run(fresh.FullName) is { } failure)
            {
                return (null, failure);
            }

            // Whole or not at all: a test run beside this one may have been faster.
            Directory.Move(fresh.FullName, folder);
        }
        catch (IOException) when (Directory.Exists(folder))
        {
            // The other's are as good.
        }
        finally
        {
            if (Directory.Exists(fresh.FullName))
            {
                fresh.Delete(recursive: true);
            }
        }

        return (Path.Combine(folder, "node_modules"), null);
    }

    private static string? Run(string folder)
    {
        try
        {
            using var npm = Process.Start(new ProcessStartInfo("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund"])
            {
                WorkingDirectory = folder,
                RedirectStandardError = true,
                RedirectStandardOutput = true,
            })!;
            var said = npm.StandardError.ReadToEndAsync();
            _ = npm.StandardOutput.ReadToEndAsync();
            if (!npm.WaitForExit(_patience))
            {
                npm.Kill(entireProcessTree: true);
                return $"'npm ci' with tests/Clients/Node/package.json did not end within {_patience}; run it again where npm's registry can be reached.";
            }

            return npm.ExitCode == 0 ? null : $"'npm ci' could not install tests/Clients/Node/package.json; run the tests where npm's registry can be reached. It said: {said.Result.Trim()}";
        }
        catch (Win32Exception)
        {
            return "There is no npm: apt-get install nodejs npm (Node 20 or later).";
        }
    }
}
