using System.IO.Compression;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Runtime.InteropServices;
using System.Xml.Linq;
using AgentNotebook.Execution.Workers;
using AgentNotebook.Tests.Shared;
using AgentNotebook.Tool.Tests.Support;

namespace AgentNotebook.Packages.Tests;

/// <summary>What is in the packages, and that they do what they are for.</summary>
public sealed class PackageTests(PackedSolution packed) : IClassFixture<PackedSolution>
{
    private static readonly string _system = $"{(OperatingSystem.IsWindows() ? "win" : OperatingSystem.IsMacOS() ? "osx" : "linux")}-{RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant()}";

    [Fact]
    public void there_are_three_packages_with_their_symbols_and_nothing_else() =>
        Assert.Equal(
            ["AgentNotebook.Postgres.nupkg", "AgentNotebook.Postgres.snupkg", "AgentNotebook.Tool.nupkg", "AgentNotebook.Tool.snupkg", "AgentNotebook.nupkg", "AgentNotebook.snupkg"],
            Directory.GetFiles(packed.Packages).Select(file => string.Join('.', Path.GetFileName(file).Split('.').Where(part => !char.IsAsciiDigit(part[0])))).Order(StringComparer.Ordinal));

    [Fact]
    public void the_library_travels_with_its_worker_and_its_extension()
    {
        using var package = packed.Open("AgentNotebook");
        string[] expected =
        [
            "README.md",
            "build/AgentNotebook.targets",
            "buildTransitive/AgentNotebook.targets",
            "icon.png",
            "interactive-extensions/dotnet/extension.dib",
            "lib/net10.0/AgentNotebook.Polyglot.dll",
            "lib/net10.0/AgentNotebook.Polyglot.xml",
            "lib/net10.0/AgentNotebook.dll",
            "lib/net10.0/AgentNotebook.xml",
            "worker/any/AgentNotebook.Worker.dll",
            "worker/any/AgentNotebook.Worker.runtimeconfig.json",
            $"worker/{_system}/AgentNotebook.Worker.dll",
            $"worker/{_system}/AgentNotebook.Worker.runtimeconfig.json",
        ];
        Assert.Equal(expected.Order(StringComparer.Ordinal), Content(package));
        Assert.False(IsNative(package, "worker/any/AgentNotebook.Worker.dll"));
        Assert.True(IsNative(package, $"worker/{_system}/AgentNotebook.Worker.dll"));
    }

    [Fact]
    public void the_tool_travels_with_the_worker_of_every_system_and_no_other()
    {
        using var package = packed.Open("AgentNotebook.Tool");
        var files = Content(package);
        Assert.Equal(
            new[] { "any", _system }.SelectMany(system => new[] { $"tools/net10.0/any/worker/{system}/AgentNotebook.Worker.dll", $"tools/net10.0/any/worker/{system}/AgentNotebook.Worker.runtimeconfig.json" }).Order(StringComparer.Ordinal),
            files.Where(file => file.Contains("AgentNotebook.Worker", StringComparison.Ordinal)));
        Assert.All(["agentnb.dll", "AgentNotebook.Kernel.dll", "AgentNotebook.Documents.dll", "AgentNotebook.Cells.dll", "DotnetToolSettings.xml"], file => Assert.Contains("tools/net10.0/any/" + file, files));
        // Natives of SQLite for systems other than the one that packs.
        Assert.All(["linux-arm64", "linux-x64", "osx-arm64", "win-x64"], system => Assert.Contains(files, file => file.StartsWith($"tools/net10.0/any/runtimes/{system}/native/", StringComparison.Ordinal)));
        Assert.False(IsNative(package, "tools/net10.0/any/agentnb.dll"));
    }

    [Theory]
    [InlineData("AgentNotebook")]
    [InlineData("AgentNotebook.Postgres")]
    [InlineData("AgentNotebook.Tool")]
    public void a_package_says_what_it_is_under_which_licence_and_names_no_place_that_is_not(string id)
    {
        using var package = packed.Open(id);
        var described = XDocument.Load(package.Entries.Single(entry => entry.Name.EndsWith(".nuspec", StringComparison.Ordinal)).Open()).Root!.Elements().Single();
        string Value(string name) => described.Elements().SingleOrDefault(element => element.Name.LocalName == name)?.Value ?? "";
        Assert.Equal(("MIT", "README.md", "icon.png"), (Value("license"), Value("readme"), Value("icon")));
        Assert.NotEmpty(Value("description"));
        Assert.DoesNotContain(described.Elements().SelectMany(element => element.Attributes()), attribute => attribute.Name.LocalName == "url");
        Assert.Equal("", Value("projectUrl"));
    }

