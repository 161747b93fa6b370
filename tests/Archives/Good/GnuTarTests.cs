using AgentNotebook.Archives.Tests.Support;

namespace AgentNotebook.Archives.Tests.Good;

/// <summary>What GNU tar packs.</summary>
public sealed class GnuTarTests
{
    [ToolTheory("tar", "tar")]
    [InlineData("v7", TreeParts.SymbolicLinks | TreeParts.HardLinks, TimePrecision.Second)]
    [InlineData("ustar", TreeParts.SplitNames | TreeParts.SymbolicLinks | TreeParts.HardLinks, TimePrecision.Second)]
    [InlineData("oldgnu", TreeParts.All, TimePrecision.Second)]
    [InlineData("gnu", TreeParts.All, TimePrecision.Second)]
    [InlineData("pax", TreeParts.All, TimePrecision.Exact)]
    public async Task every_format_comes_out_as_it_went_in(string format, TreeParts parts, TimePrecision precision)
    {
        using var tree = new GoodTree(parts);
        Tool.Run("tar", tree.Root, $"--format={format}", "-cf", tree.Archive, ".");
        await Unpacking.AssertIdenticalAsync(tree, "tar", precision);
        AssertSecondNamesAreOneFile(tree);
    }

    [ToolTheory("tar", "tar")]
    [InlineData("--format=oldgnu", TimePrecision.Second)]
    [InlineData("--format=gnu", TimePrecision.Second)]
    [InlineData("--format=pax --sparse-version=0.0", TimePrecision.Exact)]
    [InlineData("--format=pax --sparse-version=0.1", TimePrecision.Exact)]
    [InlineData("--format=pax --sparse-version=1.0", TimePrecision.Exact)]
    public async Task holes_stay_holes(string options, TimePrecision precision)
    {
        using var tree = new GoodTree(TreeParts.All | TreeParts.Holes);
        Tool.Run("tar", tree.Root, [.. options.Split(' '), "--sparse", "-cf", tree.Archive, "."]);
        await Unpacking.AssertIdenticalAsync(tree, "tar", precision, holes: true);
    }

    [ToolTheory("tar", "tar")]
    [InlineData("-z", "tar.gz")]
    [InlineData("-j", "tar.bz2")]
    public async Task compressed_ones_are_known_by_their_content(string option, string format)
    {
        using var tree = new GoodTree(TreeParts.All);
        Tool.Run("tar", tree.Root, "--format=pax", option, "-cf", tree.Archive, ".");
        await Unpacking.AssertIdenticalAsync(tree, format, TimePrecision.Exact);
    }

    [ToolTheory("tar", "tar")]
    [InlineData("gzip", "tar.gz")]
    [InlineData("bzip2", "tar.bz2")]
    public async Task pieces_that_were_compressed_one_by_one_are_one_archive(string program, string format)
    {
        using var tree = new GoodTree(TreeParts.All);
        Tool.Shell(tree.Root, "tar --format=gnu -cf \"$1.whole\" . && split -b 300000 \"$1.whole\" \"$1.part.\" && for part in \"$1\".part.*; do $2 -c \"$part\"; done > \"$1\"", tree.Archive, program);
        await Unpacking.AssertIdenticalAsync(tree, format, TimePrecision.Second);
    }

    [ToolTheory("tar", "tar")]
    [InlineData("--blocking-factor=1")]
    [InlineData("--blocking-factor=200")]
    [InlineData("--owner=someone:70000 --group=others:70000 --numeric-owner")]
    [InlineData("--xattrs --acls --selinux --format=pax")]
    [InlineData("--pax-option=comment=ours --format=pax")]
    [InlineData("--pax-option=globexthdr.name=global,comment=ours --format=pax")]
    [InlineData("--mtime=@-1000000 --format=gnu")]
    [InlineData("--mtime=@99999999999 --format=gnu")]
    public async Task other_ways_of_writing_are_read(string options)
    {
        using var tree = new GoodTree(TreeParts.All);
        Tool.Run("tar", tree.Root, [.. options.Split(' '), "-cf", tree.Archive, "."]);
        if (options.Contains("mtime"))
        {
            var time = DateTimeOffset.FromUnixTimeSeconds(long.Parse(options.Split('@', ' ')[1])).UtcDateTime;
            tree.SetTimes(_ => time);
        }

        await Unpacking.AssertIdenticalAsync(tree, "tar", TimePrecision.Second);
    }

    [ToolTheory("tar", "tar")]
    [InlineData("gnu")]
    [InlineData("pax")]
    public async Task names_without_a_dot_in_front_are_read(string format)
    {
        using var tree = new GoodTree(TreeParts.All);
        Tool.Shell(tree.Root, "tar --format=$2 -cf \"$1\" *", tree.Archive, format);
        await Unpacking.AssertIdenticalAsync(tree, "tar", TimePrecision.Second);
    }

    private static void AssertSecondNamesAreOneFile(GoodTree tree) => Assert.Equal(3u, Posix.Links(Path.Combine(tree.Unpacked, "second-name")));
}
