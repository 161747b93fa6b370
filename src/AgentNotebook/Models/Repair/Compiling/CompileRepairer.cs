using AgentNotebook.Execution.Compiling;
using Microsoft.CodeAnalysis;

namespace AgentNotebook.Models.Repair.Compiling;

/// <summary>
/// Mends compiler errors one by one. Each round proposes edits for the first error that any repair knows, compiles every one of them,
/// and keeps the one after which the fewest errors are left.
/// </summary>
internal sealed class CompileRepairer(RepairModelOptions options, TimeProvider time, Surroundings surroundings)
{
    private const int ErrorsLookedAt = 4;
    private const int CandidatesPerError = 240;
    private const int SiblingsKept = 6;

    private static readonly IReadOnlyList<IRepair> _repairs =
    [
        new WordRepair(), new LiteralRepair(), new BraceRepair(), new SyntaxRepair(), new UsingRepair(), new NameRepair(), new MemberRepair(), new ConditionRepair(),
        new ConversionRepair(), new OperatorRepair(), new AwaitRepair(), new AsyncRepair(), new ArgumentRepair(), new AssignmentRepair(), new WriteRepair(),
        new ReturnRepair(), new StatementRepair(), new DuplicateRepair(), new InheritanceRepair(), new ModifierRepair(), new CreationRepair(), new CollectionRepair(), new GenericRepair(),
    ];

    /// <summary>The ways in which the code can be made to compile, the most usual first, each found when it is asked for; only when there is none, the one that came nearest.</summary>
    /// <param name="code">Code with errors.</param>
    /// <param name="accept">Whether a result is still new.</param>
    /// <param name="cancellationToken">Stops the search.</param>
    public IEnumerable<RepairPath> Repair(string code, Func<string, bool> accept, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        var start = new RepairPath(CodeView.Of(code, surroundings, cancellationToken), []);
        var found = false;
        RepairPath? nearest = null;
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var open = new PriorityQueue<RepairPath, (int Turns, int Order)>();
        open.Enqueue(start, (0, 0));
        var order = 0;
        var compiled = 0;
        bool HasBudget() => compiled < options.CompileCandidates && time.GetElapsedTime(started) < options.CompileTime;
        while (open.TryDequeue(out var path, out var priority) && HasBudget())
        {
            for (var round = path.Steps.Count; path.Errors > 0 && round < options.CompileRounds && HasBudget(); round++)
            {
                var next = Extend(path, ref compiled, cancellationToken);
                if (next.Count == 0)
                {
                    break;
                }

                foreach (var (sibling, turn) in next.Skip(1).Take(SiblingsKept).Select((sibling, i) => (sibling, i + 1)))
                {
                    open.Enqueue(sibling, (priority.Turns + turn, ++order));
                }

                path = next[0];
            }

            if (!accept(path.View.Code) || !seen.Add(CodeFingerprint.Of(path.View.Code)))
            {
                continue;
            }

            if (path.Errors == 0)
            {
                found = true;
                yield return path;
            }
            else if (path.Steps.Count > 0 && path.Errors < (nearest?.Errors ?? start.Errors))
            {
                nearest = path;
            }
        }

        if (!found && nearest is not null)
        {
            yield return nearest;
        }
    }

    private static List<RepairPath> Extend(RepairPath path, ref int compiled, CancellationToken cancellationToken)
    {
        var view = path.View;
        var errors = view.SyntaxErrors > 0
            ? view.Tree.GetDiagnostics(cancellationToken).Where(d => d.Severity == DiagnosticSeverity.Error).OrderBy(d => d.Location.SourceSpan.Start)
            : view.Errors.AsEnumerable();
        foreach (var error in errors.Take(ErrorsLookedAt))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var accepted = Candidates(path, error, ref compiled, cancellationToken);
            if (accepted.Count > 0)
            {
                return accepted;
            }
        }

        return [];
    }

    private static List<RepairPath> Candidates(RepairPath path, Diagnostic error, ref int compiled, CancellationToken cancellationToken)
    {
        var context = new RepairContext(path.View, error);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var scored = new List<(RepairPath Path, int Syntax, int Errors, int Rank, int Size)>();
        foreach (var proposal in _repairs.SelectMany(repair => repair.Propose(context)).Take(CandidatesPerError))
        {
            if (path.View.Apply(proposal) is not { } code || !seen.Add(code))
            {
                continue;
            }

            compiled++;
            var after = path.View.With(code, cancellationToken);
            if (after.SyntaxErrors > path.View.SyntaxErrors || !IsProgress(path.View, after, error))
            {
                continue;
            }

            var step = Wording.Describe(path.View.Code, code, proposal.Why);
            scored.Add((new RepairPath(after, [.. path.Steps, step]), after.SyntaxErrors, after.Errors.Count, proposal.Rank, proposal.Size));
        }

        return [.. scored.OrderBy(s => s.Syntax).ThenBy(s => s.Errors).ThenBy(s => s.Rank).ThenBy(s => s.Size).Select(s => s.Path)];
    }

    // Mending one error may uncover another that it hid; that counts as progress when what is left lies further on or is of another kind.
    private static bool IsProgress(CodeView before, CodeView after, Diagnostic error)
    {
        if (after.SyntaxErrors < before.SyntaxErrors || after.Errors.Count < before.Errors.Count)
        {
            return true;
        }

        if (after.SyntaxErrors > 0 || after.Errors.Count > before.Errors.Count + 2)
        {
            return false;
        }

        var grown = after.Text.Length - before.Text.Length;
        var old = before.Errors.Select(e => (e.Id, e.GetMessage())).ToHashSet();
        return !after.Errors.Any(e => e.Id == error.Id && e.GetMessage() == error.GetMessage())
            && after.Errors.Where(e => !old.Contains((e.Id, e.GetMessage()))).All(e => e.Id != error.Id)
            && (after.Errors.Count == 0 || after.Errors.Count <= before.Errors.Count || after.Errors[0].Location.SourceSpan.Start > error.Location.SourceSpan.Start + Math.Min(0, grown));
    }
}
