using System.Diagnostics;
using AgentNotebook.Archives;
using AgentNotebook.Archives.Decoding;
using AgentNotebook.Archives.Tests.Support;
using AgentNotebook.SharpCompress.Tests.Writing;

namespace AgentNotebook.SharpCompress.Tests;

/// <summary>The real tool with the provider as 'dotnet publish' puts it out, without it, and a notebook that refers to it.</summary>
public sealed class ToolTests : IDisposable
{
    // Where the tests of this project lie: src/providers/AgentNotebook.SharpCompress.Tests/bin/CONFIGURATION/net10.0.
    private static readonly string _output = AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar);
    private static readonly string _framework = Path.GetFileName(_output);
    private static readonly string _configuration = Path.GetFileName(Path.GetDirectoryName(_output)!);
    private static readonly string _providers = Path.GetFullPath(Path.Combine(_output, "../../../.."));

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [LinuxFact]
    public void the_tool_unpacks_a_7z_once_the_provider_lies_in_its_folder()
    {
        File.WriteAllBytes(_folder.In("a.7z"), new SevenZipBuilder().Directory("folder").File("folder/file", "text").ToBytes());
        var without = Tool(3, "", "unpack", "a.7z", "--to", "out");
        Assert.Contains("It is 7z", without, StringComparison.Ordinal);
        Assert.Contains("SharpCompress provider", without, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_folder.In("out")));

        Run(_folder.Path, null, 0, "publish", Path.Combine(_providers, "AgentNotebook.SharpCompress"), "--no-build", "-c", _configuration, "-o", _folder.In("providers/sharpcompress"));
        Assert.False(File.Exists(_folder.In("providers/sharpcompress/AgentNotebook.dll")), "the library of the tool counts, and no other");
        Assert.Contains("7z, 2 entries", Tool(0, _folder.In("providers"), "unpack", "a.7z", "--list"), StringComparison.Ordinal);
        Tool(0, _folder.In("providers"), "unpack", "a.7z", "--to", "out");
        Assert.Equal("text", File.ReadAllText(_folder.In("out/folder/file")));
    }

    [LinuxFact]
    public void a_notebook_unpacks_a_7z_after_a_reference_and_one_line()
    {
        File.WriteAllBytes(_folder.In("a.7z"), new SevenZipBuilder().File("file", "text").ToBytes());
        var provider = Path.Combine(_providers, "AgentNotebook.SharpCompress", "bin", _configuration, _framework, "AgentNotebook.SharpCompress.dll");
        File.WriteAllText(_folder.In("unpacks.dib"), $"#!csharp\n\n#r \"{provider}\"\nAgentNotebook.Archives.Decoding.ArchiveDecoders.Register(new AgentNotebook.SharpCompress.SharpCompressDecoder());\n\n#!csharp\n\n#!unpack a.7z --to out\n");
        Tool(0, "", "run", "unpacks.dib");
        Assert.Equal("text", File.ReadAllText(_folder.In("out/file")));
    }

    [LinuxFact]
    public void its_formats_are_known_once_it_is_registered() => Assert.Equal(["7z", "rar", "tar.lz", "tar.xz", "tar.zst"], ArchiveDecoders.Formats);

    [LinuxFact]
    public async Task an_archive_of_a_format_that_is_built_in_is_read_as_before()
    {
        using var scene = new Scene(AgentNotebook.Archives.Tests.Writing.Builders.ZipOf("file"));
        var report = await new ArchiveExtractor().ExtractAsync(new ExtractionRequest { Archive = scene.Archive, Destination = scene.Destination });
        Assert.Equal("zip", report.Format);
    }

    private string Tool(int exitCode, string providers, params string[] arguments) =>
        Run(_folder.Path, providers, exitCode, [Path.Combine(_providers, "..", "AgentNotebook.Tool", "bin", _configuration, _framework, "agentnb.dll"), .. arguments]);

    private static string Run(string folder, string? providers, int exitCode, params string[] arguments)
    {
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["AGENTNOTEBOOK_PROVIDERS"] = providers;
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd() + errors.Result;
        process.WaitForExit();
        Assert.True(process.ExitCode == exitCode, output);
        return output;
    }
}
