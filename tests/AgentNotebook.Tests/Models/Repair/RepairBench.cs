using AgentNotebook.Execution;
using AgentNotebook.Models;
using AgentNotebook.Models.Repair;

namespace AgentNotebook.Tests.Models.Repair;

/// <summary>Plays the controller: run, revise, run again, for at most five rounds.</summary>
internal static class RepairBench
{
    public const int Rounds = 5;

    // The search is bounded by the number of its candidates here: how far it comes in a given time is the machine's affair.
    private static readonly RepairModelOptions _options = new() { CompileTime = TimeSpan.FromMinutes(5), CandidateTime = TimeSpan.FromMinutes(10) };

    public static async Task<(IReadOnlyList<Attempt> Attempts, IReadOnlyList<string> Said)> RepairAsync(string code, IReadOnlyList<string> checks, bool tries = true)
    {
        var model = new RepairModel(_options, tries ? InProcessTrials.Instance : null, null);
        var brief = new TaskBrief(code, checks);
        var attempts = new List<Attempt>();
        var said = new List<string>();
        var next = (await model.PlanAsync(new PlanRequest(brief, 0), default)).Code!;
        for (var round = 0; ; round++)
        {
            var trial = await InProcessTrials.Instance.TryAsync(next, checks, new ExecutionLimits(), default);
            attempts.Add(new Attempt(attempts.Count + 1, next, trial.Errors, trial.Outcome));
            if (attempts[^1].Succeeded || round == Rounds)
            {
                return (attempts, said);
            }

            var reply = await model.ReviseAsync(new ReviseRequest(brief, attempts, attempts.Count), default);
            said.Add(reply.Explanation);
            if (reply.Code is null)
            {
                return (attempts, said);
            }

            next = reply.Code;
        }
    }

    /// <summary>Asserts that the program ends up passing its checks, and that the checks could fail on the program as given.</summary>
    public static async Task<(Attempt Last, IReadOnlyList<string> Said)> MustMendAsync(string code, string[] checks, bool tries = true)
    {
        var (attempts, said) = await RepairAsync(code, checks, tries);
        var story = string.Join("\n", attempts.Zip(said.Append(""), (attempt, word) =>
            $"--- attempt {attempt.Number}: {string.Join("; ", attempt.Errors.Select(e => $"{e.Id}({e.Line}) {e.Message}"))} {attempt.Outcome?.Verdict} {attempt.Outcome?.Exception?.Type} {attempt.Outcome?.Exception?.Message} line {attempt.Outcome?.Exception?.Line}\n{attempt.Code}\n=> {word}"));
        Assert.False(attempts[0].Succeeded, "The program was not broken to begin with.");
        Assert.True(attempts[^1].Succeeded, story);
        return (attempts[^1], said);
    }
}
