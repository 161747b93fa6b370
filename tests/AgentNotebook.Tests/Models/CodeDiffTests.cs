using AgentNotebook.Execution.Compiling;
using AgentNotebook.Models;
using FsCheck;
using FsCheck.Fluent;

namespace AgentNotebook.Tests.Models;

public class CodeDiffTests
{
    [Fact]
    public void a_changed_line_is_removed_and_added_with_its_numbers() => Assert.Equal(
        [new DiffLine(DiffLineKind.Same, "a", 1, 1), new DiffLine(DiffLineKind.Removed, "b", 2, null), new DiffLine(DiffLineKind.Added, "x", null, 2), new DiffLine(DiffLineKind.Same, "c", 3, 3)],
        CodeDiff.Lines("a\nb\nc\nd", "a\nx\nc\nd", context: 1));

    [Fact]
    public void the_lines_of_a_diff_give_back_both_texts() => Prop.ForAll(
        Gen.ListOf(Gen.Elements("a", "b", "c")).Two().ToArbitrary(),
        pair =>
        {
            var (before, after) = (pair.Item1.ToArray(), pair.Item2.ToArray());
            var lines = CodeDiff.Lines(string.Join('\n', before), string.Join('\n', after), int.MaxValue);
            return lines.Where(l => l.Before is not null).Select(l => l.Text).SequenceEqual(before) && lines.Where(l => l.After is not null).Select(l => l.Text).SequenceEqual(after);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void code_that_differs_in_nothing_but_layout_has_one_fingerprint()
    {
        Assert.Equal(CodeFingerprint.Of("int a=1; // one\nint b = 2;"), CodeFingerprint.Of("int a = 1;\r\n\r\nint b = /* two */ 2;"));
        Assert.NotEqual(CodeFingerprint.Of("int a = 1;"), CodeFingerprint.Of("int a = 2;"));
        Assert.NotEqual(CodeFingerprint.Of("#if X\nint a;\n#endif"), CodeFingerprint.Of("int a;"));
        Assert.NotEqual(CodeFingerprint.Of("\"a b\""), CodeFingerprint.Of("\"ab\""));
        Assert.Equal(64, CodeFingerprint.Of(new string('(', 100_000)).Length);
    }
}
