using System.Collections.Concurrent;
using System.Diagnostics;

namespace AgentNotebook.Tests.Gpu;

/// <summary>One copy of the stub library (nvml-stub.c) with a control file of its own; the loader takes each copy for a library by itself.</summary>
internal sealed class NvmlStub : IDisposable
{
    private static readonly ConcurrentDictionary<string, Lazy<byte[]>> Built = new();

    private readonly string _folder = Directory.CreateTempSubdirectory("nvml-stub-").FullName;

    /// <param name="defines">Preprocessor names that leave functions out, e.g. WITHOUT_V2.</param>
    public NvmlStub(params string[] defines)
    {
        Path = System.IO.Path.Combine(_folder, "libnvidia-ml.so.1");
        File.WriteAllBytes(Path, Built.GetOrAdd(string.Join(' ', defines), _ => new Lazy<byte[]>(() => Build(defines))).Value);
    }

    public string Path { get; }

    /// <summary>The library's calls so far.</summary>
    public string[] Calls => File.Exists(Path + ".log") ? File.ReadAllLines(Path + ".log") : [];

    /// <summary>Sets what the library answers from now on.</summary>
    public void Answer(params string[] lines)
    {
        // Renamed into place, so that no call meets half a file.
        File.WriteAllLines(Path + ".new", lines);
        File.Move(Path + ".new", Path + ".control", overwrite: true);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static byte[] Build(string[] defines)
    {
        var folder = Directory.CreateTempSubdirectory("nvml-build-").FullName;
        try
        {
            var library = System.IO.Path.Combine(folder, "stub.so");
            var start = new ProcessStartInfo("gcc") { RedirectStandardError = true };
            foreach (var argument in (string[])["-shared", "-fPIC", "-Wall", "-Werror", "-o", library, Source(), .. defines.Select(name => "-D" + name), "-ldl"])
            {
                start.ArgumentList.Add(argument);
            }

            using var compiler = Process.Start(start)!;
            var errors = compiler.StandardError.ReadToEnd();
            compiler.WaitForExit();
            Assert.True(compiler.ExitCode == 0, errors);
            return File.ReadAllBytes(library);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static string Source()
    {
        for (var folder = AppContext.BaseDirectory; folder is not null; folder = System.IO.Path.GetDirectoryName(folder))
        {
            var source = System.IO.Path.Combine(folder, "tests", "AgentNotebook.Tests", "Gpu", "nvml-stub.c");
            if (File.Exists(source))
            {
                return source;
            }
        }

        throw new FileNotFoundException("nvml-stub.c was not found above the tests' output folder.");
    }
}