    [Theory]
    [InlineData("AgentNotebook", "lib/net10.0/AgentNotebook.pdb", "lib/net10.0/AgentNotebook.Polyglot.pdb")]
    [InlineData("AgentNotebook.Postgres", "lib/net10.0/AgentNotebook.Postgres.pdb")]
    [InlineData("AgentNotebook.Tool", "tools/net10.0/any/agentnb.pdb")]
    public void the_symbols_name_no_folder_of_the_machine_that_packed_them(string id, params string[] files)
    {
        using var symbols = packed.Open(id, "snupkg");
        foreach (var file in files)
        {
            using var provider = MetadataReaderProvider.FromPortablePdbStream(Copy(symbols.GetEntry(file)!));
            var reader = provider.GetMetadataReader();
            Assert.All(reader.Documents.Select(document => reader.GetString(reader.GetDocument(document).Name)), name => Assert.StartsWith("/_/", name.Replace('\\', '/')));
        }
    }

    [SandboxFact]
    public async Task the_tool_installs_from_the_folder_and_runs_the_quickstart_with_its_worker_at_its_level()
    {
        var tools = Path.Combine(packed.Scratch, "tools");
        var installed = await Command.RunAsync(packed.Scratch, Command.Dotnet, "tool", "install", "AgentNotebook.Tool", "--tool-path", tools, "--add-source", packed.Packages);
        Assert.True(installed.ExitCode == 0, installed.Output);

        var agentnb = Path.Combine(tools, OperatingSystem.IsWindows() ? "agentnb.exe" : "agentnb");
        var notebook = Path.Combine(packed.Scratch, "01-quickstart.ipynb");
        File.Copy(RepositoryFolder.Find("notebooks", "01-quickstart.ipynb"), notebook);
        File.Copy(RepositoryFolder.Find("notebooks", "stubborn.yaml"), Path.Combine(packed.Scratch, "stubborn.yaml"));
        var run = await Command.RunAsync(packed.Scratch, agentnb, "run", notebook);
        Assert.True(run.ExitCode == 0, run.Output);
        Assert.Contains("run-1 Succeeded", run.Output);

        await using var here = new WorkerRunner();
        var level = (await here.PrepareAsync(CancellationToken.None)).Level.ToString().ToLowerInvariant();
        Assert.Contains($"level {level}", (await Sandboxed(agentnb)).Output);
    }

    [SandboxFact]
    public async Task a_program_that_uses_the_library_finds_the_worker_beside_it()
    {
        var folder = Directory.CreateDirectory(Path.Combine(packed.Scratch, "program")).FullName;
        var home = Environment.GetEnvironmentVariable("NUGET_PACKAGES") ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
        await File.WriteAllTextAsync(Path.Combine(folder, "program.csproj"), $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                <ImplicitUsings>enable</ImplicitUsings>
                <RestoreAdditionalProjectSources>{packed.Packages}</RestoreAdditionalProjectSources>
                <RestorePackagesPath>{Path.Combine(packed.Scratch, "cache")}</RestorePackagesPath>
                <RestoreFallbackFolders>{home}</RestoreFallbackFolders>
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="AgentNotebook" Version="*" />
              </ItemGroup>
            </Project>
            """);
        await File.WriteAllTextAsync(Path.Combine(folder, "Program.cs"), """
            await using var runner = new AgentNotebook.Execution.Workers.WorkerRunner();
            Console.WriteLine($"level {(await runner.PrepareAsync(default)).Level}, {File.Exists(Path.Combine(AppContext.BaseDirectory, "worker", "any", "AgentNotebook.Worker.dll"))}");
            """);
        var ran = await Command.RunAsync(folder, Command.Dotnet, "run");
        await using var here = new WorkerRunner();
        Assert.True(ran.ExitCode == 0, ran.Output);
        Assert.Contains($"level {(await here.PrepareAsync(CancellationToken.None)).Level}, True", ran.Output);
    }

    private async Task<CommandResult> Sandboxed(string agentnb)
    {
        var file = Path.Combine(packed.Scratch, "sum.csx");
        await File.WriteAllTextAsync(file, "1 + 2");
        var result = await Command.RunAsync(packed.Scratch, agentnb, "sandbox", "run", file);
        Assert.True(result.ExitCode == 0, result.Output);
        return result;
    }

    private static IEnumerable<string> Content(ZipArchive package) => package.Entries.Select(entry => entry.FullName)
        .Where(name => !name.StartsWith("_rels/", StringComparison.Ordinal) && !name.StartsWith("package/", StringComparison.Ordinal) && name != "[Content_Types].xml" && !name.EndsWith(".nuspec", StringComparison.Ordinal))
        .Order(StringComparer.Ordinal);

    /// <summary>Whether an assembly holds native code besides its IL (ECMA-335 II.25.3.3, "ManagedNativeHeader").</summary>
    private static bool IsNative(ZipArchive package, string file)
    {
        using var reader = new PEReader(Copy(package.GetEntry(file)!));
        return reader.PEHeaders.CorHeader!.ManagedNativeHeaderDirectory.Size > 0;
    }

    private static MemoryStream Copy(ZipArchiveEntry entry)
    {
        var copy = new MemoryStream();
        using var content = entry.Open();
        content.CopyTo(copy);
        copy.Position = 0;
        return copy;
    }
}
