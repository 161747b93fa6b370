using AgentNotebook.Execution.Compiling;
using AgentNotebook.Models.Repair.Checking;
using AgentNotebook.Models.Repair.Running;

namespace AgentNotebook.Models.Repair;

/// <summary>Proposes changes to code that compiles and does the wrong thing: first what the fault of the run points at, then small slips anywhere in it.</summary>
internal sealed class BehaviourRepairer(RepairModelOptions options, TimeProvider time, Surroundings surroundings)
{
    private static readonly IReadOnlyList<IRepair> _faults =
    [
        new ArgumentOrderSlip(atFault: true), new WindowRepair(), new IndexRepair(), new BoundsRepair(), new NullRepair(), new DivisionRepair(), new KeyRepair(), new SequenceRepair(), new FormatRepair(), new CastRepair(), new RecursionRepair(), new LoopRepair(), new OverflowRepair(), new ThrownRepair(),
    ];

    private static readonly IReadOnlyList<IRepair> _slips =
    [
        new CheckNameRepair(), new DiscardRepair(), new BoundSlip(), new ArithmeticSlip(), new ComparisonSlip(), new StartSlip(), new OrderSlip(), new CallSlip(), new ArgumentOrderSlip(atFault: false), new DivisionSlip(), new ConstantSlip(), new ScopeSlip(), new VariableSlip(),
    ];

    // Tiers of strength: what the faulting line shows, the same rules everywhere, slips.
    private const int Tier = 100;

    /// <summary>Candidates that are new, the most usual first. That each of them compiles is not certain.</summary>
    public IEnumerable<Candidate> Candidates(Attempt basis, Func<string, bool> accept, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        var view = CodeView.Of(basis.Code, surroundings, cancellationToken);
        if (view.Errors.Count > 0)
        {
            yield break;
        }

        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (proposal, tier) in Proposals(view, basis))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (time.GetElapsedTime(started) > options.CompileTime + options.CandidateTime)
            {
                yield break;
            }

            if (view.Apply(proposal) is { } code && seen.Add(CodeFingerprint.Of(code)) && accept(code))
            {
                yield return new Candidate(code, Wording.Describe(view.Code, code, proposal.Why), (tier * Tier) + proposal.Rank, proposal.Rank);
            }
        }
    }

    private static IEnumerable<(RepairProposal Proposal, int Tier)> Proposals(CodeView view, Attempt basis)
    {
        if (basis.Outcome is not { } outcome)
        {
            return Ranked(CheckNameRepair.ForErrors(view, basis.Errors), 0);
        }

        var context = new RepairContext(view, outcome);

        // Optimized code can report a neighbouring line: what is known at the line comes first, the same rules everywhere after it.
        var everywhere = new RepairContext(view, outcome, everywhere: true);
        return Ranked(_faults.SelectMany(repair => repair.Propose(context)), 0)
            .Concat(Ranked(_faults.SelectMany(repair => repair.Propose(everywhere)), 1))
            .Concat(Ranked(_slips.SelectMany(repair => repair.Propose(context)), 2));
    }

    private static IEnumerable<(RepairProposal Proposal, int Tier)> Ranked(IEnumerable<RepairProposal> proposals, int tier) =>
        proposals.OrderBy(proposal => proposal.Rank).Select(proposal => (proposal, tier));
}
