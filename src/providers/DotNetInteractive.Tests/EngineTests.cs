using AgentNotebook.Magics;
using AgentNotebook.Tool.Tests.Support;
using Microsoft.DotNet.Interactive.Events;

namespace DotNetInteractive.Tests;

/// <summary>The extension in the real engine, from its script to what a front end receives.</summary>
public sealed class EngineTests(Engine engine) : IClassFixture<Engine>
{
    private static readonly string[] _own = ["#!agent-check", "#!agent-compare", "#!agent-fork", "#!agent-resume", "#!agent-run", "#!agent-stop", "#!check", "#!gpu-mem", "#!sandbox", "#!state", "#!unpack"];

    public static TheoryData<string> Own => [.. _own];

    [SandboxFact]
    public void loading_it_says_what_is_there_and_fails_at_nothing()
    {
        var loading = new CellEvents(engine.Loading);
        Assert.Null(loading.Failure);
        Assert.Matches("Sandbox: (isolated|confined|filtered)\\.", loading.Printed);
        Assert.Contains("Memory: ", loading.Printed);
        Assert.All(_own, name => Assert.Contains(name, loading.Printed));
        Assert.All(_own, name => Assert.Contains(name, engine.Magics));
    }

    [Fact]
    public async Task nothing_of_the_script_is_left_but_session_and_models() =>
        Assert.Equal(["Models", "Session"], (await engine.VariablesAsync()).Where(name => !_declared.Contains(name)));

    [Theory]
    [MemberData(nameof(Own))]
    public async Task every_magic_explains_itself_as_in_every_other_host(string name)
    {
        var cell = await engine.RunAsync($"{name} -h");
        Assert.Null(cell.Failure);
        Assert.Equal(MagicHelp.Of(BuiltInMagics.CreateCatalog().Find(name)!), cell.Printed);
    }

    [Theory]
    [MemberData(nameof(Own))]
    public async Task every_parameter_of_a_magic_is_offered_when_it_is_typed(string name)
    {
        var offered = await engine.CompleteAsync($"{name} ");
        Assert.All(BuiltInMagics.CreateCatalog().Find(name)!.Parameters.Where(parameter => !parameter.IsPositional), parameter => Assert.Contains(parameter.Name, offered));
    }

    [Fact]
    public async Task values_that_have_a_choice_and_names_of_magics_are_offered()
    {
        Assert.Contains("strict", await engine.CompleteAsync("#!unpack a.tar --policy "));
        Assert.Contains("#!agent-run", await engine.CompleteAsync("#!agent-r"));
    }

    [SandboxFact]
    public async Task a_run_shows_one_card_that_changes_in_place_and_its_result_is_a_variable_of_the_next_cell()
    {
        var cell = await engine.RunAsync("#!agent-run --check \"result.Count == 2\" --check \"result[1] == 2\" --as numbers\nvar numbers = new List<int> { 1, 2 };\nvar result = nubmers;");
        Assert.Null(cell.Failure);
        var card = Assert.Single(cell.All.OfType<DisplayedValueProduced>());
        var updates = cell.All.OfType<DisplayedValueUpdated>().ToList();
        Assert.NotEmpty(updates);
        Assert.All(updates, update => Assert.Equal(card.ValueId, update.ValueId));
        Assert.Contains(updates[^1].FormattedValues, value => value is { MimeType: "text/html" } && value.Value.Contains("Succeeded", StringComparison.Ordinal));
        Assert.Contains("3", (await engine.RunAsync("numbers.Sum()")).Of("text/html"));
    }

    [SandboxFact]
    public async Task a_check_that_does_not_hold_counts_also_when_it_is_one_of_two()
    {
        var cell = await engine.RunAsync("#!agent-run --check \"result > 0\" --check \"result > 100\" --max-iterations 1\n5");
        Assert.Contains("is Failed after", cell.Failure!.Replace("AwaitingHuman", "Failed", StringComparison.Ordinal));
    }

    [SandboxFact]
    public async Task the_lines_of_a_cell_go_to_whom_they_belong()
    {
        var cell = await engine.RunAsync("var own = 20;\n#!sandbox --variable own --as doubled\n2 * own\n#!state\nvar after = doubled + 2;\nafter");
        Assert.Null(cell.Failure);
        Assert.Contains("level ", cell.Text);
        Assert.Contains("Session polyglot", cell.Text);
        Assert.Contains("42", cell.Of("text/html"));
    }

    [SandboxFact]
    public async Task a_cell_whose_kernel_is_a_magic_is_all_body() =>
        Assert.Contains("49", (await engine.RunAsync("7 * 7", "sandbox")).Text);

    [Fact]
    public async Task an_unknown_parameter_is_refused_by_the_engine_with_its_place()
    {
        var cell = await engine.RunAsync("#!agent-run --chek x\n1");
        Assert.Contains("(1,13)", cell.Failure);
        Assert.Contains("DNI103", cell.Failure);
        Assert.DoesNotContain(cell.All, happened => happened is DisplayedValueProduced);
    }

    [Theory]
    [InlineData("#!agent-run --timeout soon\n1", "(1,23): '--timeout' takes a time such as 500ms, 30s, 5m or 1h, not 'soon'.")]
    [InlineData("#!state --run run-999", "There is no run 'run-999' in this session.")]
    [InlineData("1\n#!check", "(2,1): #!check needs 'NAME'")]
    [InlineData("#!agent-run --as nothing\n", "#!agent-run has nothing to run")]
    public async Task what_a_magic_refuses_is_said_in_its_own_words_without_a_stack(string code, string message)
    {
        var cell = await engine.RunAsync(code);
        Assert.NotNull(cell.Failure);
        Assert.Contains(message, cell.Failure);
        Assert.DoesNotContain("   at ", cell.Failure);
    }

    [SandboxFact]
    public async Task a_cell_that_is_stopped_ends_and_the_next_one_runs()
    {
        var cell = await engine.StopAsync("#!agent-run\nwhile (true) { }", happened => happened is DisplayedValueProduced);
        Assert.NotNull(cell.Failure);
        Assert.Null((await engine.RunAsync("#!state")).Failure);
    }

    [Fact]
    public async Task a_check_sees_the_variables_of_the_notebook()
    {
        await engine.RunAsync("var drift = 0.5;");
        var cell = await engine.RunAsync("#!check energy\nbool TestDrift() => drift < 0.1;");
        Assert.Contains("drift = 0.5", cell.Text);
    }

    [Fact]
    public async Task values_of_the_library_are_shown_as_what_they_are()
    {
        var cell = await engine.RunAsync("Session[\"kept\"] = new List<int> { 1, 2 };\nSession");
        Assert.Null(cell.Failure);
        Assert.Contains("kept", cell.Of("text/html"));
        Assert.Contains("<svg", (await engine.RunAsync("AgentNotebook.Agents.TransitionTable.Default")).Of("text/html"));
    }

    [Fact]
    public void no_assembly_of_the_engines_is_there_in_a_second_version() =>
        Assert.Empty(AppDomain.CurrentDomain.GetAssemblies()
            .Where(assembly => !assembly.IsDynamic && assembly.GetName().Name is { } name && (name.StartsWith("Microsoft.CodeAnalysis", StringComparison.Ordinal) || name is "System.CommandLine" or "System.Reactive" or "Microsoft.DotNet.Interactive.Formatting"))
            .GroupBy(assembly => assembly.GetName().Name)
            .Where(same => same.Select(assembly => assembly.GetName().Version).Distinct().Count() > 1)
            .Select(same => same.Key));

    private static readonly string[] _declared = ["numbers", "own", "doubled", "after", "drift"];
}
