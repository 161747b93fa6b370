using AgentNotebook.Magics;
using FsCheck;
using FsCheck.Fluent;

namespace AgentNotebook.Tests.Magics;

public class MagicCatalogTests
{
    private static readonly MagicCatalog _catalog = new(
    [
        new("#!paint", "Paints.",
            [
                new("--colour", ParameterKind.Text, "Which.") { Choices = ["red", "green"] },
                new("--check", ParameterKind.Text, "What must hold.") { Repeats = true },
                new("--coats", ParameterKind.Integer, "How many.") { Minimum = 1, Maximum = 9 },
                new("--dry", ParameterKind.Duration, "How long."),
                new("--tin", ParameterKind.Bytes, "How big."),
                new("--price", ParameterKind.Number, "How dear."),
                new("--mix", ParameterKind.Assignment, "What goes into what.") { ValueName = "COLOUR=SHARE", Choices = ["red", "green"], Repeats = true },
                new("--glossy", ParameterKind.Flag, "Shines."),
            ],
            (_, _) => Task.CompletedTask),
        new("#!state", "Shows.", [], (_, _) => Task.CompletedTask),
    ]);

    [Fact]
    public void every_kind_of_value_is_read()
    {
        var (magic, arguments) = _catalog.Parse("#!paint --colour red --coats 3 --dry 1.5s --tin 2GiB --price 0.25 --mix red=a=b --mix \"green=1 2\" --glossy", 1);
        Assert.Equal("#!paint", magic.Name);
        Assert.Equal("red", arguments!.Get("--colour", ""));
        Assert.Equal(3, arguments.Get("--coats", 0));
        Assert.Equal(TimeSpan.FromSeconds(1.5), arguments.Get("--dry", TimeSpan.Zero));
        Assert.Equal(2L << 30, arguments.Get("--tin", 0L));
        Assert.Equal(0.25m, arguments.Get("--price", 0m));
        Assert.Equal([KeyValuePair.Create("red", "a=b"), KeyValuePair.Create("green", "1 2")], arguments.All<KeyValuePair<string, string>>("--mix"));
        Assert.True(arguments.Has("--glossy"));
    }

    [Fact]
    public void quoted_values_keep_spaces_quotes_and_dashes()
    {
        var (_, arguments) = _catalog.Parse("""#!paint --check "a < b && s == \"--x\"" --check c>1""", 1);
        Assert.Equal(["""a < b && s == "--x" """.TrimEnd(), "c>1"], arguments!.All<string>("--check"));
    }

    [Theory]
    [InlineData("#!pant", 1, "Did you mean '#!paint'?")]
    [InlineData("#!paint --color red", 9, "Did you mean '--colour'?")]
    [InlineData("#!paint --colour gren", 18, "Did you mean 'green'?")]
    [InlineData("#!paint --colour", 9, "needs a value")]
    [InlineData("#!paint --coats many", 17, "whole number")]
    [InlineData("#!paint --coats 10", 17, "from 1 to 9")]
    [InlineData("#!paint --dry soon", 15, "500ms")]
    [InlineData("#!paint --tin huge", 15, "512MiB")]
    [InlineData("#!paint --price -1", 17, "number above zero")]
    [InlineData("#!paint --price 1e3", 17, "number above zero")]
    [InlineData("#!paint --mix red", 15, "COLOUR=SHARE")]
    [InlineData("#!paint --mix =1", 15, "COLOUR=SHARE")]
    [InlineData("#!paint --mix red=", 15, "COLOUR=SHARE")]
    [InlineData("#!paint --mix gren=1", 15, "Did you mean 'green'?")]
    [InlineData("#!paint --glossy --glossy", 18, "given twice")]
    [InlineData("#!paint a < b", 9, "double quotes")]
    [InlineData("#!paint --check \"open", 17, "not closed")]
    [InlineData("  #!paint --colr red", 11, "--colour")]
    public void a_wrong_line_is_refused_with_its_place_and_the_way_out(string line, int column, string way)
    {
        var refusal = Assert.Throws<MagicException>(() => _catalog.Parse(line, 4));
        Assert.Equal((4, column), (refusal.Line, refusal.Column));
        Assert.Contains(way, refusal.Message);
    }

