using AgentNotebook.Archives.Tests.Support;

namespace AgentNotebook.Archives.Tests.Good;

/// <summary>What 7-Zip packs.</summary>
public sealed class SevenZipTests
{
    private const TreeParts Parts = TreeParts.SplitNames | TreeParts.LongNames | TreeParts.SymbolicLinks;

    [ToolTheory("7z", "p7zip-full")]
    [InlineData("-tzip -mcu=on", "zip")]
    [InlineData("-tzip -mcu=on -mm=Copy", "zip")]
    [InlineData("-tzip -mcu=on -mx=9", "zip")]
    public async Task a_zip_comes_out_as_it_went_in(string options, string format)
    {
        using var tree = new GoodTree(Parts);
        Tool.Run("7z", tree.Root, ["a", "-bd", "-snl", .. options.Split(' '), tree.Archive + ".zip", "."]);
        File.Move(tree.Archive + ".zip", tree.Archive);
        await Unpacking.AssertIdenticalAsync(tree, format, TimePrecision.TwoSeconds);
    }

    [ToolTheory("7z", "p7zip-full")]
    [InlineData("-ttar")]
    public async Task a_tar_comes_out_as_it_went_in(string options)
    {
        using var tree = new GoodTree(Parts);
        Tool.Run("7z", tree.Root, ["a", "-bd", "-snl", .. options.Split(' '), tree.Archive + ".tar", "."]);
        File.Move(tree.Archive + ".tar", tree.Archive);
        await Unpacking.AssertIdenticalAsync(tree, "tar", TimePrecision.Second);
    }
}
