using AgentNotebook.Models;
using AgentNotebook.Models.Scripted;

namespace AgentNotebook.Tests.Models.Scripted;

public class ScriptedModelTests
{
    private const string Book = """
        name: demo
        steps:
          - role: plan
            delay: 200ms
            faults:
              - { status: 429, message: Too many requests, retry-after: 2s }
              - message: connection lost
            reply:
              plan: Count.
              code: |
                var result = 1;
          - role: revise
            reply: { code: var result = 2;, explanation: One was too few. }
          - role: revise
            give-up: I know no further.
        """;

    private const string AllRoles = """
        steps:
          - role: plan
            usage: { input: 420, output: 60, cost: 0.0021 }
            reply:
              plan: Count.
              assumptions:
                - { name: case, question: Do capitals count?, value: They do. }
          - role: write
            reply: { code: '1' }
          - role: diagnose
            reply: { diagnosis: One is too few., facts: [There are two.] }
          - role: revise
            reply: { code: '2', explanation: Two. }
          - role: plan
            reply: { plan: Otherwise. }
          - role: write
            reply: { code: '3', explanation: Three. }
          - role: explain
            reply: { explanation: It counts. }
        """;

    private static readonly TaskBrief _brief = new("count", []);

    [Fact]
    public async Task each_finished_call_is_one_step_and_faults_come_before_its_reply()
    {
        var time = new ManualTime();
        var model = new ScriptedModel(Playbook.Parse(Book, "demo.yaml"), time);
        var first = await Assert.ThrowsAsync<ModelException>(() => model.PlanAsync(new PlanRequest(_brief, 0), default));
        Assert.Equal((429, TimeSpan.FromSeconds(2)), (first.Status, first.RetryAfter));
        var second = await Assert.ThrowsAsync<ModelException>(() => model.PlanAsync(new PlanRequest(_brief, 0), default));
        Assert.Equal(("connection lost", (int?)null), (second.Message, second.Status));
        var plan = await model.PlanAsync(new PlanRequest(_brief, 0), default);
        Assert.Equal(("Count.", "var result = 1;\n"), (plan.Plan, plan.Code));
        Assert.Equal(Enumerable.Repeat(TimeSpan.FromMilliseconds(200), 3), time.Waited);
        Attempt[] attempts = [new(1, plan.Code!, [], null)];
        Assert.Equal("var result = 2;", (await model.ReviseAsync(new ReviseRequest(_brief, attempts, 1), default)).Code);
        var last = await model.ReviseAsync(new ReviseRequest(_brief, attempts, 2), default);
        Assert.True(last.GaveUp);
        Assert.Equal("I know no further.", last.Explanation);
    }

    [Fact]
    public async Task a_playbook_plays_the_roles_it_has_steps_for()
    {
        var model = new ScriptedModel(Playbook.Parse(AllRoles, "roles.yaml"));
        Assert.Equal(ModelRole.Plan | ModelRole.Write | ModelRole.Diagnose | ModelRole.Revise | ModelRole.Explain, model.Roles);
        Assert.True(model.CanChangeStrategy);
        var plan = await model.PlanAsync(new PlanRequest(_brief, 0), default);
        Assert.Null(plan.Code);
        Assert.Equal(new Assumption("case", "Do capitals count?", "They do."), Assert.Single(plan.Assumptions));
        Assert.Equal(new ModelUsage(420, 60, 0.0021m), plan.Usage);
        Assert.Equal("1", (await model.WriteAsync(new WriteRequest(_brief, 1), default)).Code);
        var diagnosis = await model.DiagnoseAsync(new DiagnoseRequest(_brief, [], 2), default);
        Assert.Equal(("One is too few.", "There are two."), (diagnosis.Diagnosis, Assert.Single(diagnosis.Facts)));
        Assert.Equal("2", (await model.ReviseAsync(new ReviseRequest(_brief, [], 3), default)).Code);
        Assert.Equal("It counts.", (await model.ExplainAsync(new ExplainRequest(_brief, [], 6), default)).Explanation);
        Assert.Equal(ModelRole.Plan | ModelRole.Revise, new ScriptedModel(Playbook.Parse(Book, "demo.yaml")).Roles);
        Assert.False(new ScriptedModel(Playbook.Parse(Book, "demo.yaml")).CanChangeStrategy);
    }

    [Fact]
    public async Task a_fault_may_name_a_failure_that_no_status_tells()
    {
        var model = new ScriptedModel(Playbook.Parse("steps: [{ role: plan, fault: { failure: content-refused, message: No. } }]", "no.yaml"));
        Assert.Equal(ModelFailure.ContentRefused, (await Assert.ThrowsAsync<ModelException>(() => model.PlanAsync(new PlanRequest(_brief, 0), default))).Failure);
    }

    [Fact]
    public async Task a_resumed_run_goes_on_at_its_call_number()
    {
        var model = new ScriptedModel(Playbook.Parse(Book, "demo.yaml"));
        Assert.Equal("One was too few.", (await model.ReviseAsync(new ReviseRequest(_brief, [new(1, "", [], null)], 1), default)).Explanation);
    }

