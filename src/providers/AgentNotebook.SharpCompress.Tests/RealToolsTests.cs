using AgentNotebook.Archives;
using AgentNotebook.Archives.Tests.Good;
using AgentNotebook.Archives.Tests.Support;

namespace AgentNotebook.SharpCompress.Tests;

/// <summary>What other programs pack comes out of the sandboxed extractor as it went in: bytes, modes, times, links.</summary>
public sealed class RealToolsTests
{
    private const TreeParts NoHardLinks = TreeParts.SplitNames | TreeParts.LongNames | TreeParts.SymbolicLinks;

    [ToolTheory("7z", "p7zip-full")]
    [InlineData("-mx=1")]
    [InlineData("-mx=9")]
    [InlineData("-ms=off")]
    [InlineData("-m0=LZMA")]
    [InlineData("-m0=PPMd")]
    [InlineData("-m0=BZip2")]
    [InlineData("-m0=Copy")]
    [InlineData("-m0=Deflate")]
    [InlineData("-m0=BCJ -m1=LZMA2")]
    [InlineData("-m0=BCJ2 -m1=LZMA:d=1m -m2=LZMA:d=64k -m3=LZMA:d=64k -mb0:1 -mb0s1:2 -mb0s2:3")]
    [InlineData("-m0=Delta:4 -m1=LZMA2")]
    public async Task a_7z_comes_out_as_it_went_in(string options)
    {
        using var tree = new GoodTree(NoHardLinks);
        Tool.Run("7z", tree.Root, ["a", "-bd", "-snl", "-t7z", .. options.Split(' '), tree.Archive + ".7z", "."]);
        File.Move(tree.Archive + ".7z", tree.Archive);
        await Unpacking.AssertIdenticalAsync(tree, "7z", TimePrecision.Second);
    }

    [ToolTheory("bsdtar", "libarchive-tools")]
    [InlineData("7zip:compression=lzma1")]
    [InlineData("7zip:compression=store")]
    public async Task a_7z_of_libarchive_comes_out_as_it_went_in(string options)
    {
        using var tree = new GoodTree(NoHardLinks);
        Tool.Run("bsdtar", tree.Root, "--format=7zip", $"--options={options}", "-cf", tree.Archive, ".");
        await Unpacking.AssertIdenticalAsync(tree, "7z", TimePrecision.Exact);
    }

    [ToolTheory("bsdtar", "libarchive-tools")]
    [InlineData("--xz", "tar.xz")]
    [InlineData("--zstd", "tar.zst")]
    [InlineData("--lzip", "tar.lz")]
    public async Task a_compressed_tar_of_libarchive_comes_out_as_it_went_in(string option, string format)
    {
        using var tree = new GoodTree(TreeParts.All);
        Tool.Run("bsdtar", tree.Root, "--format=pax", option, "-cf", tree.Archive, ".");
        await Unpacking.AssertIdenticalAsync(tree, format, TimePrecision.Exact);
    }

    [ToolTheory("xz", "xz-utils")]
    [InlineData("-9e")]
    [InlineData("-0 --check=crc32")]
    [InlineData("-0 --check=sha256")]
    [InlineData("-0 --block-size=100000")]
    [InlineData("-T2 -6 --block-size=65536")]
    [InlineData("--x86 --lzma2=preset=1")]
    public async Task a_tar_through_xz_comes_out_as_it_went_in(string options)
    {
        using var tree = new GoodTree(TreeParts.All);
        Tool.Shell(tree.Root, $"bsdtar --format=pax -cf - . | xz {options} > \"$1\"", tree.Archive);
        await Unpacking.AssertIdenticalAsync(tree, "tar.xz", TimePrecision.Exact);
    }

    [ToolTheory("xz", "xz-utils")]
    [InlineData(0)]
    [InlineData(4)]
    [InlineData(1024)]
    public async Task several_streams_of_xz_are_one_archive(int padding)
    {
        using var tree = new GoodTree(TreeParts.All);
        Tool.Shell(tree.Root, "bsdtar --format=pax -cf - . > \"$1.tar\" && head -c 70000 \"$1.tar\" | xz -0 > \"$1\" && head -c $2 /dev/zero >> \"$1\" && tail -c +70001 \"$1.tar\" | xz -0 >> \"$1\"", tree.Archive, $"{padding}");
        await Unpacking.AssertIdenticalAsync(tree, "tar.xz", TimePrecision.Exact);
    }

    [ToolTheory("zstd", "zstd")]
    [InlineData("-1")]
    [InlineData("-19 --check")]
    [InlineData("--no-check -3")]
    [InlineData("--ultra -22")]
    public async Task a_tar_through_zstd_comes_out_as_it_went_in(string options)
    {
        using var tree = new GoodTree(TreeParts.All);
        Tool.Shell(tree.Root, $"bsdtar --format=pax -cf - . | zstd -q {options} > \"$1\"", tree.Archive);
        await Unpacking.AssertIdenticalAsync(tree, "tar.zst", TimePrecision.Exact);
    }

    [ToolTheory("zstd", "zstd")]
    [InlineData("tar.zst")]
    public async Task several_frames_of_zstd_are_one_archive(string format)
    {
        using var tree = new GoodTree(TreeParts.All);
        Tool.Shell(tree.Root, "bsdtar --format=pax -cf - . > \"$1.tar\" && head -c 70000 \"$1.tar\" | zstd -q > \"$1\" && tail -c +70001 \"$1.tar\" | zstd -q >> \"$1\"", tree.Archive);
        await Unpacking.AssertIdenticalAsync(tree, format, TimePrecision.Exact);
    }

    [ToolTheory("7z", "p7zip-full")]
    [InlineData("-psecret")]
    [InlineData("-psecret -mhe=on")]
    public async Task an_encrypted_7z_is_refused_for_that(string options)
    {
        using var tree = new GoodTree(NoHardLinks);
        Tool.Run("7z", tree.Root, ["a", "-bd", "-snl", "-t7z", .. options.Split(' '), tree.Archive + ".7z", "."]);
        File.Move(tree.Archive + ".7z", tree.Archive);
        var report = await new ArchiveExtractor().ExtractAsync(new ExtractionRequest { Archive = tree.Archive, Destination = tree.Unpacked });
        Assert.Equal(ArchiveRule.Encrypted, Assert.Single(report.Refusals).Rule);
        Assert.False(Directory.Exists(tree.Unpacked));
    }
}
