using AgentNotebook.Agents;
using AgentNotebook.Cells.Tests.Input;
using AgentNotebook.Display;

namespace AgentNotebook.Cells.Tests.AgentRuns;

public sealed class ReplayStepTests : IAsyncDisposable
{
    private const string Task = "--check \"result == 42\"\nCompute the answer.";

    private readonly NotebookFolder _notebook = new();

    [Fact]
    public async Task each_step_waits_for_the_person_and_says_what_happened_and_why()
    {
        await RecordAsync();
        var person = new PersonAtTheNotebook([.. Enumerable.Repeat("", 20)]);
        _notebook.Person = person;
        await _notebook.Run($"#!agent-run --replay run.recording --step {Task}");

        var steps = _notebook.Runs[0].Transitions.Count;
        // Not after the last one: there is nothing to wait for.
        Assert.Equal(steps - 1, person.Questions.Count);
        Assert.Equal($"Step 1 of {steps}. Enter for the next step, 'all' for all that are left: ", person.Questions[0].Prompt);
        var cards = _notebook.Output.Bundles.Select(bundle => bundle.Data[MimeBundle.Text]).Where(text => text.StartsWith("Step ", StringComparison.Ordinal)).ToList();
        Assert.Equal(steps, cards.Count);
        Assert.Contains(cards, card => card.Contains("Acting → Reflecting", StringComparison.Ordinal) && card.Contains("Attempt 1: check does not hold: result == 42", StringComparison.Ordinal));
        Assert.Contains(cards, card => card.Contains("Revising → Acting", StringComparison.Ordinal) && card.Contains("  - 6 * 8\n  + 6 * 7", StringComparison.Ordinal) && card.Contains("What is changed, and why: Step 2.", StringComparison.Ordinal));
        Assert.StartsWith($"Step {steps} of {steps}: Reflecting → Succeeded", cards[^1]);
        var pages = _notebook.Output.Bundles.Select(bundle => bundle.Data.GetValueOrDefault(MimeBundle.Html, "")).Where(page => page.Contains($">Step {steps} of {steps}<", StringComparison.Ordinal));
        Assert.Contains("All steps", Assert.Single(pages));
    }

    [Fact]
    public async Task the_journal_is_that_of_a_replay_without_steps()
    {
        await RecordAsync();
        await _notebook.StartAsync("plain");
        await _notebook.Run($"#!agent-run --replay run.recording {Task}");
        var plain = _notebook.Session.Entries().Select(entry => (entry.Time, entry.Kind, entry.Payload)).ToList();

        _notebook.Person = new PersonAtTheNotebook([.. Enumerable.Repeat("", 20)]);
        await _notebook.StartAsync("steps");
        await _notebook.Run($"#!agent-run --replay run.recording --step {Task}");
        Assert.Equal(plain, _notebook.Session.Entries().Select(entry => (entry.Time, entry.Kind, entry.Payload)));
    }

    [Fact]
    public async Task where_nobody_can_answer_it_goes_on_by_itself_and_says_so()
    {
        await RecordAsync();
        await _notebook.StartAsync("headless");
        await _notebook.Run($"#!agent-run --replay run.recording --step {Task}");
        Assert.Equal("Nobody can be asked here, so the replay goes on by itself after each step.\n", _notebook.Output.Printed("stdout"));
        Assert.Equal("42", await _notebook.Value("result"));
    }

    [Fact]
    public async Task the_rest_can_be_had_at_once()
    {
        await RecordAsync();
        var person = new PersonAtTheNotebook("", " ALL ");
        _notebook.Person = person;
        await _notebook.Run($"#!agent-run --replay run.recording --step {Task}");
        Assert.Equal(2, person.Questions.Count);
        Assert.Equal(AgentState.Succeeded, _notebook.Runs[0].State);
    }

    [Fact]
    public async Task an_interrupt_ends_the_waiting_and_the_run_stands_at_its_step()
    {
        await RecordAsync();
        using var stop = new CancellationTokenSource();
        var person = new PersonAtTheNotebook("");
        _notebook.Person = person;
        var running = _notebook.ExecuteAsync($"#!agent-run --replay run.recording --step {Task}", stop.Token);
        await person.Waiting.Task.WaitAsync(TimeSpan.FromMinutes(1));
        await stop.CancelAsync();
        Assert.True((await running).Interrupted);
        Assert.Equal(2, _notebook.Runs[0].Transitions.Count);
    }

    [Fact]
    public async Task steps_need_a_recording()
    {
        await _notebook.StartAsync();
        Assert.Contains("name the recording with '--replay FILE'", (await _notebook.Fail("#!agent-run --step\n1")).Message);
    }

    public ValueTask DisposeAsync() => _notebook.DisposeAsync();

    /// <summary>Records a run that needs two attempts, and starts a kernel that knows nothing of it.</summary>
    private async Task RecordAsync()
    {
        _notebook.Playbook("model.yaml", "6 * 8", "6 * 7");
        await _notebook.StartAsync("recorded");
        await _notebook.Run($"#!agent-run --model script:model.yaml --record run.recording {Task}");
        await _notebook.StartAsync();
    }
}