    [Fact]
    public async Task running_past_the_end_or_out_of_step_is_a_permanent_fault_that_says_so()
    {
        var model = new ScriptedModel(Playbook.Parse(Book, "demo.yaml"));
        var end = await Assert.ThrowsAsync<ModelException>(() => model.ReviseAsync(new ReviseRequest(_brief, [], 3), default));
        Assert.Contains("'demo' has 3 replies", end.Message);
        Assert.Null(end.Status);
        var role = await Assert.ThrowsAsync<ModelException>(() => model.PlanAsync(new PlanRequest(_brief, 1), default));
        Assert.Contains("Step 2", role.Message);
    }

    [Fact]
    public async Task a_delay_is_cut_short_by_cancellation()
    {
        var model = new ScriptedModel(Playbook.Parse(Book, "demo.yaml"), new ManualTime { Frozen = true });
        using var cancel = new CancellationTokenSource();
        var call = model.PlanAsync(new PlanRequest(_brief, 0), cancel.Token);
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
    }

    [Theory]
    [InlineData("steps:\n  - role: plan\n    reply: { plan: x }", 2, 5, "lacks 'code'")]
    [InlineData("steps:\n  - role: write\n    reply: { code: x }", 2, 5, "must follow a plan")]
    [InlineData("steps:\n  - role: plan\n    reply: { plan: x, code: x }\n  - role: write\n    reply: { code: x }", 2, 5, "Move it")]
    [InlineData("steps:\n  - role: diagnose\n    reply: { diagnosis: x }\n  - role: plan\n    reply: { plan: x, code: y }", 4, 5, "must have the role revise")]
    [InlineData("steps:\n  - role: diagnose\n    reply: { diagnosis: x }\n  - role: revise\n    give-up: x\n  - role: revise\n    give-up: x", 6, 5, "must follow a diagnosis")]
    [InlineData("steps:\n  - role: explain\n    give-up: x", 3, 14, "cannot give up")]
    [InlineData("steps:\n  - role: plan\n    usage: { input: -1 }\n    reply: { plan: x, code: y }", 3, 21, "whole number")]
    [InlineData("steps:\n  - role: plan\n    usage: { cost: free }\n    reply: { plan: x, code: y }", 3, 20, "amount in dollars")]
    [InlineData("steps:\n  - role: plan\n    fault: { failure: stall, message: x }", 3, 23, "Did you mean 'stalled'?")]
    [InlineData("steps:\n  - role: plan\n    replay: x", 3, 5, "Did you mean 'reply'?")]
    [InlineData("steps:\n  - role: plan", 2, 5, "lacks 'reply'")]
    [InlineData("steps:\n  - role: plann\n    give-up: x", 2, 11, "Did you mean 'plan'?")]
    [InlineData("steps:\n  - role: revise\n    reply: { code: x }", 3, 12, "lacks 'explanation'")]
    [InlineData("steps:\n  - role: revise\n    reply: { code: [x], explanation: y }", 3, 20, "must be text")]
    [InlineData("steps:\n  - role: revise\n    delay: 2 days\n    give-up: x", 3, 12, "such as 200ms, 2s or 1m")]
    [InlineData("steps:\n  - role: revise\n    give-up: x\n    give-up: y", 4, 5, "twice")]
    [InlineData("steps:\n  - role: revise\n    fault: { message: x, status: 42 }\n", 3, 34, "from 100 to 599")]
    [InlineData("steps:\n  - role: revise\n    fault: { message: x }\n  - role: revise\n    give-up: x", 3, 12, "never be reached")]
    [InlineData("steps: []", 1, 8, "at least one step")]
    [InlineData("", 1, 1, "empty")]
    [InlineData("steps: !!System.Diagnostics.Process {}", 1, 8, "tags are not allowed")]
    [InlineData("steps: &a [*a]", 1, 8, "Anchors")]
    [InlineData("steps: [[[[[[[[[[[[1]]]]]]]]]]]]", 1, 15, "levels deep")]
    [InlineData("steps: [", 2, 1, "not well-formed YAML")]
    public void a_broken_playbook_is_refused_with_file_line_and_column(string yaml, int line, int column, string says)
    {
        var error = Assert.Throws<PlaybookException>(() => Playbook.Parse(yaml, "demo.yaml"));
        Assert.Contains(says, error.Message);
        Assert.StartsWith($"demo.yaml({line},{column}): ", error.Message);
    }

    [Fact]
    public void a_playbook_over_its_size_or_not_there_is_refused()
    {
        Assert.Contains("larger than", Assert.Throws<PlaybookException>(() => Playbook.Parse(new string('#', Playbook.MaximumBytes + 1), "big.yaml")).Message);
        Assert.Contains("cannot be read", Assert.Throws<PlaybookException>(() => Playbook.Load(Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()))).Message);
    }
}
