using AgentNotebook.Archives.Tests.Support;

namespace AgentNotebook.Archives.Tests.Good;

/// <summary>What libarchive's tar packs.</summary>
public sealed class BsdTarTests
{
    [ToolTheory("bsdtar", "libarchive-tools")]
    [InlineData("v7tar", "tar", TreeParts.SymbolicLinks | TreeParts.HardLinks, TimePrecision.Second)]
    [InlineData("ustar", "tar", TreeParts.SplitNames | TreeParts.SymbolicLinks | TreeParts.HardLinks, TimePrecision.Second)]
    [InlineData("gnutar", "tar", TreeParts.All, TimePrecision.Second)]
    [InlineData("paxr", "tar", TreeParts.All, TimePrecision.Second)]
    [InlineData("pax", "tar", TreeParts.All, TimePrecision.Exact)]
    [InlineData("zip", "zip", TreeParts.SplitNames | TreeParts.LongNames | TreeParts.SymbolicLinks, TimePrecision.Second)]
    public async Task every_format_comes_out_as_it_went_in(string writes, string format, TreeParts parts, TimePrecision precision)
    {
        using var tree = new GoodTree(parts);
        Tool.Run("bsdtar", tree.Root, $"--format={writes}", "-cf", tree.Archive, ".");
        await Unpacking.AssertIdenticalAsync(tree, format, precision);
    }

    [ToolTheory("bsdtar", "libarchive-tools")]
    [InlineData("pax")]
    public async Task holes_stay_holes(string format)
    {
        using var tree = new GoodTree(TreeParts.All | TreeParts.Holes);
        Tool.Run("bsdtar", tree.Root, $"--format={format}", "--read-sparse", "-cf", tree.Archive, ".");
        await Unpacking.AssertIdenticalAsync(tree, "tar", TimePrecision.Exact, holes: true);
    }

    [ToolTheory("bsdtar", "libarchive-tools")]
    [InlineData("-z", "tar.gz")]
    [InlineData("-j", "tar.bz2")]
    public async Task compressed_ones_are_known_by_their_content(string option, string format)
    {
        using var tree = new GoodTree(TreeParts.All);
        Tool.Run("bsdtar", tree.Root, "--format=pax", option, "-cf", tree.Archive, ".");
        await Unpacking.AssertIdenticalAsync(tree, format, TimePrecision.Exact);
    }

    [ToolTheory("bsdtar", "libarchive-tools")]
    [InlineData("zip:compression=store")]
    [InlineData("zip:compression=deflate")]
    [InlineData("zip:zip64")]
    public async Task other_zips_are_read(string options)
    {
        using var tree = new GoodTree(TreeParts.SplitNames | TreeParts.LongNames | TreeParts.SymbolicLinks);
        Tool.Run("bsdtar", tree.Root, "--format=zip", $"--options={options}", "-cf", tree.Archive, ".");
        await Unpacking.AssertIdenticalAsync(tree, "zip", TimePrecision.Second);
    }
}
