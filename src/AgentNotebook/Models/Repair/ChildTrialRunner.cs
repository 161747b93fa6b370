using AgentNotebook.Execution;
using AgentNotebook.Execution.Compiling;
using AgentNotebook.Models.Repair.Screens;

namespace AgentNotebook.Models.Repair;

/// <summary>Tries candidates where the run's own code runs: in a restricted child, alone or, to sift them, many in one.</summary>
internal sealed class ChildTrialRunner(ICodeRunner runner, Surroundings? surroundings = null) : ITrialRunner
{
    private static readonly Screening _broken = new(Screening.DidNotCompile, Passed: false, "");
    private static readonly Screening _ended = new(Stage: 1, Passed: false, "ended its process");

    private readonly GuestCompiler _compiler = new();

    private readonly Surroundings _surroundings = surroundings ?? Surroundings.None;

    public ITrialRunner Among(Surroundings surroundings) => surroundings.AreEmpty ? this : new ChildTrialRunner(runner, surroundings);

    public async Task<Trial> TryAsync(string code, IReadOnlyList<string> checks, ExecutionLimits limits, CancellationToken cancellationToken)
    {
        var compiled = _compiler.Compile(code, checks, _surroundings.Options, cancellationToken);
        return compiled.Program is { } program
            ? new Trial([], await runner.RunAsync(program, limits, cancellationToken).ConfigureAwait(false))
            : new Trial(compiled.Errors, null);
    }

    public async Task<IReadOnlyList<Screening>> ScreenAsync(IReadOnlyList<string> codes, IReadOnlyList<string> checks, ExecutionLimits limits, CancellationToken cancellationToken)
    {
        var found = new Screening[codes.Count];
        foreach (var batch in Enumerable.Range(0, codes.Count).Chunk(ScreeningCompiler.BatchSize))
        {
            var compiled = new GuestSubmission?[batch.Length];
            Parallel.For(0, batch.Length, new ParallelOptions { CancellationToken = cancellationToken }, slot =>
                // Programs of one process share neither variables nor check code: code that needs them is tried alone.
                compiled[slot] = _surroundings.AreEmpty ? ScreeningCompiler.Compile(slot, codes[batch[slot]], checks, cancellationToken) : null);
            for (var slot = 0; slot < batch.Length; slot++)
            {
                if (compiled[slot] is null)
                {
                    found[batch[slot]] = CodeView.Of(codes[batch[slot]], _surroundings, cancellationToken).Errors.Count > 0
                        ? _broken
                        : Screening.Of(await TryAsync(codes[batch[slot]], checks, limits, cancellationToken).ConfigureAwait(false));
                }
            }

            var open = Enumerable.Range(0, batch.Length).Where(slot => compiled[slot] is not null).ToList();
            while (open.Count > 0)
            {
                var program = new GuestProgram { Submissions = [ScreeningCompiler.Opening, .. open.Select(slot => compiled[slot]!)] };
                var outcome = await runner.RunAsync(program, limits, cancellationToken).ConfigureAwait(false);
                var answered = Math.Min(outcome.Checks.Count, open.Count);
                for (var index = 0; index < answered; index++)
                {
                    found[batch[open[index]]] = Read(outcome.Checks[index], checks.Count);
                }

                // The one after the last answer took the process with it; those behind it have not run.
                if (answered < open.Count)
                {
                    found[batch[open[answered++]]] = _ended;
                }

                open.RemoveRange(0, answered);
            }
        }

        return found;
    }

    private static Screening Read(CheckOutcome answer, int checks)
    {
        if (answer.Error is { } error)
        {
            return new Screening(error.StartsWith("System.TimeoutException: too many", StringComparison.Ordinal) ? 1 : 2, Passed: false, error);
        }

        var held = answer.Values.Take(checks).Count(value => value.Value == "true");
        return new Screening(100 + held, held == checks && answer.Values.Count > checks, string.Join(' ', answer.Values.Select(value => value.Value)));
    }
}
