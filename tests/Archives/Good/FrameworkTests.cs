using System.Formats.Tar;
using System.IO.Compression;
using AgentNotebook.Archives.Tests.Support;

namespace AgentNotebook.Archives.Tests.Good;

/// <summary>What the framework packs.</summary>
public sealed class FrameworkTests
{
    [LinuxTheory]
    [InlineData(TarEntryFormat.V7, TreeParts.SymbolicLinks, TimePrecision.Second)]
    [InlineData(TarEntryFormat.Ustar, TreeParts.SplitNames | TreeParts.SymbolicLinks, TimePrecision.Second)]
    [InlineData(TarEntryFormat.Gnu, TreeParts.SplitNames | TreeParts.LongNames | TreeParts.SymbolicLinks, TimePrecision.Second)]
    [InlineData(TarEntryFormat.Pax, TreeParts.SplitNames | TreeParts.LongNames | TreeParts.SymbolicLinks, TimePrecision.Second)]
    public async Task a_tar_comes_out_as_it_went_in(TarEntryFormat format, TreeParts parts, TimePrecision precision)
    {
        using var tree = new GoodTree(parts);
        await using (var writer = new TarWriter(File.Create(tree.Archive), format))
        {
            await AddAsync(writer, tree);
        }

        await Unpacking.AssertIdenticalAsync(tree, "tar", precision);
    }

    [LinuxFact]
    public async Task a_compressed_tar_comes_out_as_it_went_in()
    {
        using var tree = new GoodTree(TreeParts.SplitNames | TreeParts.LongNames | TreeParts.SymbolicLinks);
        await using (var writer = new TarWriter(new GZipStream(File.Create(tree.Archive), CompressionLevel.Fastest), TarEntryFormat.Pax))
        {
            await AddAsync(writer, tree);
        }

        await Unpacking.AssertIdenticalAsync(tree, "tar.gz", TimePrecision.Second);
    }

    [LinuxTheory]
    [InlineData(CompressionLevel.NoCompression)]
    [InlineData(CompressionLevel.SmallestSize)]
    public async Task a_zip_comes_out_as_it_went_in(CompressionLevel level)
    {
        using var tree = new GoodTree(TreeParts.SplitNames | TreeParts.LongNames);
        await ZipFile.CreateFromDirectoryAsync(tree.Root, tree.Archive, level, includeBaseDirectory: false);
        await Unpacking.AssertIdenticalAsync(tree, "zip", TimePrecision.TwoSeconds, foldersHaveTimes: false);
    }

    [LinuxFact]
    public async Task a_zip_written_to_a_pipe_is_read()
    {
        using var tree = new GoodTree(TreeParts.SplitNames | TreeParts.LongNames);
        await using (var pipe = new OneWayStream(File.Create(tree.Archive)))
        {
            await ZipFile.CreateFromDirectoryAsync(tree.Root, pipe, CompressionLevel.Optimal, includeBaseDirectory: false);
        }

        await Unpacking.AssertIdenticalAsync(tree, "zip", TimePrecision.TwoSeconds, foldersHaveTimes: false);
    }

    // Folders before what is in them; the framework's own walk would come to the same but leaves no choice of format.
    private static async Task AddAsync(TarWriter writer, GoodTree tree)
    {
        foreach (var path in tree.Paths)
        {
            await writer.WriteEntryAsync(Path.Combine(tree.Root, path), path);
        }
    }
}
