using AgentNotebook.Archives;
using AgentNotebook.Archives.Judging;
using AgentNotebook.Archives.Reading;

namespace AgentNotebook.Tests.Archives;

public class NameRulesTests
{
    private static readonly ExtractionLimits _limits = new();

    [Theory]
    [InlineData("a/b", "a/b")]
    [InlineData("./a//b/", "a/b")]
    [InlineData("./", "")]
    [InlineData(".hidden/..x", ".hidden/..x")]
    [InlineData("naïve é/ü", "naïve é/ü")]
    [InlineData("Foo::Bar.3pm", "Foo::Bar.3pm")]
    [InlineData("console/nullable/com10", "console/nullable/com10")]
    public void a_name_is_cleaned(string name, string path) => Assert.Equal(path, NameRules.Clean(name, _limits));

    [Theory]
    [InlineData("/a", ArchiveRule.AbsolutePath)]
    [InlineData("a/../b", ArchiveRule.OutsideDestination)]
    [InlineData("..", ArchiveRule.OutsideDestination)]
    [InlineData("a\0b", ArchiveRule.NulInName)]
    [InlineData("a\nb", ArchiveRule.ControlCharacter)]
    [InlineData("a\u202Eb", ArchiveRule.ControlCharacter)]
    [InlineData("a\u0085b", ArchiveRule.ControlCharacter)]
    [InlineData("a\\b", ArchiveRule.Backslash)]
    [InlineData("C:x", ArchiveRule.DriveName)]
    [InlineData("a/c:/b", ArchiveRule.DriveName)]
    [InlineData("a./b", ArchiveRule.TrailingDotOrSpace)]
    [InlineData("a /b", ArchiveRule.TrailingDotOrSpace)]
    [InlineData("a/...", ArchiveRule.TrailingDotOrSpace)]
    [InlineData("Aux.h", ArchiveRule.ReservedName)]
    [InlineData("x/NUL", ArchiveRule.ReservedName)]
    [InlineData("com¹.txt", ArchiveRule.ReservedName)]
    [InlineData("lpt9 .txt", ArchiveRule.ReservedName)]
    [InlineData("CONIN$", ArchiveRule.ReservedName)]
    public void a_name_that_breaks_a_rule_is_refused_by_it(string name, ArchiveRule rule) =>
        Assert.Equal(rule, Assert.Throws<ArchiveRefusedException>(() => NameRules.Clean(name, _limits)).Refusal.Rule);

    [Fact]
    public void lengths_count_bytes_and_depth_counts_components()
    {
        Refused(ArchiveRule.ComponentTooLong, new string('é', 128));
        Refused(ArchiveRule.NameTooLong, string.Join('/', Enumerable.Repeat(new string('a', 200), 6)));
        Refused(ArchiveRule.TooDeep, string.Join('/', Enumerable.Repeat("a", 65)));
        Assert.Equal(255, NameRules.Clean(new string('a', 255), _limits).Length);

        static void Refused(ArchiveRule rule, string name) =>
            Assert.Equal(rule, Assert.Throws<ArchiveRefusedException>(() => NameRules.Clean(name, _limits)).Refusal.Rule);
    }

    [Theory]
    [InlineData("README", "readme")]
    [InlineData("straße", "STRASSE")]
    [InlineData("e\u0301", "É")]
    [InlineData("ﬁle", "FILE")]
    [InlineData("\u212A", "k")]
    [InlineData("\uD55C", "\u1112\u1161\u11AB")]
    public void names_that_some_file_system_takes_for_one_fold_alike(string one, string other) => Assert.Equal(FoldedName.Of(one), FoldedName.Of(other));

    [Fact]
    public void names_that_differ_stay_apart() => Assert.NotEqual(FoldedName.Of("resume"), FoldedName.Of("resumé"));

    [Fact]
    public void every_rule_has_its_sentence() => Assert.All(Enum.GetValues<ArchiveRule>(), rule => Assert.EndsWith(".", ArchiveRules.InWords(rule)));
}
