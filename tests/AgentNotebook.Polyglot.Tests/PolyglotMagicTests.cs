using AgentNotebook.Magics;
using AgentNotebook.Polyglot.Binding;

namespace AgentNotebook.Polyglot.Tests;

/// <summary>Every declaration reaches the engine's model through one binding.</summary>
public class PolyglotMagicTests
{
    private static readonly MagicCatalog _catalog = BuiltInMagics.CreateCatalog();

    public static TheoryData<string> Names => new(_catalog.All.Select(magic => magic.Name));

    [Theory]
    [MemberData(nameof(Names))]
    public void every_parameter_of_a_magic_is_bound_with_its_help_its_choices_and_how_often_it_may_be_given(string name)
    {
        var declared = _catalog.Find(name)!;
        var bound = PolyglotMagic.Of(declared);
        Assert.Equal((declared.Name, declared.Summary, declared.HasBody), (bound.Name, bound.Help, bound.HasBody));
        foreach (var parameter in declared.Parameters.Where(parameter => !parameter.IsPositional))
        {
            var own = Assert.Single(bound.Parameters, own => own.Name == parameter.Name);
            Assert.Equal(MagicHelp.Of(parameter), own.Help);
            Assert.Equal(parameter.Repeats ? int.MaxValue : 1, own.MaxOccurrences);
            Assert.Equal(parameter.Choices?.Count ?? 0, own.Completions.Count);
            Assert.All(parameter.Choices ?? [], choice => Assert.Contains(own.Completions, completion => completion.TrimEnd('=') == choice));
            Assert.False(own.IsFlag && parameter.Kind != ParameterKind.Flag);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void the_engine_takes_at_most_one_value_without_a_name_and_no_name_twice(string name)
    {
        var declared = _catalog.Find(name)!;
        var bound = PolyglotMagic.Of(declared);
        Assert.Equal(declared.Parameters.Any(parameter => parameter.IsPositional) ? 1 : 0, bound.Parameters.Count(parameter => parameter.AllowImplicitName));
        Assert.Equal(bound.Parameters.Count, bound.Parameters.Select(parameter => parameter.Name).Distinct().Count());
        Assert.All(bound.Parameters.Where(parameter => parameter.AllowImplicitName), parameter => Assert.False(parameter.Name.StartsWith('-')));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void every_magic_can_be_asked_for_help(string name) =>
        Assert.All(["-h", "--help"], asked => Assert.True(PolyglotMagic.Of(_catalog.Find(name)!).Parameters.Single(parameter => parameter.Name == asked).IsFlag));

    [Theory]
    [InlineData("#!agent-run", true, "agent-run")]
    [InlineData("#!sandbox", true, "sandbox")]
    [InlineData("#!state", false, "state")]
    [InlineData("#!gpu-mem", false, "gpu-mem")]
    public void a_magic_with_a_body_is_a_kernel_of_its_name(string name, bool hasBody, string kernel)
    {
        var bound = PolyglotMagic.Of(_catalog.Find(name)!);
        Assert.Equal((hasBody, kernel), (bound.HasBody, bound.KernelName));
    }

    [Fact]
    public void a_kernel_whose_line_takes_a_value_by_itself_has_no_flags_of_the_engine()
    {
        var bound = PolyglotMagic.Of(new MagicDeclaration("#!x", "X.", [new("NAME", ParameterKind.Text, "N."), new("--fast", ParameterKind.Flag, "F.")], (_, _) => Task.CompletedTask) { HasBody = true });
        Assert.False(bound.Parameters.Single(parameter => parameter.Name == "--fast").IsFlag);
    }

    [Theory]
    [InlineData("Directive: #!state --flush", true)]
    [InlineData("Directive: #!state", true)]
    [InlineData("Directive: #!states", false)]
    [InlineData("SubmitCode: #!state", false)]
    public void a_command_is_known_by_the_line_it_names(string engineText, bool isCalled) =>
        Assert.Equal(isCalled, PolyglotMagic.Of(_catalog.Find("#!state")!).IsCalledBy(engineText));

    [Theory]
    [InlineData("1 + 1\n#!sandbox --timeout 1s\n\n2 + 2\n#!state", "2 + 2", CellLines.HaveRun)]
    [InlineData("#!sandbox\n2 + 2\n#!state\n3 + 3", "3 + 3", CellLines.CSharp)]
    [InlineData("#!import other.ipynb", "2 + 2", CellLines.Body)]
    [InlineData(null, "2 + 2", CellLines.Body)]
    public void lines_that_come_to_a_magics_kernel_are_its_body_were_it_or_are_csharp(string? cell, string lines, CellLines what) =>
        Assert.Equal(what, PolyglotMagic.Of(_catalog.Find("#!sandbox")!).Take(cell, lines));
}
