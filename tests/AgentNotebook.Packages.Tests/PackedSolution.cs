using System.IO.Compression;
using AgentNotebook.Tests.Shared;

namespace AgentNotebook.Packages.Tests;

/// <summary>The packages, made once from a copy of the sources as a clean clone has them.</summary>
public sealed class PackedSolution : IAsyncLifetime
{
    private static readonly string[] _notInAClone = ["bin", "obj", "artifacts", ".git", ".agentnb", "TestResults", ".vs", ".vscode"];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("agentnb-packages-");

    /// <summary>A folder for what the tests make.</summary>
    public string Scratch => Directory.CreateDirectory(Path.Combine(_folder.FullName, "scratch")).FullName;

    /// <summary>The folder of the packages, which is also a source of them.</summary>
    public string Packages => Path.Combine(_folder.FullName, "packages");

    public async Task InitializeAsync()
    {
        var clone = Path.Combine(_folder.FullName, "clone");
        Copy(RepositoryFolder.Find(), clone);
        var packed = await Command.RunAsync(clone, Command.Dotnet, "pack", "AgentNotebook.sln", "-o", Packages);
        Assert.True(packed.ExitCode == 0, packed.Output);
    }

    public Task DisposeAsync()
    {
        _folder.Delete(recursive: true);
        return Task.CompletedTask;
    }

    /// <summary>The one package of an id, or its symbols.</summary>
    public ZipArchive Open(string id, string extension = "nupkg") => ZipFile.OpenRead(Assert.Single(Directory.GetFiles(Packages, $"{id}.*.{extension}"), file => char.IsAsciiDigit(Path.GetFileName(file)[id.Length + 1])));

    private static void Copy(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var file in Directory.EnumerateFiles(from))
        {
            File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
        }

        foreach (var folder in Directory.EnumerateDirectories(from).Where(folder => !_notInAClone.Contains(Path.GetFileName(folder))))
        {
            Copy(folder, Path.Combine(to, Path.GetFileName(folder)));
        }
    }
}
