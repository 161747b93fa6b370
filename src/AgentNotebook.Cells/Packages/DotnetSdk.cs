using System.Runtime.InteropServices;

namespace AgentNotebook.Cells.Packages;

/// <summary>Finds the .NET SDK, whose own restore finds packages.</summary>
internal static class DotnetSdk
{
    /// <summary>The <c>dotnet</c> of an installation that has an SDK.</summary>
    /// <exception cref="RestoreFailedException">There is none.</exception>
    public static string Find()
    {
        var name = OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet";
        // The runtime that runs this lies in <root>/shared/Microsoft.NETCore.App/<version>/.
        var own = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", ".."));
        var roots = new[] { Path.GetDirectoryName(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH")), Environment.GetEnvironmentVariable("DOTNET_ROOT"), own }
            .Concat((Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator));
        foreach (var root in roots.Where(root => !string.IsNullOrEmpty(root)))
        {
            var program = Path.Combine(root!, name);
            // In a folder of the search path there is often a link only.
            var real = File.Exists(program) ? File.ResolveLinkTarget(program, returnFinalTarget: true)?.FullName ?? program : program;
            if (File.Exists(real) && Directory.Exists(Path.Combine(Path.GetDirectoryName(real)!, "sdk")))
            {
                return real;
            }
        }

        throw new RestoreFailedException("Packages are found by the .NET SDK, and there is none on this machine, only the runtime. Install it from https://dotnet.microsoft.com/download, or use #r \"file.dll\".");
    }
}
