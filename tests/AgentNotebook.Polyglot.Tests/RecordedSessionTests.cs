using AgentNotebook.Magics;
using AgentNotebook.Polyglot.Binding;

namespace AgentNotebook.Polyglot.Tests;

/// <summary>What the real engine said when it was recorded is what the extension says now.</summary>
public sealed class RecordedSessionTests : IAsyncLifetime
{
    private static readonly IReadOnlyList<RecordedCommand> _recorded = RecordedSession.Read();

    private ScriptedEngine _engine = null!;

    public async Task InitializeAsync() => _engine = await ScriptedEngine.StartAsync();

    public Task DisposeAsync()
    {
        _engine.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task refusals_and_help_are_word_for_word_what_the_engine_handed_on()
    {
        var compared = 0;
        foreach (var cell in _recorded.Where(cell => cell.Type == "SubmitCode" && cell.Code.StartsWith("#!", StringComparison.Ordinal)))
        {
            // Those of the engine's own parser never reach the extension; those of a child or a run need one.
            var isOwnRefusal = cell.Failure is { } said && said.StartsWith("(1,", StringComparison.Ordinal) && !said.Contains("DNI", StringComparison.Ordinal) && !said.Contains("CS0", StringComparison.Ordinal);
            if (isOwnRefusal || cell.Printed.Contains("Usage: ", StringComparison.Ordinal))
            {
                var now = await _engine.RunAsync(cell.Code);
                Assert.Equal((cell.Failure, cell.Printed), (now.Failure, now.Printed));
                compared++;
            }
        }

        Assert.True(compared >= 3, $"Only {compared} cells were compared.");
    }

    [Fact]
    public void the_engine_offered_every_parameter_of_the_declarations()
    {
        foreach (var line in _recorded.Where(line => line.Type == "RequestCompletions" && line.Code.EndsWith(' ') && line.Code.Count(letter => letter == ' ') == 1))
        {
            var magic = PolyglotMagic.Of(BuiltInMagics.CreateCatalog().Find(line.Code.Trim())!);
            Assert.Equal(magic.Parameters.Select(parameter => parameter.Name), line.Of("CompletionsProduced").Single().GetProperty("completions").EnumerateArray().Select(item => item.GetString()));
        }
    }

    [Fact]
    public void a_run_was_one_card_that_changed_in_place_to_its_end()
    {
        var run = _recorded.First(cell => cell.Code.StartsWith("#!agent-run", StringComparison.Ordinal));
        var id = run.Of("DisplayedValueProduced").Single().GetProperty("valueId").GetString();
        Assert.All(run.Of("DisplayedValueUpdated"), update => Assert.Equal(id, update.GetProperty("valueId").GetString()));
        Assert.StartsWith("Run run-1: Ready", Assert.Single(run.Texts("DisplayedValueProduced")));
        Assert.StartsWith("Run run-1: Succeeded", run.Texts("DisplayedValueUpdated")[^1]);
    }

    [Fact]
    public void every_magic_was_called() =>
        Assert.Empty(
            BuiltInMagics.CreateCatalog().All.Where(magic => !magic.IsLanguage && !magic.Name.StartsWith("#!who", StringComparison.Ordinal)).Select(magic => magic.Name)
                .Except(["#!import", "#!lsmagic", "#!set", "#!share", "#!time"])
                .Except(_recorded.SelectMany(cell => cell.Code.Split('\n')).Where(line => line.StartsWith("#!", StringComparison.Ordinal)).Select(line => line.Split(' ')[0])));

    [Fact]
    public void a_stopped_cell_was_cancelled_and_the_next_one_ran()
    {
        var stopped = _recorded.ToList().FindIndex(cell => cell.Code.Contains("while (true)", StringComparison.Ordinal));
        Assert.Contains(_recorded.Skip(stopped).Take(2), cell => cell.Failure == "Command cancelled.");
        Assert.All(_recorded.Skip(stopped + 2), cell => Assert.Null(cell.Failure));
    }

    [Fact]
    public void the_recording_names_no_folder_of_the_machine_it_was_made_on() =>
        Assert.DoesNotMatch("/(tmp|root|home|work|Users)/", string.Concat(File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "Recorded", "dotnet-interactive-1.0.712001.jsonl"))));
}
