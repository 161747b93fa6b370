using AgentNotebook.Archives.Tests.Support;

namespace AgentNotebook.Archives.Tests.Good;

/// <summary>What Info-ZIP's zip packs.</summary>
public sealed class InfoZipTests
{
    private const TreeParts Parts = TreeParts.SplitNames | TreeParts.LongNames | TreeParts.SymbolicLinks;

    [ToolTheory("zip", "zip")]
    [InlineData("-qry")]
    [InlineData("-qry -0")]
    [InlineData("-qry -9")]
    [InlineData("-qry -fd")]
    [InlineData("-qry -fz")]
    [InlineData("-qry -UN=UTF8")]
    public async Task it_comes_out_as_it_went_in(string options)
    {
        using var tree = new GoodTree(Parts);
        Tool.Run("zip", tree.Root, [.. options.Split(' '), tree.Archive + ".zip", "."]);
        File.Move(tree.Archive + ".zip", tree.Archive);
        await Unpacking.AssertIdenticalAsync(tree, "zip", TimePrecision.Second);
    }

    [ToolTheory("zip", "zip")]
    [InlineData("-qry")]
    [InlineData("-qry -0")]
    public async Task one_written_to_a_pipe_is_read(string options)
    {
        using var tree = new GoodTree(Parts);
        Tool.Shell(tree.Root, "zip $2 - . | cat > \"$1\"", tree.Archive, options);
        await Unpacking.AssertIdenticalAsync(tree, "zip", TimePrecision.Second);
    }

    [ToolTheory("zip", "zip")]
    [InlineData("-qryX")]
    public async Task one_without_extra_fields_has_the_times_of_dos(string options)
    {
        using var tree = new GoodTree(Parts);
        Tool.Shell(tree.Root, "zip $2 \"$1\" . && mv \"$1.zip\" \"$1\"", tree.Archive, options);
        await Unpacking.AssertIdenticalAsync(tree, "zip", TimePrecision.TwoSeconds);
    }

    [ToolTheory("zip", "zip")]
    [InlineData("-qryD")]
    public async Task one_without_folders_has_those_that_files_need(string options)
    {
        using var tree = new GoodTree(Parts);
        Directory.Delete(Path.Combine(tree.Root, "empty-folder"), recursive: true);
        Tool.Shell(tree.Root, "zip $2 \"$1\" . && mv \"$1.zip\" \"$1\"", tree.Archive, options);
        await Unpacking.AssertIdenticalAsync(tree, "zip", TimePrecision.Second, foldersHaveTimes: false);
    }
}
