using AgentNotebook.Display;
using AgentNotebook.Magics;
using AgentNotebook.Magics.Assistance;
using FsCheck;
using FsCheck.Fluent;

namespace AgentNotebook.Tests.Magics.Assistance;

public class MagicAssistanceTests
{
    private static readonly MagicCatalog _catalog = new(
    [
        new("#!paint", "Paints.",
            [
                new("--colour", ParameterKind.Text, "Which.") { Choices = ["red", "green"] },
                new("--check", ParameterKind.Text, "What must hold.") { Repeats = true },
                new("--coats", ParameterKind.Integer, "How many."),
                new("--glossy", ParameterKind.Flag, "Shines."),
                new("WALL", ParameterKind.Text, "What is painted.") { Choices = ["north", "south"] },
            ],
            (_, _) => Task.CompletedTask) { Aliases = ["#!p"] },
        new("#!state", "Shows.", [], (_, _) => Task.CompletedTask),
        new("#!fsharp", "Stands in.", [], (_, _) => Task.CompletedTask) { IsStandIn = true },
    ]);

    [Theory]
    [InlineData("|", "0-0 #!paint #!state")]
    [InlineData("#!|", "0-2 #!paint #!state")]
    [InlineData("  #!p|", "2-5 #!paint")]
    [InlineData("#!p|ai --glossy", "0-5 #!paint")]
    [InlineData("#!state |", "8-8 --help")]
    [InlineData("#!paint |", "8-8 --colour --check --coats --glossy north south --help")]
    [InlineData("#!paint --co|", "8-12 --colour --coats")]
    [InlineData("#!paint --glossy --colour red --check x |", "40-40 --check --coats north south --help")]
    [InlineData("#!paint | --glossy", "8-8 --colour --check --coats north south --help")]
    [InlineData("#!paint --colour |", "17-17 red green")]
    [InlineData("#!paint --colour g|", "17-18 green")]
    [InlineData("#!paint --check \"a b --c|", "16-24 ")]
    [InlineData("#!paint n|", "8-9 north")]
    [InlineData("#!p --glo|", "4-9 --glossy")]
    [InlineData("#!unknown --|", "10-12 ")]
    [InlineData("#!paint --coats |", "16-16 ")]
    public void what_may_be_typed_at_the_caret_is_offered(string line, string expected)
    {
        var found = MagicAssistance.Complete(_catalog, line.Replace("|", "", StringComparison.Ordinal), line.IndexOf('|'));
        Assert.Equal(expected, $"{found.Start}-{found.End} {string.Join(' ', found.Items.Select(item => item.Text))}");
    }

    [Fact]
    public void completions_say_what_they_are()
    {
        Assert.Equal(new MagicCompletion("#!paint", "magic", "Paints."), MagicAssistance.Complete(_catalog, "#!pa", 4).Items[0]);
        Assert.Equal(new MagicCompletion("--colour", "parameter", "Which. One of: red, green."), MagicAssistance.Complete(_catalog, "#!paint --col", 13).Items[0]);
        Assert.Equal(new MagicCompletion("red", "value", "Which."), MagicAssistance.Complete(_catalog, "#!paint --colour r", 18).Items[0]);
    }

    [Theory]
    [InlineData("#!pa|int", "Paints.")]
    [InlineData("#!p|", "Paints.")]
    [InlineData("#!fsharp|", "Stands in.")]
    [InlineData("#!paint --col|our red", "--colour VALUE\nWhich.")]
    [InlineData("#!paint --colour r|ed", "--colour VALUE\nWhich.")]
    [InlineData("#!paint --glossy nor|th", "WALL\nWhat is painted.")]
    [InlineData("#!paint --none|", null)]
    [InlineData("#!paint  | --glossy", null)]
    [InlineData("#!none|", null)]
    [InlineData("|", null)]
    public void what_is_under_the_caret_is_explained(string line, string? beginning)
    {
        var text = MagicAssistance.Describe(_catalog, line.Replace("|", "", StringComparison.Ordinal), line.IndexOf('|'))?.Data[MimeBundle.Text];
        Assert.Equal(beginning, text is null || beginning is null ? text : text[..Math.Min(beginning.Length, text.Length)]);
    }

    [Fact]
    public void no_line_and_no_place_is_too_strange()
    {
        var words = Gen.Elements("#!paint", "#!", "--colour", "red", "\"", "\\", " ", "\t", "\n", "--", "#!p", "é", "\uD800", "\"a b\"");
        var lines = Gen.ArrayOf(words).Select(string.Concat);
        Prop.ForAll(lines.ToArbitrary(), ArbMap.Default.ArbFor<int>(), (line, position) =>
        {
            var found = MagicAssistance.Complete(_catalog, line, position);
            Assert.InRange(found.Start, 0, found.End);
            Assert.InRange(found.End, 0, line.Length);
            MagicAssistance.Describe(_catalog, line, position);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(2_000));
        Prop.ForAll<string, int>((line, position) => MagicAssistance.Complete(_catalog, line ?? "", position) is not null).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void a_line_is_cut_where_the_parser_cuts_it()
    {
        var words = Gen.Elements("#!paint", "--check", "x", " ", "\"a b\"", "\"c\\\"d\"", "\\");
        Prop.ForAll(Gen.ArrayOf(words).Select(parts => "#!paint --check " + string.Concat(parts)).ToArbitrary(), line =>
        {
            // A value of --check may be anything, so the parser takes it when it stands alone.
            var tokens = LineToken.Split(line);
            if (tokens.Count == 3)
            {
                Assert.True(_catalog.Parse(line, 1).Arguments!.Has("--check"));
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(1_000));
    }
}
