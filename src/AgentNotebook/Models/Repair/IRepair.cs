namespace AgentNotebook.Models.Repair;

/// <summary>One way to mend code. It looks at the fault in the context and proposes nothing when the fault is not its own.</summary>
internal interface IRepair
{
    IEnumerable<RepairProposal> Propose(RepairContext context);
}
