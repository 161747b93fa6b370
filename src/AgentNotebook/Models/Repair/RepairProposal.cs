using Microsoft.CodeAnalysis.Text;

namespace AgentNotebook.Models.Repair;

/// <summary>An edit that may mend a fault.</summary>
/// <param name="Changes">What to change in the code.</param>
/// <param name="Why">The reason, as the end of a sentence.</param>
/// <param name="Rank">How far from the usual slip it is: 0 for what a reader would correct without thinking, more for what only a run can justify.</param>
internal sealed record RepairProposal(IReadOnlyList<TextChange> Changes, string Why, int Rank = 0)
{
    public RepairProposal(TextChange change, string why, int rank = 0)
        : this([change], why, rank)
    {
    }

    public int Size => Changes.Sum(change => change.Span.Length + change.NewText!.Length);
}