    [Theory]
    [InlineData("#!paint -h")]
    [InlineData("#!paint --coats 3 --help --nonsense")]
    public void help_can_be_asked_of_any_magic(string line) => Assert.Null(_catalog.Parse(line, 1).Arguments);

    [Theory]
    [InlineData("#!agent-run", true)]
    [InlineData("   #!state", true)]
    [InlineData("#! /bin/sh", false)]
    [InlineData("#!/bin/sh", false)]
    [InlineData("#if DEBUG", false)]
    [InlineData("var x = 1; #!state", false)]
    public void a_magic_line_begins_with_the_prefix_and_a_letter(string line, bool magic) =>
        Assert.Equal(magic, MagicCatalog.IsMagicLine(line));

    [Fact]
    public void no_line_whatever_throws_anything_but_a_refusal_with_a_place() =>
        Prop.ForAll(
            ArbMap.Default.ArbFor<string>(),
            text =>
            {
                var line = "#!paint " + (text ?? "").ReplaceLineEndings(" ");
                try
                {
                    _catalog.Parse(line, 1);
                    return true;
                }
                catch (MagicException refusal)
                {
                    return refusal.Line == 1 && refusal.Column >= 1 && refusal.Column <= line.Length + 1;
                }
            }).QuickCheckThrowOnFailure();

    [Fact]
    public void any_text_survives_quoting() =>
        Prop.ForAll(
            ArbMap.Default.ArbFor<NonNull<string>>(),
            text =>
            {
                var quoted = '"' + text.Get.Replace("\\", "\\\\").Replace("\"", "\\\"") + '"';
                return _catalog.Parse($"#!paint --check {quoted}", 1).Arguments!.All<string>("--check").Single() == text.Get;
            }).QuickCheckThrowOnFailure();

    [Fact]
    public void help_names_every_parameter()
    {
        var help = MagicHelp.Of(_catalog.All.First());
        Assert.All(_catalog.All.First().Parameters, parameter => Assert.Contains(parameter.Name, help));
    }

    [Fact]
    public void a_value_may_stand_by_itself_and_what_is_needed_is_asked_for()
    {
        var catalog = new MagicCatalog([new("#!open", "Opens.", [new("FILE", ParameterKind.Text, "What.") { IsRequired = true }, new("--as", ParameterKind.Text, "How.")], (_, _) => Task.CompletedTask) { Aliases = ["#!o"] }]);
        Assert.Equal("a b", catalog.Parse("#!open --as x \"a b\"", 1).Arguments!.Get("FILE", ""));
        Assert.Equal("#!open", catalog.Parse("#!o x", 1).Magic.Name);
        Assert.Equal(["#!open"], catalog.All.Select(magic => magic.Name));
        Assert.Contains("#!open needs 'FILE'", Assert.Throws<MagicException>(() => catalog.Parse("#!open --as x", 1)).Message);
        Assert.Contains("does not know what to do with 'b'", Assert.Throws<MagicException>(() => catalog.Parse("#!open a b", 1)).Message);
        Assert.Contains("Usage: #!open FILE [parameters]\nAlso called: #!o\n", MagicHelp.Of(catalog.All.Single()));
    }

    [Theory]
    [InlineData("html", "#!html")]
    [InlineData("F#", "#!fsharp")]
    [InlineData("CSharp", "#!csharp")]
    [InlineData("time", null)]
    [InlineData("", null)]
    public void the_magic_of_a_language_is_found_by_the_names_that_notebooks_use(string language, string? magic) =>
        Assert.Equal(magic, BuiltInMagics.CreateCatalog().FindLanguage(language)?.Name);
}
